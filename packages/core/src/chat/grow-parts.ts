import type { MessagePart, ReasoningPart } from './message.ts';
import { freeId } from './resumed-text.ts';
import { splitThinking, type ThinkPiece } from './think-tags.ts';

/** A part that gets no more. Without a time its length stays unknown. */
export function ended(part: MessagePart, now?: number): MessagePart {
  if (part.type === 'reasoning' || part.type === 'tool') {
    if (part.state !== (part.type === 'tool' ? 'running' : 'streaming')) return part;
    return { ...part, state: 'done', ...tookSince(part.startedAt, now) };
  }
  return part.type === 'text' && part.state !== 'done' ? { ...part, state: 'done' } : part;
}

/** How long something took, where both ends are known. */
export function tookSince(startedAt: number | undefined, now: number | undefined): { readonly ms?: number } {
  return startedAt === undefined || now === undefined ? {} : { ms: Math.max(0, now - startedAt) };
}

/** The parts with thinking and text at rest: something else begins. Tools may still run. */
export function withoutGrowth(parts: readonly MessagePart[], now: number): readonly MessagePart[] {
  const grows = (part: MessagePart) =>
    (part.type === 'text' || part.type === 'reasoning') && part.state === 'streaming';
  return parts.some(grows) ? parts.map((part) => (grows(part) ? ended(part, now) : part)) : parts;
}

/** The parts after more was said or thought. */
export function withPiece(
  parts: readonly MessagePart[],
  { kind, text, begins }: ThinkPiece,
  now: number,
): readonly MessagePart[] {
  const last = parts.at(-1);
  if (kind === 'text' && last?.type === 'text') {
    return [...parts.slice(0, -1), { ...last, text: last.text + text, state: 'streaming' }];
  }
  if (kind === 'reasoning' && !begins) {
    const at = parts.findLastIndex((part) => part.type === 'reasoning' && part.origin === 'think-tag');
    const part = parts[at];
    if (part?.type === 'reasoning') return parts.with(at, { ...part, text: part.text + text });
  }
  const rest = withoutGrowth(parts, now);
  if (kind === 'text') return [...rest, { type: 'text', id: freeId(rest), text, state: 'streaming' }];
  return [...rest, thoughtOf(rest, text, { origin: 'think-tag', state: 'streaming', startedAt: now })];
}

/** The parts after a node's model has thought more. Nodes may think at the same time. */
export function withThought(
  parts: readonly MessagePart[],
  nodeId: string,
  delta: string,
  now: number,
): readonly MessagePart[] {
  const at = parts.findLastIndex(
    (part) => part.type === 'reasoning' && part.nodeId === nodeId && part.state === 'streaming',
  );
  const part = parts[at];
  if (part?.type === 'reasoning') return parts.with(at, { ...part, text: part.text + delta });
  if (delta.trim() === '') return parts;
  const part_ = thoughtOf(parts, delta, { origin: 'reasoning-chunk', nodeId, state: 'streaming', startedAt: now });
  return [...parts.map((one) => (one.type === 'text' ? ended(one) : one)), part_];
}

/** A whole text as parts that get no more. */
export function partsOfText(text: string, others: readonly MessagePart[] = []): readonly MessagePart[] {
  const made: MessagePart[] = [];
  for (const { kind, text: words, begins } of splitThinking(text)) {
    const last = made.at(-1);
    if (last?.type === kind && !begins) made.splice(-1, 1, { ...last, text: last.text + words });
    else if (kind === 'text') made.push({ type: 'text', id: freeId([...others, ...made]), text: words, state: 'done' });
    else made.push(thoughtOf([...others, ...made], words, { origin: 'think-tag', state: 'done' }));
  }
  return made;
}

/** A new part of thinking. */
export function thoughtOf(
  parts: readonly MessagePart[],
  text: string,
  facts: Omit<ReasoningPart, 'type' | 'id' | 'text'>,
): ReasoningPart {
  return { type: 'reasoning', id: freeId(parts, 'reasoning'), text, ...facts };
}
