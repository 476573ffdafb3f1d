import { textOf } from '@dify-oapi/core';
import { QueryClient } from '@tanstack/react-query';
import { act, cleanup, render, waitFor } from '@testing-library/react';
import { useEffect } from 'react';
import { expect, it } from 'vitest';
import { cdp } from 'vitest/browser';
import { DifyProvider } from '../provider/dify-provider.tsx';
import { aLiveServer } from '../testing/a-live-server.ts';
import { useChatStream } from './use-chat-stream.ts';

const mounts = 200;

function Talk({ onText }: { onText: (text: string) => void }) {
  const { messages, sendMessage } = useChatStream();
  const last = messages.at(-1);
  const text = last?.role === 'assistant' ? textOf(last) : '';
  useEffect(() => void sendMessage('Which torque?'), [sendMessage]);
  useEffect(() => onText(text), [onText, text]);
  return <p>{text}</p>;
}

/** Keeps count of what a page may leak: controllers, timers and channels. */
function watchGlobals() {
  const controllers: WeakRef<AbortController>[] = [];
  const timers = new Set<unknown>();
  const channels = new Set<BroadcastChannel>();
  const { AbortController: Controller, BroadcastChannel: Channel, setTimeout: set, clearTimeout: clear } = window;
  window.AbortController = class extends Controller {
    constructor() {
      super();
      controllers.push(new WeakRef(this));
    }
  };
  window.BroadcastChannel = class extends Channel {
    constructor(name: string) {
      super(name);
      channels.add(this);
    }
    override close() {
      channels.delete(this);
      super.close();
    }
  };
  Object.assign(window, {
    setTimeout(callback: () => void, ms?: number) {
      const timer: unknown = set(() => {
        timers.delete(timer);
        callback();
      }, ms);
      timers.add(timer);
      return timer;
    },
    clearTimeout(timer: number) {
      timers.delete(timer);
      clear(timer);
    },
  });
  return {
    controllers: () => controllers.filter((held) => held.deref() !== undefined).length,
    made: () => controllers.length,
    timers: () => timers.size,
    channels: () => channels.size,
    end() {
      Object.assign(window, {
        AbortController: Controller,
        BroadcastChannel: Channel,
        setTimeout: set,
        clearTimeout: clear,
      });
    },
  };
}

async function collect() {
  await cdp().send('HeapProfiler.collectGarbage');
  const { jsEventListeners, nodes } = await cdp().send('Memory.getDOMCounters');
  const { usedSize } = await cdp().send('Runtime.getHeapUsage');
  return { jsEventListeners, nodes, usedSize };
}

/** A page's life: it asks, sees some of the answer and is left; the answer goes on without it. */
async function mountAndLeave(): Promise<WeakRef<object>> {
  const server = aLiveServer();
  let shown = '';
  const onText = (text: string) => {
    shown = text;
  };
  render(
    <DifyProvider dify={server.dify} queryClient={new QueryClient()}>
      <Talk onText={onText} />
    </DifyProvider>,
  );
  await waitFor(() => expect(server.questions).toHaveLength(1), { interval: 1 });
  act(() => server.answer().text('Tighten '));
  await waitFor(() => expect(shown).toBe('Tighten '), { interval: 1 });
  cleanup();
  server.answer().text('to 40 Nm.');
  server.answer().end();
  // The run that nobody looks at ends all the same, and nothing of it is kept.
  await waitFor(() => expect(Object.keys(sessionStorage).join()).not.toContain('dify.test%2Fv1//run/'), {
    interval: 1,
  });
  return new WeakRef(server.dify);
}

it('S53 leaves no listener, timer, channel or controller behind after 200 runs that were mounted and left', async () => {
  for (let count = 0; count < 10; count++) await mountAndLeave();
  await new Promise((resolve) => setTimeout(resolve, 4000));
  const before = await collect();
  const watch = watchGlobals();
  const clients: WeakRef<object>[] = [];
  for (let count = 0; count < mounts; count++) clients.push(await mountAndLeave());
  await waitFor(() => expect(watch.timers()).toBeLessThan(5), { timeout: 20_000 });
  watch.end();
  const after = await collect();
  expect(watch.made()).toBeGreaterThan(mounts);
  expect(watch.channels()).toBe(0);
  expect(watch.controllers()).toBeLessThan(10);
  expect(clients.filter((client) => client.deref() !== undefined).length).toBeLessThan(10);
  expect(after.jsEventListeners - before.jsEventListeners).toBeLessThan(20);
  expect(after.nodes - before.nodes).toBeLessThan(200);
  expect(after.usedSize - before.usedSize).toBeLessThan(4_000_000);
}, 120_000);
