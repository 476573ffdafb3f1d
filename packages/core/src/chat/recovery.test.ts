import { describe, expect, it } from 'vitest';
import { createBrowserClient, createClient } from '../client.ts';
import type { SavedRun } from '../storage/saved-run-record.ts';
import { fakeEnvironment } from '../testing/fake-environment.ts';
import { events, json, liveEvents, type Script, scriptedDify } from '../testing/scripted-dify.ts';
import { answer, answerText, bodyOf, bytesOf, ids, line } from '../testing/streams.ts';
import type { Chat } from './chat.ts';
import { type ChatOptions, createChat } from './create-chat.ts';
import { textOf } from './message.ts';

const runId = '0d0e8d52-4a36-4d64-9b1c-4a4b7c4a6a01';
const run = { workflow_run_id: runId };

/** A conversation in surroundings that a test moves, with a server by script. `keyed`: our handler is in front. */
function world(routes: Readonly<Record<string, Script>>, more: Partial<ChatOptions> & { keyed?: boolean } = {}) {
  const { keyed = false, ...options } = more;
  const server = scriptedDify(routes);
  const common = { fetch: server.fetch, logger: false, maxRetries: 0 } as const;
  const dify = keyed
    ? createBrowserClient({ ...common, url: 'http://dify.test/v1' })
    : createClient({ ...common, baseURL: 'http://dify.test/v1', apiKey: 'app-1', user: 'u1' });
  const environment = fakeEnvironment();
  const warnings: string[] = [];
  const chat = createChat({
    dify,
    environment,
    suggestions: false,
    schedule: (flush) => flush(),
    onWarning: (warning) => warnings.push(warning),
    ...options,
  });
  const count = (method: string, part: string) =>
    server.calls.filter((call) => call.method === method && call.path.includes(part)).length;
  return { chat, environment, warnings, count, calls: server.calls };
}

function last(chat: Chat) {
  const row = chat.getSnapshot().messages.at(-1);
  if (row?.role !== 'assistant') throw new Error('The last row is no answer.');
  return row;
}

function turn(text: string, more: Readonly<Record<string, unknown>> = {}) {
  return {
    id: ids.message_id,
    conversation_id: ids.conversation_id,
    inputs: {},
    query: 'Ask',
    answer: text,
    message_files: [],
    feedback: null,
    retriever_resources: [],
    created_at: 1_800_000_000,
    status: 'normal',
    error: null,
    ...more,
  };
}

const page = (...turns: unknown[]) => json(200, { limit: 20, has_more: false, data: turns });
const begun = line('message', { answer: 'Tighten' });
const flowBegun =
  line('workflow_started', { ...run, data: { id: runId, workflow_id: 'w', inputs: {}, created_at: 1 } }) +
  line('message', { answer: 'Tighten' });
const finished = (text: string) =>
  line('workflow_finished', { ...run, data: { id: runId, status: 'succeeded', outputs: { answer: text } } });
const broken = (text: string) => events(bodyOf([bytesOf(text)], 'end'));

