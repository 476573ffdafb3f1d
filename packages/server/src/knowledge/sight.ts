import { type Keep, scalar } from '../answers/keep.ts';

/** What of an answer a person sees. */
export interface Sight {
  /** Whether ids of accounts and settings of the workspace are for this person. */
  readonly manages: boolean;
  /** An address of a file, when its origin is one that pages may load from. */
  readonly url: Keep;
}

/** @param origins origins of addresses that pages may have */
export function sightOf(manages: boolean, origins: ReadonlySet<string>): Sight {
  return { manages, url: (value) => (value === null || isFrom(value, origins) ? value : undefined) };
}

/** Passes for those who may. */
export function ifMay(may: boolean, keep: Keep): Keep {
  return may ? keep : () => undefined;
}

/** A text with signed addresses in it: all of it when all of them may be known, else nothing. */
export function signedText({ url }: Sight): Keep {
  return (value) => {
    if (typeof value !== 'string') return scalar(value);
    // Cut first and looked at then: in one expression a long text without blanks would take the square of its length.
    const addresses = value.split(/[\s()<>"']+/).filter((piece) => /[?&](?:sign|timestamp)=/.test(piece));
    return addresses.every((address) => url(address) !== undefined) ? value : undefined;
  };
}

/** Whether something is an address of one of the origins, letter for letter as a browser would go there. */
export function isFrom(value: unknown, origins: ReadonlySet<string>): boolean {
  if (typeof value !== 'string' || !/^https?:\/\/[^\s@\\]+$/i.test(value) || !URL.canParse(value)) return false;
  return origins.has(new URL(value).origin);
}
