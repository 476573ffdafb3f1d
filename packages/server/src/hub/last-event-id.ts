import { Refusal } from '../refusal.ts';

/**
 * The number of the last event that a reader has: `after` in the query, else what browsers send; 0 for none.
 *
 * @throws Refusal with 400 for what is no number
 */
export function lastEventId(request: Request, url?: URL): number {
  const text = url?.searchParams.get('after') ?? request.headers.get('last-event-id') ?? '';
  if (text === '') return 0;
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new Refusal(400, 'invalid_param', 'The number of the last event has to be a number.');
}