describe('a chat without a handler that loses its connection', () => {
  it('fails before any headers and may be asked again', async () => {
    const { chat, environment, count } = world({
      'POST /v1/chat-messages': () => Promise.reject(new TypeError('fetch failed')),
    });
    const sending = chat.actions.sendMessage('Ask');
    await environment.advance(60_000);
    expect(await sending).toMatchObject({ ok: false, reason: 'failed', error: { code: 'network' } });
    expect(count('POST', '/chat-messages')).toBe(1);
    chat.dispose();
  });

  it('looks for its turn by the question when nothing else is known', async () => {
    const routes = {
      'POST /v1/chat-messages': () => broken('event: ping\n\n'),
      'GET /v1/messages': () => page(turn('An older one', { id: 'older', query: 'Old' }), turn(answerText)),
    };
    const { chat, environment, count } = world(routes, { conversationId: ids.conversation_id });
    const sending = chat.actions.sendMessage('Ask');
    await environment.advance(2500);
    expect(chat.getSnapshot().status).toBe('reconnecting');
    await environment.advance(60_000);
    expect(await sending).toMatchObject({ ok: true });
    expect(textOf(last(chat))).toBe(answerText);
    expect(chat.getSnapshot().messages).toHaveLength(2);
    expect(count('POST', '/chat-messages')).toBe(1);
    chat.dispose();
  });

  it('S45 is reconciled from the history after 20 s without a network', async () => {
    let stored = '';
    const { chat, environment, count } = world({
      'POST /v1/chat-messages': () => events(bodyOf([bytesOf(begun)], 'break')),
      'GET /v1/messages': () => page(turn(stored)),
    });
    const sending = chat.actions.sendMessage('Ask');
    await environment.settle();
    environment.setOnline(false);
    await environment.advance(20_000);
    environment.setOnline(true);
    stored = answerText;
    await environment.advance(60_000);
    expect(await sending).toMatchObject({ ok: true });
    expect(textOf(last(chat))).toBe(answerText);
    expect(count('POST', '/chat-messages')).toBe(1);
    chat.dispose();
  });

  it('keeps its text as interrupted, and finds the rest when it is asked to check again', async () => {
    let stored = '';
    const { chat, environment, count } = world({
      'POST /v1/chat-messages': () => broken(begun),
      'GET /v1/messages': () => page(turn(stored)),
    });
    const sending = chat.actions.sendMessage('Ask');
    await environment.advance(120_000);
    expect(await sending).toMatchObject({ ok: false, reason: 'interrupted' });
    expect(textOf(last(chat))).toBe('Tighten');
    stored = answerText;
    const checking = chat.actions.checkAgain();
    await environment.advance(10_000);
    expect(await checking).toMatchObject({ ok: true });
    expect(textOf(last(chat))).toBe(answerText);
    expect(last(chat).status.type).toBe('complete');
    expect(count('POST', '/chat-messages')).toBe(1);
    expect(environment.held()).toBe(0);
    chat.dispose();
  });

  it('S56 sleeps for an hour and looks once for what it missed', async () => {
    const { chat, environment, count } = world({
      'POST /v1/chat-messages': ({ signal }) => {
        const stream = liveEvents(signal);
        stream.write(begun);
        return stream.response;
      },
      'GET /v1/messages': () => page(turn(answerText)),
    });
    const sending = chat.actions.sendMessage('Ask');
    await environment.settle();
    expect(chat.getSnapshot().status).toBe('streaming');
    await environment.sleep(3_600_000);
    await environment.advance(1500);
    expect(await sending).toMatchObject({ ok: true });
    expect(textOf(last(chat))).toBe(answerText);
    expect(count('GET', '/messages')).toBe(1);
    expect(count('POST', '/chat-messages')).toBe(1);
    chat.dispose();
  });

  it('ignores what happens to the connection after the closing event', async () => {
    const { chat, environment, count } = world({
      'POST /v1/chat-messages': () => events(bodyOf([bytesOf(answer)], 'break')),
    });
    const sending = chat.actions.sendMessage('Ask');
    await environment.advance(60_000);
    expect(await sending).toMatchObject({ ok: true });
    expect(count('GET', '/messages')).toBe(0);
    chat.dispose();
  });

  it('S59 tells that the server began another conversation', async () => {
    const other = '9d3b0f0e-59b4-4b0f-8c62-5a2f1f6f3f10';
    const changes: (string | null)[] = [];
    const { chat, environment, warnings } = world(
      { 'POST /v1/chat-messages': () => events(answer) },
      { conversationId: other, onConversationIdChange: (id) => changes.push(id) },
    );
    void chat.actions.sendMessage('Ask');
    await environment.advance(5000);
    expect(changes).toEqual([ids.conversation_id]);
    expect(warnings.join()).toContain('new conversation');
    chat.dispose();
  });
});

