/** Codes of runtimes for connections that were never made: nothing was sent. Node's names, then Bun's. */
const never = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ConnectionRefused']);

/** Codes of runtimes that gave up connecting: Node does after 10 s. */
const slow = new Set(['UND_ERR_CONNECT_TIMEOUT']);

/** Whether a failure of `fetch` says, by a code and never by its wording, that the server got nothing. */
export function isNeverSent(error: unknown): boolean {
  return leaves(error).every((code) => never.has(code));
}

/** Whether a failure of `fetch` says by a code that connecting took too long. */
export function isConnectTimeout(error: unknown): boolean {
  return leaves(error).every((code) => slow.has(code));
}

/** The codes at the ends of a chain of causes; several when several addresses were tried. */
function leaves(error: unknown, depth = 0): string[] {
  if (typeof error !== 'object' || error === null || depth > 5) return [''];
  const errors: unknown = Reflect.get(error, 'errors');
  if (Array.isArray(errors) && errors.length > 0) return errors.flatMap((one) => leaves(one, depth + 1));
  const cause: unknown = Reflect.get(error, 'cause');
  if (typeof cause === 'object' && cause !== null) return leaves(cause, depth + 1);
  const code: unknown = Reflect.get(error, 'code');
  return [typeof code === 'string' ? code : ''];
}
