import { Refusal } from '../refusal.ts';

/** How pictures begin, in hexadecimal. Pictures of other kinds are handed on as mere bytes. */
const pictures: Readonly<Record<string, RegExp>> = {
  'image/png': /^89504e470d0a1a0a/,
  'image/jpeg': /^ffd8ff/,
  'image/gif': /^474946383[79]61/,
  'image/webp': /^52494646.{8}57454250/,
  'image/bmp': /^424d/,
  'image/avif': /^.{8}66747970(?:61766966|61766973|6d696631)/,
};

/** Types that browsers run when they are opened. Dify reads such files by their extension, so plain text serves it. */
const active =
  /^(?:text\/(?:html|xml|javascript|ecmascript|jscript|livescript|x-.*script|xsl)|application\/(?:xhtml\+xml|xml|javascript|x-javascript|ecmascript|.*\+xml))$/;

/** Types that are handed on as they are. */
const taken =
  /^(?:(?:audio|video|text)\/[a-z0-9][a-z0-9.+-]{0,100}|application\/(?:pdf|json|zip|epub\+zip|rtf|msword|yaml|x-yaml|x-ndjson|toml|sql|octet-stream|vnd\.(?:openxmlformats-officedocument|ms-|oasis\.opendocument)[a-z0-9.+-]{1,100}))$/;

/**
 * The type under which a file is handed on. Later it may be served under it, so nothing that runs in a page remains.
 *
 * @param start the first sixteen bytes of the file
 * @throws Refusal with 415 for SVG, and for a picture that is none
 */
export function safeFileType(type: string, start: Uint8Array): string {
  const name = (type.split(';')[0] ?? '').trim().toLowerCase();
  const signature = pictures[name];
  const isPicture = signature === undefined || signature.test(hexadecimal(start));
  if (/^image\/svg/.test(name) || !isPicture) {
    throw new Refusal(415, 'unsupported_file_type', 'This type of file cannot be sent.');
  }
  if (active.test(name)) return 'text/plain';
  return signature !== undefined || taken.test(name) ? name : 'application/octet-stream';
}

function hexadecimal(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
