import { Refusal } from '../refusal.ts';

/** Types that browsers run when they are opened. Dify reads such files by their extension, so plain text serves it. */
const active = /^(?:text\/(?:html|xml|javascript)|application\/(?:xhtml\+xml|xml|javascript|ecmascript))$/;
const wellFormed = /^[a-z]+\/[a-z0-9][a-z0-9.+-]{0,100}$/;

/** How pictures begin, in hexadecimal. */
const pictures: Readonly<Record<string, RegExp>> = {
  'image/png': /^89504e470d0a1a0a/,
  'image/jpeg': /^ffd8ff/,
  'image/gif': /^474946383[79]61/,
  'image/webp': /^52494646.{8}57454250/,
};

/**
 * The type under which a file is handed on. Later it may be served under it, so nothing that runs in a page remains.
 *
 * @param start the first bytes of the file
 * @throws Refusal with 415 for SVG, and for a picture that is none
 */
export function safeFileType(type: string, start: Uint8Array): string {
  const name = (type.split(';')[0] ?? '').trim().toLowerCase();
  if (active.test(name)) return 'text/plain';
  if (!wellFormed.test(name)) return 'application/octet-stream';
  const signature = pictures[name];
  const isPicture = signature === undefined || signature.test(hexadecimal(start));
  if (name === 'image/svg+xml' || !isPicture) {
    throw new Refusal(415, 'unsupported_file_type', 'This type of file cannot be sent.');
  }
  return name;
}

function hexadecimal(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
