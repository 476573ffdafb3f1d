import type { View } from '../answers/view.ts';
import type { AppConfig } from '../config.ts';
import type { Addresses } from './addresses.ts';
import { linkId, type Place, placeOf } from './place.ts';
import { replaceSignedAddresses } from './signed-files.ts';

/** Puts links of the handler in the place of addresses that Dify has signed and that are dead after some minutes. */
export interface FileLinks {
  /** A text with links. The place says where the addresses in it can be asked for again. */
  inText(text: string, place: Place | undefined): string;
  /** An answer with links in all of its texts, each with the place of the item in which it stands. */
  inAnswer(answer: unknown, place?: Place): unknown;
  /** Whether a text may be the beginning of an address that would become a link. */
  mayBegin(text: string): boolean;
}

/** Levels below which nobody looks for texts any more. */
const deepest = 64;

/** The links of one person of one app; `undefined` where pages get Dify's own addresses. */
export function createFileLinks(
  app: AppConfig,
  view: Pick<View, 'seal' | 'linkBase'>,
  addresses: Addresses,
): FileLinks | undefined {
  if (app.fileLinks === 'dify') return undefined;
  const mayRead = app.routes.some(({ operation }) => operation === 'previewChatFile');
  const starts = [...app.fileOrigins].map((origin) => `${origin}/`).concat('/files/');

  function inText(text: string, place: Place | undefined): string {
    return replaceSignedAddresses(text, app.baseURL, ({ address, key }) => {
      if (!app.fileOrigins.has(address.origin)) {
        app.warnOfFileOrigin(address.origin);
        return undefined;
      }
      addresses.learn(addressKey(app.name, key), address);
      const handle = mayRead ? view.seal('link', linkId(key, place)) : undefined;
      return handle === undefined ? '' : `${view.linkBase}${handle}`;
    });
  }

  function inValue(value: unknown, place: Place | undefined, depth: number): unknown {
    if (typeof value === 'string') return value.includes('/files/') ? inText(value, place) : value;
    if (typeof value !== 'object' || value === null || depth === 0) return value;
    if (Array.isArray(value)) return value.map((item) => inValue(item, place, depth - 1));
    const here = place ?? placeOf(value);
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, inValue(item, here, depth - 1)]));
  }

  return {
    inText,
    inAnswer: (answer, place) => inValue(answer, place, deepest),
    mayBegin: (text) => starts.some((start) => start.startsWith(text) || text.startsWith(start)),
  };
}

/** What an address is kept under: ids of one Dify are not those of another. */
export function addressKey(app: string, key: string): string {
  return `${app}\0${key}`;
}
