import { sign } from './hmac.ts';

/**
 * What Dify knows a person by: stable, not to be guessed, another one in every app, and without anything personal.
 *
 * @param id what the site knows the person by
 */
export async function userId(secret: string, app: string, id: string): Promise<string> {
  return `u_${await sign(secret, `${app}\0${id}`)}`;
}
