import type { FilePart, HumanInputPart, MessagePart, ReasoningPart, TextPart, ToolPart } from '@dify-oapi/core';

/** Parts of an answer that are shown as one block. */
export type Segment =
  | { readonly type: 'text'; readonly id: string; readonly part: TextPart }
  | { readonly type: 'steps'; readonly id: string; readonly parts: readonly (ReasoningPart | ToolPart)[] }
  | { readonly type: 'files'; readonly id: string; readonly parts: readonly FilePart[] }
  | { readonly type: 'human-input'; readonly id: string; readonly part: HumanInputPart };

/** Puts neighbours of a kind together, in the order in which they came. */
export function segmentsOf(parts: readonly MessagePart[]): readonly Segment[] {
  const segments: Segment[] = [];
  for (const part of parts) {
    const last = segments.at(-1);
    if (part.type === 'human-input') segments.push({ type: 'human-input', id: part.id, part });
    else if (part.type === 'text') segments.push({ type: 'text', id: part.id, part });
    else if (part.type === 'file') {
      if (last?.type === 'files') segments.splice(-1, 1, { ...last, parts: [...last.parts, part] });
      else segments.push({ type: 'files', id: part.id, parts: [part] });
    } else if (last?.type === 'steps') segments.splice(-1, 1, { ...last, parts: [...last.parts, part] });
    else segments.push({ type: 'steps', id: part.id, parts: [part] });
  }
  return segments;
}
