import type { HandlerConfig } from '../config.ts';
import { signature } from '../handles/signature.ts';

/** What every visitor's id begins with. */
export const visitorPrefix = 'anonymous\0';

/**
 * What Dify knows a person by: stable, not to be guessed, another one in every app, and without anything personal.
 *
 * @param id what the site knows the person by
 */
export function userId(secret: string, app: string, id: string): string {
  return `u_${signature(secret, `${app}\0${id}`)}`;
}

/**
 * The user that goes to Dify for a person: signed, or as the site knows the person where that was asked for. Visitors are
 * always signed.
 *
 * @param id the person's, or a visitor's with its prefix
 */
export function boundUser(
  { secrets, userIds }: Pick<HandlerConfig, 'secrets' | 'userIds'>,
  app: string,
  id: string,
): string {
  if (userIds === 'raw' && !id.startsWith(visitorPrefix)) return id;
  return userId(secrets.at(-1) ?? '', app, id);
}
