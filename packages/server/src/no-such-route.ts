import { Refusal } from './refusal.ts';

/**
 * The answer where there is no route: no app of that name, no such operation, or one that is not let through. Strangers
 * cannot tell which. Its code is its own, so that a page knows that the operation is not there, rather than the thing that
 * it asked for.
 */
export function noSuchRoute(): Refusal {
  return new Refusal(404, 'no_such_route', 'There is nothing at this address.');
}
