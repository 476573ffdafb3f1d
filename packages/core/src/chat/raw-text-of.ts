import type { AssistantMessage } from './message.ts';

/** The text of an answer as the server has it: with the thinking that came in it, between its tags. */
export function rawTextOf({ parts }: Pick<AssistantMessage, 'parts'>): string {
  return parts
    .map((part) => {
      if (part.type === 'text') return part.text;
      return part.type === 'reasoning' && part.origin === 'think-tag' ? `<think>${part.text}</think>` : '';
    })
    .join('');
}
