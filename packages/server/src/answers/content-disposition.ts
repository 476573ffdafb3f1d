import { cleanFileName } from '../input/clean-file-name.ts';

/**
 * A `Content-Disposition` of our own, with a name that any browser reads and none takes for a path or a header.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6266
 */
export function contentDisposition(kind: 'inline' | 'attachment', name: string | null): string {
  if (name === null) return kind;
  const clean = cleanFileName(name);
  const plain = clean.replace(/[^\x20-\x7e]|["\\%;]/g, '_');
  const full = encodeURIComponent(clean).replace(/['()*!]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
  return `${kind}; filename="${plain}"; filename*=UTF-8''${full}`;
}

/** The name in another server's `Content-Disposition`, or nothing. */
export function nameIn(header: string | null): string | null {
  const full = /(?:^|;)\s*filename\*\s*=\s*utf-8''([^;\s]{1,2048})/i.exec(header ?? '')?.[1];
  const decoded = full === undefined ? undefined : decode(full);
  if (decoded !== undefined) return decoded;
  const quoted = /(?:^|;)\s*filename\s*=\s*(?:"((?:[^"\\]|\\.){1,2048})"|([^;\s"]{1,2048}))/i.exec(header ?? '');
  const name = quoted?.[1]?.replace(/\\(.)/g, '$1') ?? quoted?.[2];
  return name === undefined ? null : name;
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
