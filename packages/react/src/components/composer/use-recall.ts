import { type KeyboardEvent, useRef } from 'react';
import { useChat } from '../../hooks/chat-context.tsx';

/**
 * Brings back what was asked in this conversation: arrow up in an empty field, and again for what was asked before; arrow
 * down the other way. A text that was changed is a new one, and arrows move in it as everywhere.
 *
 * @returns whether a key press was used
 */
export function useRecall(
  text: string,
  setText: (text: string) => void,
): (event: KeyboardEvent<HTMLTextAreaElement>) => boolean {
  const chat = useChat();
  /** What was brought back, and how far back it lies. */
  const recalled = useRef({ text: '', steps: 0 });

  return ({ altKey, ctrlKey, key, metaKey, nativeEvent, shiftKey }) => {
    if ((key !== 'ArrowUp' && key !== 'ArrowDown') || nativeEvent.isComposing) return false;
    if (altKey || ctrlKey || metaKey || shiftKey) return false;
    const before = text === recalled.current.text ? recalled.current.steps : 0;
    if (before === 0 && (text !== '' || key === 'ArrowDown')) return false;
    const questions = chat.getSnapshot().messages.filter((message) => message.role === 'user');
    const steps = key === 'ArrowUp' ? Math.min(before + 1, questions.length) : before - 1;
    const next = questions.at(-steps);
    const found = steps === 0 || next?.role !== 'user' ? '' : next.text;
    recalled.current = { text: found, steps: found === '' ? 0 : steps };
    setText(found);
    return questions.length > 0;
  };
}
