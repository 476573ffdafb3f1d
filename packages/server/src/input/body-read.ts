import { Refusal } from '../refusal.ts';

/**
 * The refusal of a request whose body was read before.
 *
 * @param remedy what whoever runs the site should do
 */
export function bodyRead(remedy: string): Refusal {
  return new Refusal(500, 'body_read', `The body of this request was read before the handler got it. ${remedy}`);
}
