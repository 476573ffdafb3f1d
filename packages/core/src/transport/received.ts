import type { ReceivedStream } from '../errors/stream-error.ts';
import type { DifyEvent } from '../events/dify-event.ts';

/** Keeps count of a stream, so that an error can say what had arrived. */
export interface Receiver {
  add(event: DifyEvent): void;
  received(): ReceivedStream;
}

/** Counts events and joins the text of the answer. */
export function receiver(): Receiver {
  let events = 0;
  let text = '';
  return {
    add(event) {
      events++;
      if (event.event === 'message' || event.event === 'agent_message') text += event.answer;
      else if (event.event === 'message_replace' && event.answer !== '') text = event.answer;
      else if (event.event === 'text_chunk') text += textOf(event.data);
    },
    received: () => ({ events, text }),
  };
}

function textOf(data: unknown): string {
  const text: unknown = typeof data === 'object' && data !== null ? Reflect.get(data, 'text') : undefined;
  return typeof text === 'string' ? text : '';
}
