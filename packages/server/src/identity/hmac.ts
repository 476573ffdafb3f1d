const encoder = new TextEncoder();
const imported = new Map<string, Promise<CryptoKey>>();

/** The HMAC-SHA256 of a text. */
export async function sign(secret: string, text: string): Promise<string> {
  return base64url(new Uint8Array(await crypto.subtle.sign('HMAC', await keyOf(secret), encoder.encode(text))));
}

/** Whether a signature is that of the text. Takes the same time for every wrong one. */
export async function isSignedBy(secret: string, text: string, signature: string): Promise<boolean> {
  const bytes = fromBase64url(signature);
  return bytes !== null && crypto.subtle.verify('HMAC', await keyOf(secret), bytes, encoder.encode(text));
}

/** Bytes as base64url without padding. */
export function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
}

function fromBase64url(text: string): Uint8Array<ArrayBuffer> | null {
  if (!/^[A-Za-z0-9_-]{43}$/.test(text)) return null;
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (character) => character.charCodeAt(0));
}

function keyOf(secret: string): Promise<CryptoKey> {
  const known = imported.get(secret);
  if (known) return known;
  const key = crypto.subtle.importKey('raw', encoder.encode(secret), { name: 'HMAC', hash: 'SHA-256' }, false, [
    'sign',
    'verify',
  ]);
  imported.set(secret, key);
  return key;
}
