import type { HandlerConfig } from '../config.ts';
import { Refusal } from '../refusal.ts';
import { visitorPrefix } from './user-id.ts';
import { visitorOf } from './visitor-cookie.ts';

/** How a handler knows people. */
export type IdentityConfig = Pick<HandlerConfig, 'identify' | 'anonymous' | 'secrets' | 'log'>;

/** Who a request comes from. */
export interface Person {
  /** What the site knows the person by. */
  readonly id: string;
  /** Somebody without an account, known by a cookie. */
  readonly isVisitor: boolean;
  /** The `Set-Cookie` header that keeps a visitor known, when one is due. */
  readonly setCookie: string | null;
}

/**
 * The person behind a request: the site's own answer first, then a visitor's cookie where visitors are allowed.
 * Nothing that the request says about its user is read.
 *
 * @throws Refusal with 401 when there is nobody
 */
export async function identify(config: IdentityConfig, request: Request): Promise<Person> {
  const known = await askSite(config, request);
  if (known !== null) return { id: known, isVisitor: false, setCookie: null };
  if (config.anonymous === null) throw new Refusal(401, 'unauthorized', 'Sign in to use this.');
  const visitor = visitorOf(request, config.secrets, config.anonymous);
  // Reading makes nobody a visitor: a page's first requests come side by side, and the last cookie would win over the one
  // that a question has been asked with.
  const isDue = !visitor.isNew || request.method !== 'GET';
  return { id: `${visitorPrefix}${visitor.id}`, isVisitor: true, setCookie: isDue ? visitor.setCookie : null };
}

async function askSite({ identify: ask, log }: IdentityConfig, request: Request): Promise<string | null> {
  if (ask === undefined) return null;
  let id: unknown;
  try {
    const person = await ask(request);
    if (person === null || person === undefined) return null;
    id = person.id;
  } catch {
    log.warn('identify() threw. The request was refused.');
    throw new Refusal(500, 'identify_failed', 'Who you are could not be found out. Try again later.');
  }
  if (typeof id === 'string' && id !== '' && !/\p{Surrogate}/u.test(id)) return id;
  log.warn('identify() answered without a usable id: it has to be text that is not empty. The request was refused.');
  throw new Refusal(401, 'unauthorized', 'Sign in to use this.');
}
