import { Refusal } from '../refusal.ts';
import { type HandleKind, rawIds } from './handle-kind.ts';
import { isSame, secretName, signature } from './signature.ts';

/** Whose handles they are, and what signs them. */
export interface HandlesOptions {
  /** The first one signs; handles of the others are taken too. */
  readonly secrets: readonly [string, ...string[]];
  /** The app's name in the handler's options. */
  readonly app: string;
  /** What the site knows the person by. */
  readonly user: string;
  /** Whether a form may be answered by anybody of this site who was given its handle. @default false */
  readonly sharesForms?: boolean | undefined;
  /** Milliseconds since 1970. @default Date.now */
  readonly now?: (() => number) | undefined;
}

/** Makes handles of ids for one person of one app, and ids of handles. */
export interface Handles {
  /** The handle of an id: the same one every time. Undefined for what is no such id. */
  seal(kind: HandleKind, id: string): string | undefined;
  /**
   * The id of a handle.
   *
   * @throws Refusal with 404 for a handle that is forged, too old, of another kind, or another person's or app's
   */
  open(kind: HandleKind, handle: string): string;
}

const day = 86_400;

/**
 * Days that a handle is good for, at least. What is read again is signed again, so that only what a page has kept for
 * longer is lost. Dify itself keeps forms and logs of runs for about as long.
 */
const lifetimeDays = 30;

const pattern = /^([A-Za-z0-9_-]{1,256})~([A-Za-z0-9_-]{6})\.([0-9a-z]{1,8})\.([A-Za-z0-9_-]{43})$/;

/**
 * Handles for one person of one app. Dify answers some ids to whoever sends them, so a page gets them signed:
 * `id~<name of the secret>.<expiry in days since 1970, base 36>.<signature>`. A database is not needed.
 */
export function createHandles({ secrets, app, user, sharesForms = false, now = Date.now }: HandlesOptions): Handles {
  const sealed = new Map<string, string>();
  const [newest] = secrets;

  function textOf(kind: HandleKind, id: string, expires: string): string {
    // The user stands between parts that cannot hold NUL, so that no other parts make the same text.
    const owner = kind === 'form' && sharesForms ? '' : user;
    return `\0handle\0${kind}\0${app}\0${owner}\0${id}\0${expires}`;
  }

  return {
    seal(kind, id) {
      if (!rawIds[kind].test(id)) return undefined;
      const key = `${kind}\0${id}`;
      const known = sealed.get(key);
      if (known !== undefined) return known;
      // Whole days: what is read twice on one day is the same text twice.
      const expires = (Math.ceil(now() / 1000 / day) + lifetimeDays).toString(36);
      const handle = `${id}~${secretName(newest)}.${expires}.${signature(newest, textOf(kind, id, expires))}`;
      if (sealed.size >= 1000) sealed.clear();
      sealed.set(key, handle);
      return handle;
    },
    open(kind, handle) {
      const [, id = '', name = '', expires = '', signed = ''] = pattern.exec(handle) ?? [];
      const secret = secrets.find((one) => secretName(one) === name);
      const isRight = secret !== undefined && isSame(signature(secret, textOf(kind, id, expires)), signed);
      if (!isRight || Number.parseInt(expires, 36) * day * 1000 <= now() || !rawIds[kind].test(id)) {
        throw new Refusal(404, 'not_found', 'There is no such thing, or it belongs to another user.');
      }
      return id;
    },
  };
}
