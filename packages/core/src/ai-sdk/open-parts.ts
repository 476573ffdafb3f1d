import type { DifyUIMessageChunk } from './ui-message-chunk.ts';

/** The parts of a message that text is being added to. */
export interface OpenParts {
  /** Adds text to a part, which begins with it. */
  add(kind: 'text' | 'reasoning', key: string, delta: string): void;
  /** Ends every open part, or those of one kind. */
  end(kind?: 'text' | 'reasoning'): void;
}

/** Opens and closes parts of text and reasoning; each gets an id of its own. */
export function openParts(send: (chunk: DifyUIMessageChunk) => void): OpenParts {
  const open = new Map<string, { readonly kind: 'text' | 'reasoning'; readonly id: string }>();
  let count = 0;

  function add(kind: 'text' | 'reasoning', key: string, delta: string): void {
    if (delta === '') return;
    const name = `${kind} ${key}`;
    let part = open.get(name);
    if (part === undefined) {
      part = { kind, id: `${kind}-${count++}` };
      open.set(name, part);
      send({ type: `${kind}-start`, id: part.id });
    }
    send({ type: `${kind}-delta`, id: part.id, delta });
  }

  function end(only?: 'text' | 'reasoning'): void {
    for (const [name, { kind, id }] of open) {
      if (only !== undefined && kind !== only) continue;
      open.delete(name);
      send({ type: `${kind}-end`, id });
    }
  }

  return { add, end };
}