describe('a chatflow without a handler that loses its connection', () => {
  const details = (status: string, text?: string) =>
    json(200, { id: runId, status, outputs: text === undefined ? {} : { answer: text }, error: null });

  it('S46 is attached to with a snapshot, loses and doubles no text, and ends with the stored answer', async () => {
    const { chat, environment, count, calls } = world({
      'POST /v1/chat-messages': () => broken(flowBegun),
      [`GET /v1/workflow/${runId}/events`]: () =>
        events(
          line('workflow_started', { ...run, data: { id: runId, inputs: {}, created_at: 1 } }) +
            line('message_replace', { answer: '' }) +
            line('message', { answer: ' done.' }) +
            finished(answerText),
        ),
      [`GET /v1/workflows/run/${runId}`]: () => details('running'),
    });
    const sending = chat.actions.sendMessage('Ask');
    await environment.advance(10_000);
    expect(await sending).toMatchObject({ ok: true });
    expect(textOf(last(chat))).toBe(answerText);
    expect(calls.find(({ path }) => path.includes('/events'))?.path).toContain('include_state_snapshot=true');
    expect(count('POST', '/chat-messages')).toBe(1);
    chat.dispose();
  });

  it('S47 falls to the stored run when there is nothing to attach to', async () => {
    const { chat, environment } = world({
      'POST /v1/chat-messages': () => broken(flowBegun),
      [`GET /v1/workflows/run/${runId}`]: () => details('succeeded', answerText),
    });
    const sending = chat.actions.sendMessage('Ask');
    await environment.advance(10_000);
    expect(await sending).toMatchObject({ ok: true });
    expect(textOf(last(chat))).toBe(answerText);
    chat.dispose();
  });

  it('S47 asks for the stored run when attaching brings keep-alives alone', async () => {
    const { chat, environment, count } = world({
      'POST /v1/chat-messages': () => broken(flowBegun),
      [`GET /v1/workflow/${runId}/events`]: ({ signal }) => liveEvents(signal).response,
      [`GET /v1/workflows/run/${runId}`]: () => details(count('GET', '/events') > 0 ? 'stopped' : 'running'),
    });
    const sending = chat.actions.sendMessage('Ask');
    await environment.advance(30_000);
    expect(await sending).toMatchObject({ ok: true, message: { status: { type: 'stopped' } } });
    expect(textOf(last(chat))).toBe('Tighten');
    chat.dispose();
  });

  it('S48 gives up as interrupted when attaching breaks off again and again', async () => {
    const { chat, environment, count } = world({
      'POST /v1/chat-messages': () => broken(flowBegun),
      [`GET /v1/workflow/${runId}/events`]: () => Promise.reject(new TypeError('fetch failed')),
      [`GET /v1/workflows/run/${runId}`]: () => details('running'),
      'GET /v1/messages': () => page(turn('')),
    });
    const sending = chat.actions.sendMessage('Ask');
    await environment.advance(300_000);
    expect(await sending).toMatchObject({ ok: false, reason: 'interrupted' });
    expect(textOf(last(chat))).toBe('Tighten');
    expect(count('GET', '/events')).toBeLessThanOrEqual(5);
    chat.dispose();
  });

  it('S49 is stopped while it looks for its connection, and while it is attached anew', async () => {
    for (const waitMs of [500, 4000]) {
      const { chat, environment, count } = world({
        'POST /v1/chat-messages/': () => json(200, { result: 'success' }),
        'POST /v1/chat-messages': () => broken(flowBegun),
        [`GET /v1/workflow/${runId}/events`]: ({ signal }) => liveEvents(signal).response,
        [`GET /v1/workflows/run/${runId}`]: () => details('running'),
      });
      const sending = chat.actions.sendMessage('Ask');
      await environment.advance(waitMs);
      expect(chat.getSnapshot().status).toBe(waitMs === 500 ? 'reconnecting' : 'streaming');
      const stopping = Promise.all([chat.actions.stop(), chat.actions.stop()]);
      expect(await sending).toMatchObject({ ok: true, message: { status: { type: 'stopped' } } });
      await environment.advance(60_000);
      expect(await stopping).toEqual([{ ok: true }, { ok: true }]);
      expect(count('POST', '/stop')).toBe(1);
      expect(environment.held()).toBe(0);
      chat.dispose();
    }
  });
});

