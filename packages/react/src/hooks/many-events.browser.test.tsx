import { createBrowserDify, createChat, textOf } from '@dify-oapi/core';
import { expect, it } from 'vitest';
import { cdp } from 'vitest/browser';
import { eventLine } from '../testing/a-live-server.ts';

const piece = 'a word, ';

/** Bytes in use after everything that is unused was thrown away. */
async function heapBytes(): Promise<number> {
  await cdp().send('HeapProfiler.collectGarbage');
  const { usedSize } = await cdp().send('Runtime.getHeapUsage');
  return usedSize;
}

/** Tasks that kept the page longer than 50 ms, in milliseconds. */
function watchLongTasks() {
  const tasks: number[] = [];
  const observer = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) tasks.push(duration);
  });
  observer.observe({ type: 'longtask' });
  return {
    async end() {
      await new Promise((resolve) => setTimeout(resolve, 100));
      observer.disconnect();
      return tasks;
    },
  };
}

/** An answer of so many events, as a file that streams like an answer from the network. */
function streamOf(count: number): Blob {
  const line = eventLine('message', { answer: piece });
  return new Blob([line.repeat(count), eventLine('message_end', { metadata: {} })], { type: 'text/event-stream' });
}

/** Asks a question, and looks at the text whenever it changes, as a page does. */
async function answerFrom(file: Blob, onEvent?: () => void): Promise<string> {
  const url = URL.createObjectURL(file);
  const dify = createBrowserDify({
    url: 'http://dify.test/v1',
    maxRetries: 0,
    logger: false,
    fetch: (input) =>
      String(input).endsWith('/chat-messages') ? fetch(url) : Promise.resolve(new Response(null, { status: 404 })),
  });
  const chat = createChat({ dify, suggestions: false, ...(onEvent && { onEvent }) });
  const text = () => {
    const last = chat.getSnapshot().messages.at(-1);
    return last?.role === 'assistant' ? textOf(last) : '';
  };
  chat.subscribe(() => text().charCodeAt(0));
  await chat.actions.sendMessage('Everything');
  URL.revokeObjectURL(url);
  return text();
}

/** Whether the machine has time for the page: tasks of 12 ms, of which none may take 50 ms. */
async function isCalm(): Promise<boolean> {
  const watch = watchLongTasks();
  for (let count = 0; count < 60; count++) {
    const end = performance.now() + 12;
    while (performance.now() < end);
    await new Promise((resolve) => setTimeout(resolve));
  }
  return (await watch.end()).length === 0;
}

/** Counts what happens between two moments at which the page is free. */
function countPerTurn() {
  const { port1, port2 } = new MessageChannel();
  let now = 0;
  let most = 0;
  port1.onmessage = () => {
    now = 0;
    port2.postMessage(null);
  };
  port2.postMessage(null);
  return {
    add() {
      now++;
      most = Math.max(most, now);
    },
    end() {
      port1.close();
      return most;
    },
  };
}

it('S13 reads and reduces 100,000 events without a task over 50 ms, and keeps less than twice their text', async () => {
  await answerFrom(streamOf(2000)); // What is compiled once does not count.
  const file = streamOf(100_000);
  const wasCalm = await isCalm();
  const before = await heapBytes();
  const turns = countPerTurn();
  const watch = watchLongTasks();
  const text = await answerFrom(file, turns.add);
  const tasks = await watch.end();
  const mostInOneTurn = turns.end();
  const growth = (await heapBytes()) - before;
  expect(text).toHaveLength(100_000 * piece.length);
  expect(growth).toBeLessThan(2 * text.length);
  expect(mostInOneTurn).toBeLessThan(10_000);
  // On a machine that is busy with other things any task may take long.
  if (wasCalm && (await isCalm())) expect(tasks).toEqual([]);
});
