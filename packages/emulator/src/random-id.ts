/**
 * A random UUID, also where a page is not served securely and `crypto.randomUUID` is missing.
 *
 * @param random numbers from 0 to 1; a test passes a seeded one @default the machine's own
 */
export function randomId(random?: () => number): string {
  const bytes = new Uint8Array(16);
  if (random === undefined) crypto.getRandomValues(bytes);
  else
    bytes.forEach((_, at) => {
      bytes[at] = Math.floor(random() * 256);
    });
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
