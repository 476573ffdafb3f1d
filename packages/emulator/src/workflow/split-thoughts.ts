/** A piece of a model's text: thought, or said. */
export interface ThoughtPart {
  readonly text: string;
  readonly isThought: boolean;
}

const open = '<think>';
const shut = '</think>';

/** Splits a text with `<think>` marks as it streams in. Marks may be cut anywhere. */
export function createThoughtSplitter() {
  let held = '';
  let isThought = false;
  let isFirst = true;
  const flush = (isEnd: boolean): ThoughtPart[] => {
    const parts: ThoughtPart[] = [];
    const push = (text: string) => {
      const words = isFirst && !isThought ? text.replace(/^\s+/, '') : text;
      if (words === '') return;
      if (!isThought) isFirst = false;
      parts.push({ text: words, isThought });
    };
    for (;;) {
      const mark = isThought ? shut : open;
      const at = held.indexOf(mark);
      if (at === -1) break;
      push(held.slice(0, at));
      held = held.slice(at + mark.length);
      isThought = !isThought;
    }
    const kept = isEnd ? 0 : overlap(held, isThought ? shut : open);
    push(held.slice(0, held.length - kept));
    held = held.slice(held.length - kept);
    return parts;
  };
  return {
    add(text: string): ThoughtPart[] {
      held += text;
      return flush(false);
    },
    end: (): ThoughtPart[] => flush(true),
    /** The whole: the answer and the thoughts. Tagged thoughts stay in the answer. */
    split(text: string, field: string, isSeparated: boolean): { text: string; reasoning: string } {
      if (!isSeparated) return { text: field === '' ? text : `<think>\n${field}\n</think>${text}`, reasoning: '' };
      const thoughts = [...text.matchAll(/<think>([\s\S]*?)(?:<\/think>|$)/g)].map(([, thought = '']) =>
        thought.trim(),
      );
      const said = text.replaceAll(/<think>[\s\S]*?(?:<\/think>|$)/g, '').trim();
      return { text: said, reasoning: [field.trim(), ...thoughts].filter(Boolean).join('\n') };
    },
  };
}

/** How much of the text's end could be the beginning of a mark. */
function overlap(text: string, mark: string): number {
  for (let length = Math.min(mark.length - 1, text.length); length > 0; length--) {
    if (mark.startsWith(text.slice(-length))) return length;
  }
  return 0;
}
