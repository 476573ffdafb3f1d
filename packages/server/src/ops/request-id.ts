/** An id for one request: 16 hexadecimal digits. It stands in the answer and in the log, and means nothing else. */
export function newRequestId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(8));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
