const uuid = '[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}';

/**
 * An address that Dify has signed: of a file that a run made, or of an upload. It stands alone or behind the origin of
 * `FILES_URL`, which may have a path of its own.
 */
const signedAddress = new RegExp(
  String.raw`(?:(https?:\/\/[\w.:[\]-]+)(?:\/[\w.~-]+){0,4}?|(?<![\w.~/:%-]))` +
    String.raw`\/files\/(?:tools\/(${uuid})\.([a-z0-9]{1,10})|(${uuid})\/(file|image)-preview)` +
    String.raw`\?[\w=&%.~*+-]*\bsign=[\w=&%.~*+-]+`,
  'gi',
);

/** A file that a signed address leads to. */
export interface SignedFile {
  /** What names the file as long as it exists, whatever its address is just now. */
  readonly key: string;
  /** Where it can be loaded for some minutes. */
  readonly address: URL;
}

/**
 * Puts something else in the place of each address in a text that Dify has signed.
 *
 * @param base where addresses without an origin lead
 * @param replace the text for a file; the address stays where it answers `undefined`
 */
export function replaceSignedAddresses(
  text: string,
  base: URL,
  replace: (file: SignedFile) => string | undefined,
): string {
  return text.replace(signedAddress, (whole, _origin, tool, extension, upload, kind) => {
    if (!URL.canParse(whole, base)) return whole;
    return replace({ key: keyOf(tool, extension, upload, kind), address: new URL(whole, base) }) ?? whole;
  });
}

/** The key as it stands in a handle: letters, digits, `-` and `_`. */
function keyOf(tool: unknown, extension: unknown, upload: unknown, kind: unknown): string {
  return (
    typeof tool === 'string' ? `t_${tool}_${extension}` : `${kind === 'image' ? 'i' : 'u'}_${upload}`
  ).toLowerCase();
}
