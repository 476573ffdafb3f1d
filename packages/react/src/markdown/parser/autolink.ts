import type { InlineNode } from '../inline-node.ts';
import { matchAt } from './link-parts.ts';

const web =
  /(?:https?:\/\/|ftp:\/\/|www\.)[^\s<\u3000-\u303f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65\u2018-\u201f\u2026]*/iy;
const host = /^(?:\w+:\/\/)?([\w.-]+|\[[\da-f:.]+\])/iu;
const domain = /[a-z\d](?:[\w-]*\.)+[\w-]*[a-z\d]/iy;

/** How many signs at the end of an address belong to the sentence. */
function sentenceEnd(address: string): number {
  let end = address.length;
  let surplus = address.split(')').length - address.split('(').length;
  while (end > 0) {
    const last = address[end - 1] ?? '';
    const reference = last === ';' ? /&[a-z\d]+;$/i.exec(address.slice(Math.max(0, end - 34), end)) : null;
    if (reference) end -= reference[0].length;
    else if ('?!.,:*_~\'"'.includes(last)) end--;
    else if (last === ')' && surplus > 0) {
      surplus--;
      end--;
    } else break;
  }
  return end;
}

function isHost(address: string): boolean {
  const name = host.exec(address)?.[1] ?? '';
  const parts = name.split('.');
  const isNamed = parts.slice(-2).every((part) => part !== '' && !part.includes('_'));
  return isNamed && (!/^www\./i.test(address) || parts.length > 1);
}

/** An address as it is in plain text. */
export interface Autolink {
  readonly node: InlineNode;
  readonly end: number;
}

/** The web address at a place; none inside a word. `isInBrackets` says that a `]` ends it. */
export function readWebAddress(text: string, at: number, isInBrackets: boolean): Autolink | undefined {
  if (/[a-z\d/]/i.test(text[at - 1] ?? ' ')) return undefined;
  const [match] = matchAt(web, text, at) ?? [];
  const found = isInBrackets ? match?.split(']', 1)[0] : match;
  const address = found?.slice(0, sentenceEnd(found.slice(0, 2048)));
  if (!address || !isHost(address)) return undefined;
  const href = /^www\./i.test(address) ? `http://${address}` : address;
  return { node: { type: 'link', href, isBare: true, children: [address] }, end: at + address.length };
}

/** The mail address around an `@`, with how much of it is before. */
export function readMailAddress(
  text: string,
  at: number,
  start: number,
): (Autolink & { readonly before: number }) | undefined {
  const local = /[\w.+-]+$/.exec(text.slice(Math.max(start, at - 64), at))?.[0];
  const name = local && matchAt(domain, text, at + 1)?.[0];
  if (!local || !name || /[\w-]/.test(text[at + 1 + name.length] ?? ' ')) return undefined;
  const address = `${local}@${name}`;
  const end = at + 1 + name.length;
  return {
    node: { type: 'link', href: `mailto:${address}`, isBare: true, children: [address] },
    end,
    before: local.length,
  };
}
