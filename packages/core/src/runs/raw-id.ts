/** An id without the signature that a server may put behind it: signatures differ from answer to answer. */
export function rawId(id: string): string {
  const at = id.indexOf('~');
  return at < 0 ? id : id.slice(0, at);
}
