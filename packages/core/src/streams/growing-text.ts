import type { DifyEvent } from '../events/dify-event.ts';

/** The text of an answer while it grows. */
export interface GrowingText {
  /** Takes an event; those without text change nothing. */
  add(event: DifyEvent): void;
  /** The answer so far. */
  current(): string;
  /** The answer when the run's outputs are known. */
  withOutputs(outputs: Readonly<Record<string, unknown>>): string;
  /** Whether the live text was an agent's and its closing message has replaced it. */
  isClosedByMessage(): boolean;
}

/** Joins the text of every app mode by the rules of each. */
export function growingText(): GrowingText {
  let text = '';
  let before = '';
  let from: DifyEvent['event'] | undefined;
  /** By a moderation; the text with which a snapshot begins replaces nothing. */
  let replaced = false;
  let closedByMessage = false;
  const chunks = new Map<string, string>();

  function append(delta: string, kind: 'message' | 'agent_message'): void {
    if (delta === '') return;
    closedByMessage ||= kind === 'message' && from === 'agent_message';
    text = kind === 'message' && from === 'agent_message' ? delta : text + delta;
    from = kind;
  }

  function add(event: DifyEvent): void {
    switch (event.event) {
      case 'message':
      case 'agent_message':
        append(event.answer, event.event);
        break;
      case 'message_file':
        append(event.answer ?? '', 'message');
        break;
      case 'message_replace':
        if (event.answer === '') break;
        replaced = from !== undefined;
        text = event.answer;
        before = '';
        break;
      case 'text_chunk': {
        const key = String(event.data.from_variable_selector);
        chunks.set(key, (chunks.get(key) ?? '') + event.data.text);
        break;
      }
      case 'workflow_started':
        if (event.data.reason !== 'resumption') break;
        before = current();
        text = '';
        chunks.clear();
    }
  }

  /** A resumed run sends the text before the pause again (1.14) or only what is new (1.16). */
  function current(): string {
    const now = chunks.size > 0 ? lines([...chunks.values()]) : text;
    if (before === '' || now.startsWith(before)) return now;
    return before.startsWith(now) ? before : before + now;
  }

  return {
    add,
    current,
    withOutputs(outputs) {
      if (replaced) return current();
      if (from !== undefined && typeof outputs.answer === 'string') return outputs.answer || current();
      return lines(Object.values(outputs)) || current();
    },
    isClosedByMessage: () => closedByMessage,
  };
}

function lines(values: readonly unknown[]): string {
  return values.filter((value) => typeof value === 'string' && value.trim() !== '').join('\n');
}
