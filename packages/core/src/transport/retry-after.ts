/** The longest wait that is honoured: 60 s. */
const longestMs = 60_000;

/**
 * Milliseconds that a `Retry-After` header asks for, from seconds or a date.
 * `undefined` when it is absent, senseless or in the past; at most 60 s.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#field.retry-after
 */
export function retryAfter(header: string | null, nowMs: number): number | undefined {
  if (header === null || header.trim() === '') return undefined;
  const ms = /^\d+$/.test(header.trim()) ? Number(header) * 1000 : Date.parse(header) - nowMs;
  return Number.isFinite(ms) && ms > 0 ? Math.min(ms, longestMs) : undefined;
}
