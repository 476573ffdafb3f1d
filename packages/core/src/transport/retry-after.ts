/** The longest wait that is honoured: 60 s. */
export const longestRetryAfter = 60_000;

/**
 * Milliseconds that a `Retry-After` header asks for, from seconds or a date.
 * `undefined` when it is absent, senseless or in the past; however long otherwise.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#field.retry-after
 */
export function retryAfter(header: string | null, nowMs: number): number | undefined {
  const text = header?.trim() ?? '';
  const isDate = /^[A-Z][a-z]{2,8}(?:, | )/.test(text);
  const ms = /^\d{1,9}$/.test(text) ? Number(text) * 1000 : isDate ? Date.parse(text) - nowMs : Number.NaN;
  return Number.isFinite(ms) && ms > 0 ? ms : undefined;
}

/** The same from a response. A date is measured by the server's own clock, so that a wrong one of ours does no harm. */
export function retryAfterOf(response: Pick<Response, 'headers'>): number | undefined {
  const serverNow = Date.parse(response.headers.get('date') ?? '');
  return retryAfter(response.headers.get('retry-after'), Number.isNaN(serverNow) ? Date.now() : serverNow);
}
