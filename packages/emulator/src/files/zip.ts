/**
 * The files of a zip archive, by path.
 *
 * @throws Error when it is none
 */
export async function readZip(bytes: Uint8Array): Promise<Record<string, Uint8Array>> {
  const { unzipSync } = await import('fflate');
  return unzipSync(bytes);
}

/** A zip archive. A name that comes twice gets a number, so that nothing is lost. */
export async function writeZip(
  files: readonly { name: string; bytes: Uint8Array }[],
): Promise<Uint8Array<ArrayBuffer>> {
  const { zipSync } = await import('fflate');
  const named: Record<string, Uint8Array> = {};
  for (const { name, bytes } of files) {
    const dot = name.lastIndexOf('.');
    const [stem, extension] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ''];
    let unique = name;
    for (let count = 1; Object.hasOwn(named, unique); count++) unique = `${stem} (${count})${extension}`;
    named[unique] = bytes;
  }
  return new Uint8Array(zipSync(named));
}
