import { bench, describe } from 'vitest';
import type { DifyEvent } from '../events/dify-event.ts';
import type { ChatMessage } from './message.ts';
import { createChatStore } from './store.ts';

const event: DifyEvent = { event: 'message', answer: 'token ', task_id: 't', message_id: 'm', conversation_id: 'c' };

function history(count: number): ChatMessage[] {
  return Array.from({ length: count }, (_, at) => ({
    role: 'user',
    id: `q${at}`,
    createdAt: 0,
    text: 'Question',
    files: [],
  }));
}

/** 5,000 deltas, told every 3.3 of them, as at 200 tokens a second and 60 frames. */
function run(rows: readonly ChatMessage[]): void {
  const frames: (() => void)[] = [];
  const store = createChatStore(null, (flush) => frames.push(flush));
  for (const question of rows) {
    if (question.role !== 'user') continue;
    store.dispatch({ type: 'asked', question, answerId: `a-${question.id}`, now: 0 });
    store.dispatch({ type: 'settled', status: { type: 'complete' }, now: 0 });
  }
  store.dispatch(
    { type: 'asked', question: { role: 'user', id: 'q', createdAt: 0, text: 'x', files: [] }, answerId: 'a', now: 0 },
    'now',
  );
  store.subscribeMessage('a', () => undefined);
  for (let at = 0; at < 5000; at++) {
    store.dispatch({ type: 'event', event, now: at });
    if (at % 10 === 0) for (const flush of frames.splice(0)) flush();
  }
}

describe('5,000 deltas into a conversation', () => {
  const long = history(500);
  bench('with no messages before', () => run([]));
  bench('with 1,000 messages before', () => run(long));
});
