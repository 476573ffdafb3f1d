import type { AssistantMessage, MessagePart } from './message.ts';
import { splitThinking, type ThinkPiece } from './think-tags.ts';

/**
 * How the text of a run goes on that is read again. Servers before 1.16 repeat after a form what they had said before
 * it; later ones do not. What comes is held back as long as it may be a repetition.
 */
export interface ResumedText {
  /** The text that was held when the run went on. */
  readonly before: string;
  /** What has come since and is not shown yet. */
  readonly got: string;
  readonly mode: 'undecided' | 'append' | 'repeat';
}

/** The text of a run that goes on after `before`. */
export function resumeAfter(before: string): ResumedText {
  return { before, got: '', mode: before === '' ? 'append' : 'undecided' };
}

/** Text that came after a resumption: how much of it is new, and what is known now. */
export function takeResumed(
  resumed: ResumedText,
  delta: string,
): { readonly text: string; readonly next: ResumedText } {
  if (resumed.mode !== 'undecided') return { text: delta, next: resumed };
  const { before } = resumed;
  const got = resumed.got + delta;
  if (got.length < before.length && before.startsWith(got)) return { text: '', next: { ...resumed, got } };
  return got.startsWith(before)
    ? { text: got.slice(before.length), next: { before, got: '', mode: 'repeat' } }
    : { text: got, next: { before, got: '', mode: 'append' } };
}

/** The parts with this as their whole text: each keeps what it has of it, and the rest comes last. */
export function layText(parts: readonly MessagePart[], text: string): readonly MessagePart[] {
  let rest = text;
  const laid = parts.flatMap((part, at): readonly MessagePart[] => {
    if (part.type !== 'text') return [part];
    const isWhole = at < parts.length - 1 && rest.startsWith(part.text);
    const own = isWhole ? part.text : rest;
    rest = rest.slice(own.length);
    if (own === '') return [];
    return [own === part.text ? part : { ...part, text: own }];
  });
  return rest === '' ? laid : [...laid, { type: 'text', id: freeId(laid), text: rest, state: 'streaming' }];
}

/** An answer with this as its whole text, thinking among it; the same where it says that already. */
export function withText(message: AssistantMessage, text: string): AssistantMessage {
  const pieces = text.includes('<think>') ? splitThinking(text) : [{ kind: 'text' as const, text, begins: false }];
  const said = pieces.map((piece) => (piece.kind === 'text' ? piece.text : '')).join('');
  const parts = layText(layThoughts(message.parts, pieces), said);
  const same = parts.length === message.parts.length && parts.every((part, at) => part === message.parts[at]);
  return same ? message : { ...message, parts };
}

/** The parts with the thinking of a text: each block keeps its place, new ones stand before the text. */
function layThoughts(parts: readonly MessagePart[], pieces: readonly ThinkPiece[]): readonly MessagePart[] {
  const thoughts: string[] = [];
  for (const { kind, text, begins } of pieces) {
    if (kind === 'reasoning') thoughts.push(begins ? text : `${thoughts.pop() ?? ''}${text}`);
  }
  if (thoughts.length === 0) return parts;
  const laid = parts.map((part) => {
    if (part.type !== 'reasoning' || part.origin !== 'think-tag') return part;
    const text = thoughts.shift();
    return text === undefined || text === part.text ? part : { ...part, text };
  });
  const at = laid.findIndex(({ type }) => type === 'text');
  const place = at < 0 ? laid.length : at;
  for (const [index, text] of thoughts.entries()) {
    const id = freeId(laid, 'reasoning');
    laid.splice(place + index, 0, { type: 'reasoning', id, text, state: 'done', origin: 'think-tag' });
  }
  return laid;
}

/** An id for a new part. */
export function freeId(parts: readonly MessagePart[], kind: 'text' | 'reasoning' = 'text'): string {
  let at = parts.length;
  const isTaken = (id: string) => parts.some((part) => part.id === id);
  while (isTaken(`${kind}-${at}`)) at++;
  return `${kind}-${at}`;
}