describe('a chat behind the handler', () => {
  const handle = 'run-1~k.1.sig';
  const numbered = (text: string) => {
    let at = 0;
    return text.replaceAll(/^data:/gm, () => `id: ${++at}\ndata:`);
  };
  const stream = (text: string, end: 'end' | 'break' = 'end') => {
    const response = events(bodyOf([bytesOf(text)], end));
    response.headers.set('dify-run', handle);
    return response;
  };
  const records = numbered(answer).match(/id: .*?\n\n/gs) ?? [];

  it('S65 sends again with the same key when the headers are lost', async () => {
    let asked = 0;
    const { chat, environment, calls } = world(
      {
        'POST /v1/chat-messages': () =>
          asked++ < 2 ? Promise.reject(new TypeError('fetch failed')) : stream(numbered(answer)),
      },
      { keyed: true },
    );
    const sending = chat.actions.sendMessage('Ask');
    await environment.advance(30_000);
    expect(await sending).toMatchObject({ ok: true });
    expect(textOf(last(chat))).toBe(answerText);
    const keys = new Set(calls.map(({ headers }) => headers.get('idempotency-key')));
    expect(calls).toHaveLength(3);
    expect(keys.size).toBe(1);
    chat.dispose();
  });

  it('waits for the network before it sends again', async () => {
    let asked = 0;
    const { chat, environment, count } = world(
      {
        'POST /v1/chat-messages': () =>
          asked++ === 0 ? Promise.reject(new TypeError('fetch failed')) : stream(numbered(answer)),
      },
      { keyed: true },
    );
    environment.setOnline(false);
    const sending = chat.actions.sendMessage('Ask');
    await environment.advance(600_000);
    expect(count('POST', '/chat-messages')).toBe(1);
    environment.setOnline(true);
    await environment.advance(100);
    expect(await sending).toMatchObject({ ok: true });
    chat.dispose();
  });

  it('S34 is stopped by its handle before the first event, once', async () => {
    const { chat, environment, count } = world(
      {
        'POST /v1/runs/': () => json(200, { result: 'success' }),
        'POST /v1/chat-messages': ({ signal }) => {
          const { response } = liveEvents(signal);
          response.headers.set('dify-run', handle);
          return response;
        },
      },
      { keyed: true },
    );
    const sending = chat.actions.sendMessage('Ask');
    await environment.settle();
    const stopping = Promise.all([chat.actions.stop(), chat.actions.stop()]);
    expect(await sending).toMatchObject({ ok: true, message: { status: { type: 'stopped' } } });
    expect(await stopping).toEqual([{ ok: true }, { ok: true }]);
    await environment.advance(20_000);
    expect(count('POST', `/runs/${handle}/stop`)).toBe(1);
    expect(count('POST', '/chat-messages')).toBe(1);
    chat.dispose();
  });

  it('goes on in a new page: the question and the answer have their rows again, and the answer fills', async () => {
    const saved: SavedRun[] = [];
    const routes = {
      [`GET /v1/runs/${handle}`]: () => stream(numbered(answer)),
      'POST /v1/chat-messages': ({ signal }: { signal: AbortSignal | null }) => {
        const live = liveEvents(signal);
        live.response.headers.set('dify-run', handle);
        live.write(records.slice(0, 3).join(''));
        return live.response;
      },
    };
    const before = world(routes, { keyed: true, onRunChange: (one) => one && saved.push(one) });
    void before.chat.actions.sendMessage('Ask');
    await before.environment.settle();
    before.chat.dispose();
    expect(before.count('POST', '/stop')).toBe(0);
    const found = saved.at(-1);
    expect(found).toMatchObject({ handle, input: 'Ask', conversationId: ids.conversation_id });
    const after = world(routes, { keyed: true });
    const going = after.chat.actions.resume(found);
    await after.environment.advance(5000);
    expect(await going).toMatchObject({ ok: true });
    expect(textOf(last(after.chat))).toBe(answerText);
    expect(after.chat.getSnapshot().messages[0]).toMatchObject({ role: 'user', text: 'Ask' });
    expect(after.count('POST', '/chat-messages')).toBe(0);
    after.chat.dispose();
  });

  it('goes on in the row that the history already has', async () => {
    const { chat, environment } = world(
      {
        [`GET /v1/runs/${handle}`]: () => stream(numbered(answer)),
        'GET /v1/messages': () => page(turn('')),
      },
      { keyed: true, conversationId: ids.conversation_id },
    );
    const saved: SavedRun = {
      version: 1,
      kind: 'chat',
      handle,
      conversationId: ids.conversation_id,
      messageId: ids.message_id,
      input: 'Ask',
      startedAt: environment.now(),
    };
    const going = chat.actions.resume(saved);
    await environment.advance(5000);
    expect(await going).toMatchObject({ ok: true });
    expect(chat.getSnapshot().messages).toHaveLength(2);
    expect(textOf(last(chat))).toBe(answerText);
    chat.dispose();
  });
});

