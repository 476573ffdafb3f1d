import { isSame, signature } from '../handles/signature.ts';
import { base64url } from './base64url.ts';
import { randomBytes } from './random-bytes.ts';

/** How visitors without an account are told apart. */
export interface VisitorOptions {
  /** Name of the cookie; over https `__Host-` is put before it. @default 'dify_visitor' */
  cookieName?: string | undefined;
  /** Days without a visit after which a visitor is forgotten. @default 180 */
  maxAgeDays?: number | undefined;
}

/** A visitor without an account. */
export interface Visitor {
  /** 128 random bits. */
  readonly id: string;
  /** The `Set-Cookie` header that keeps the visitor known, when one is due. */
  readonly setCookie: string | null;
  /** Whether nobody has seen this visitor before. */
  readonly isNew: boolean;
}

const day = 86_400;

/**
 * The visitor whose cookie came with the request, or a new one. A cookie that was not signed by one of the secrets,
 * or is too old, makes a new visitor: never somebody else.
 */
export function visitorOf(request: Request, secrets: readonly [string, ...string[]], options: VisitorOptions): Visitor {
  const maxAge = Math.round((options.maxAgeDays ?? 180) * day);
  const secure = isSecure(request);
  const name = `${secure ? '__Host-' : ''}${options.cookieName ?? 'dify_visitor'}`;
  const now = Math.floor(Date.now() / 1000);
  for (const value of cookiesNamed(request, name)) {
    const [, id = '', expires = '', signed = ''] = /^([\w-]{22})\.(\d{1,12})\.([\w-]{43})$/.exec(value) ?? [];
    if (Number(expires) <= now || !isSigned(secrets, id, expires, signed)) continue;
    const isFresh = Number(expires) - now > maxAge / 2 && isSigned([secrets[0]], id, expires, signed);
    return { id, setCookie: isFresh ? null : cookie(id), isNew: false };
  }
  const id = base64url(randomBytes(16));
  return { id, setCookie: cookie(id), isNew: true };

  function cookie(visitor: string): string {
    const expires = String(now + maxAge);
    const value = `${visitor}.${expires}.${signature(secrets[0], signedText(visitor, expires))}`;
    return `${name}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${maxAge}${secure ? '; Secure' : ''}`;
  }
}

/** Starts with a character that no app's name has, so that no user id is ever a cookie's signature. */
function signedText(id: string, expires: string): string {
  return `\0visitor\0${id}.${expires}`;
}

function isSigned(secrets: readonly string[], id: string, expires: string, signed: string): boolean {
  return secrets.some((secret) => isSame(signature(secret, signedText(id, expires)), signed));
}

/** A proxy in front may have taken the TLS away. Whoever lies in this header spoils nobody's cookie but their own. */
function isSecure(request: Request): boolean {
  const forwarded = request.headers.get('x-forwarded-proto')?.split(',')[0]?.trim();
  return request.url.startsWith('https:') || forwarded === 'https';
}

function cookiesNamed(request: Request, name: string): string[] {
  return (request.headers.get('cookie') ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1))
    .slice(0, 4);
}