describe('messages that are sent while an answer runs', () => {
  function busy(more: Partial<ChatOptions> = {}) {
    const open: ReturnType<typeof liveEvents>[] = [];
    const made = world(
      {
        'POST /v1/chat-messages/': () => json(200, { result: 'success' }),
        'POST /v1/chat-messages': ({ signal }) => {
          const live = liveEvents(signal);
          open.push(live);
          return live.response;
        },
      },
      more,
    );
    const asked = () => made.calls.filter(({ path }) => path === '/v1/chat-messages').map(({ body }) => body.query);
    return { ...made, open, asked };
  }

  it('S37 wait in a queue that can be seen and changed, and go one after another', async () => {
    const { chat, environment, open, asked } = busy({ whenBusy: 'queue' });
    void chat.actions.sendMessage('One');
    await environment.settle();
    const second = chat.actions.sendMessage('Two');
    const third = chat.actions.sendMessage('Three');
    void chat.actions.sendMessage('Four');
    await environment.settle();
    const [two, three, four] = chat.getSnapshot().queue;
    expect(chat.getSnapshot().queue.map(({ text }) => text)).toEqual(['Two', 'Three', 'Four']);
    chat.actions.editQueued(two?.id ?? '', 'Two, changed');
    chat.actions.removeQueued(three?.id ?? '');
    chat.actions.moveQueued(four?.id ?? '', 0);
    expect(await third).toMatchObject({ ok: false, reason: 'removed' });
    expect(chat.getSnapshot().queue.map(({ text }) => text)).toEqual(['Four', 'Two, changed']);
    open[0]?.write(answer);
    await environment.settle();
    expect(asked()).toEqual(['One', 'Four']);
    open[1]?.write(answer);
    await environment.settle();
    expect(asked()).toEqual(['One', 'Four', 'Two, changed']);
    open[2]?.write(answer);
    expect(await second).toMatchObject({ ok: true });
    expect(chat.getSnapshot().queue).toEqual([]);
    chat.dispose();
  });

  it('S37 stop the running answer when they shall interrupt it', async () => {
    const { chat, environment, open, asked, count } = busy();
    const first = chat.actions.sendMessage('One');
    await environment.settle();
    open[0]?.write(begun);
    await environment.settle();
    void chat.actions.sendMessage('Two', { whenBusy: 'interrupt' });
    expect(await first).toMatchObject({ ok: true, message: { status: { type: 'stopped' } } });
    await environment.settle();
    expect(asked()).toEqual(['One', 'Two']);
    expect(count('POST', '/stop')).toBe(1);
    chat.dispose();
  });

  it('stay in the queue after a stop until the person goes on', async () => {
    const { chat, environment, open, asked } = busy({ whenBusy: 'queue' });
    void chat.actions.sendMessage('One');
    await environment.settle();
    void chat.actions.sendMessage('Two');
    open[0]?.write(begun);
    await environment.settle();
    await chat.actions.stop();
    expect(asked()).toEqual(['One']);
    expect(chat.actions.sendQueued()).toEqual({ ok: true });
    await environment.settle();
    expect(asked()).toEqual(['One', 'Two']);
    chat.dispose();
  });
});
