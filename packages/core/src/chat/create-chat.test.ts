import { describe, expect, it, vi } from 'vitest';
import { createDify } from '../dify.ts';
import { events, json, liveEvents, type Script, scriptedDify } from '../testing/scripted-dify.ts';
import { answer, answerText, bodyOf, bytesOf, cutAt, ids, inPieces, line, source } from '../testing/streams.ts';
import type { Chat, ChatSnapshot } from './chat.ts';
import { type ChatOptions, createChat } from './create-chat.ts';
import { textOf } from './message.ts';

const send = 'POST /v1/chat-messages';
const stopPath = `/v1/chat-messages/${ids.task_id}/stop`;
const noSuggestions: Script = () => json(400, { code: 'bad_request', message: 'off', status: 400 });

function chatOn(routes: Readonly<Record<string, Script>>, options: Partial<ChatOptions> = {}) {
  const server = scriptedDify({
    [`POST ${stopPath}`]: () => json(200, { result: 'success' }),
    'GET /v1/messages/': noSuggestions,
    ...routes,
  });
  const dify = createDify({ baseURL: 'http://dify.test/v1', apiKey: 'app-1', user: 'u1', fetch: server.fetch });
  const chat = createChat({ dify, schedule: (flush) => setTimeout(flush, 0), now: () => 1000, ...options });
  return { chat, calls: server.calls };
}

function lastAnswer(chat: Chat) {
  const last = chat.getSnapshot().messages.at(-1);
  if (last?.role !== 'assistant') throw new Error('The last row is no answer.');
  return last;
}

/** A snapshot without what differs by nature from chat to chat: our own row keys. */
function comparable(snapshot: ChatSnapshot): unknown {
  const text = JSON.stringify({ ...snapshot, error: snapshot.error?.code });
  return JSON.parse(text.replaceAll(/(question|answer)-[a-z0-9]{4,6}-/g, '$1-'));
}

/** A conversation whose stream the test writes. */
function writtenChat(options: Partial<ChatOptions> = {}, routes: Readonly<Record<string, Script>> = {}) {
  const streams: ReturnType<typeof liveEvents>[] = [];
  const world = chatOn(
    {
      ...routes,
      [send]: ({ signal }) => {
        const stream = liveEvents(signal);
        streams.push(stream);
        return stream.response;
      },
    },
    options,
  );
  const stream = async (at = 0) => vi.waitFor(() => streams[at] ?? Promise.reject(new Error('not asked yet')));
  return { ...world, stream };
}

describe('createChat: a whole answer', () => {
  it('ends in the same snapshot wherever the network cuts the bytes', async () => {
    const bytes = bytesOf(answer);
    const ask = async (pieces: Uint8Array[]) => {
      const { chat } = chatOn({ [send]: () => events(bodyOf(pieces)) });
      const result = await chat.actions.sendMessage('Which torque?');
      expect(result.ok).toBe(true);
      return comparable(chat.getSnapshot());
    };
    const whole = await ask([bytes]);
    for (let at = 1; at < bytes.length; at++) expect(await ask(cutAt(bytes, at))).toEqual(whole);
    expect(await ask(inPieces(bytes, 1))).toEqual(whole);
  });

  it('holds text, sources, usage, ids and times', async () => {
    const { chat } = chatOn({ [send]: () => events(answer) });
    await chat.actions.sendMessage('Which torque?');
    const message = lastAnswer(chat);
    expect(textOf(message)).toBe(answerText);
    expect(message).toMatchObject({
      serverId: ids.message_id,
      status: { type: 'complete' },
      sources: [source],
      usage: { total_tokens: 42 },
      timing: { firstTokenMs: 0, totalMs: 0 },
    });
    expect(chat.getSnapshot()).toMatchObject({ conversationId: ids.conversation_id, status: 'ready', error: null });
    expect(chat.getSnapshot().messages[0]).toMatchObject({
      role: 'user',
      text: 'Which torque?',
      serverId: ids.message_id,
    });
  });

  it('goes on in the conversation that the first answer began', async () => {
    const { chat, calls } = chatOn({ [send]: () => events(answer) });
    await chat.actions.sendMessage('One');
    await chat.actions.sendMessage('Two');
    const bodies = calls.filter(({ path }) => path === '/v1/chat-messages').map(({ body }) => body.conversation_id);
    expect(bodies).toEqual([undefined, ids.conversation_id]);
    expect(chat.getSnapshot().messageIds).toHaveLength(4);
  });

  it('brings follow-up questions after the answer, and forgets them with the next question', async () => {
    const { chat, stream } = writtenChat(
      {},
      { 'GET /v1/messages/': () => json(200, { result: 'success', data: ['And the front?'] }) },
    );
    const sending = chat.actions.sendMessage('One');
    (await stream()).write(answer);
    await sending;
    await vi.waitFor(() => expect(chat.getSnapshot().suggestions).toEqual(['And the front?']));
    void chat.actions.sendMessage('Two');
    await vi.waitFor(() => expect(chat.getSnapshot().suggestions).toEqual([]));
    chat.dispose();
  });

  it('asks for follow-ups no more once the app has said that it has none', async () => {
    const { chat, calls } = chatOn({ [send]: () => events(answer) });
    await chat.actions.sendMessage('One');
    await vi.waitFor(() => expect(calls.filter(({ path }) => path.includes('/suggested'))).toHaveLength(1));
    await new Promise((resolve) => setTimeout(resolve, 0));
    await chat.actions.sendMessage('Two');
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(calls.filter(({ path }) => path.includes('/suggested'))).toHaveLength(1);
  });
});

describe('createChat: what is told to subscribers', () => {
  it('keeps the identity of settled messages over 1,000 deltas', async () => {
    const { chat, stream } = writtenChat();
    const first = chat.actions.sendMessage('One');
    (await stream(0)).write(answer);
    await first;
    const settled = chat.getSnapshot().messages;
    const idsBefore = chat.getSnapshot().messageIds;
    const second = chat.actions.sendMessage('Two');
    const live = await stream(1);
    let notified = 0;
    chat.subscribeMessage(idsBefore[1] ?? '', () => notified++);
    for (let i = 0; i < 1000; i++) live.write(line('message', { answer: 'x', message_id: 'm2' }));
    await vi.waitFor(() => expect(textOf(lastAnswer(chat))).toHaveLength(1000));
    const now = chat.getSnapshot().messages;
    expect(now[0]).toBe(settled[0]);
    expect(now[1]).toBe(settled[1]);
    expect(notified).toBe(0);
    live.write(line('message_end', { message_id: 'm2' }));
    await second;
    expect(chat.getSnapshot().messages[1]).toBe(settled[1]);
  });

  it('S62 tells at most once a frame, also of an answer that comes letter by letter, and the end at once', async () => {
    const frames: (() => void)[] = [];
    const { chat, stream } = writtenChat({ schedule: (flush) => frames.push(flush) });
    const sending = chat.actions.sendMessage('One');
    const live = await stream();
    live.write(line('message', { answer: 'first' }));
    await vi.waitFor(() => expect(textOf(lastAnswer(chat))).toBe('first'));
    let told = 0;
    chat.subscribe(() => told++);
    for (let i = 0; i < 2000; i++) live.write(line('message', { answer: 'x' }));
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(told).toBe(0);
    expect(frames.length).toBeLessThanOrEqual(2);
    for (const frame of frames.splice(0)) frame();
    expect(told).toBe(1);
    live.write(line('message_end'));
    await sending;
    expect(told).toBe(2);
    expect(lastAnswer(chat).status).toEqual({ type: 'complete' });
  });

  it('answers the same snapshot until something changes, and the same actions for life', () => {
    const { chat } = chatOn({});
    const { actions } = chat;
    expect(chat.getSnapshot()).toBe(chat.getSnapshot());
    chat.actions.reset();
    expect(chat.actions).toBe(actions);
  });
});

describe('createChat: refusals and failures', () => {
  it('sends no empty message and says why', async () => {
    const { chat, calls } = chatOn({});
    const result = await chat.actions.sendMessage('  \n');
    expect(result).toMatchObject({ ok: false, reason: 'empty', error: { code: 'empty_message' } });
    expect(calls).toEqual([]);
  });

  it('S37 refuses a second message while an answer runs, and mixes nothing', async () => {
    const { chat, stream } = writtenChat();
    const first = chat.actions.sendMessage('One');
    const live = await stream();
    expect(await chat.actions.sendMessage('Two')).toEqual({ ok: false, reason: 'busy' });
    live.write(answer);
    await first;
    expect(chat.getSnapshot().messageIds).toHaveLength(2);
  });

  it.each([
    [401, 'unauthorized', 'AuthenticationError', false],
    [403, 'forbidden', 'PermissionDeniedError', false],
    [404, 'not_found', 'NotFoundError', false],
    [429, 'too_many_requests', 'RateLimitError', true],
    [500, 'internal_server_error', 'ServerError', true],
  ])(
    'keeps the question when Dify answers %i, and a retry asks it again in the same row',
    async (status, code, name, retryable) => {
      let tries = 0;
      const { chat, calls } = chatOn({
        [send]: () => (tries++ === 0 ? json(status, { code, message: 'No.', status }) : events(answer)),
      });
      const result = await chat.actions.sendMessage('Which torque?');
      expect(result).toMatchObject({ ok: false, reason: 'failed', error: { code, name, retryable } });
      expect(chat.getSnapshot()).toMatchObject({
        status: 'error',
        messages: [{ text: 'Which torque?' }, { status: { type: 'failed' } }],
      });
      const rows = chat.getSnapshot().messageIds;
      expect(await chat.actions.retry()).toMatchObject({ ok: true });
      expect(chat.getSnapshot().messageIds).toEqual(rows);
      expect(calls.filter(({ path }) => path === '/v1/chat-messages').map(({ body }) => body.query)).toEqual([
        'Which torque?',
        'Which torque?',
      ]);
      expect(chat.getSnapshot()).toMatchObject({ status: 'ready', error: null });
    },
  );

  it('fails with a connection error when the server is away', async () => {
    const { chat } = chatOn({ [send]: () => Promise.reject(new TypeError('Load failed')) });
    expect(await chat.actions.sendMessage('x')).toMatchObject({
      ok: false,
      reason: 'failed',
      error: { code: 'network', retryable: true },
    });
  });

  it('S61 settles at an error event though the connection stays open', async () => {
    const { chat, stream } = writtenChat();
    const sending = chat.actions.sendMessage('x');
    (await stream()).write(
      line('message', { answer: 'Half' }) +
        line('error', {
          code: 'invalid_param',
          status: 400,
          message: 'req_id: 0123456789 PluginInvokeError: {"args":{"description":"The model is overloaded."}}',
        }),
    );
    expect(await sending).toMatchObject({
      ok: false,
      reason: 'failed',
      error: { message: 'The model is overloaded.' },
    });
    expect(textOf(lastAnswer(chat))).toBe('Half');
  });

  it('takes an error that comes with status 200 and JSON for what it is', async () => {
    const { chat } = chatOn({ [send]: () => json(200, { code: 'app_unavailable', message: 'Off.', status: 400 }) });
    expect(await chat.actions.sendMessage('x')).toMatchObject({
      ok: false,
      error: { code: 'app_unavailable', status: 400 },
    });
  });

  it('keeps what an answer held when asking again brings nothing', async () => {
    let tries = 0;
    const { chat } = chatOn({
      [send]: () =>
        tries++ === 0 ? events(line('message', { answer: 'Half' }) + line('error', { message: 'x' })) : json(500, {}),
    });
    await chat.actions.sendMessage('x');
    await chat.actions.retry();
    expect(textOf(lastAnswer(chat))).toBe('Half');
    expect(lastAnswer(chat).status.type).toBe('failed');
  });

  it('S24 passes over events of another run, and says so', async () => {
    const warnings: string[] = [];
    const foreign = line('message', { answer: 'FOREIGN', task_id: 'other' });
    const { chat } = chatOn(
      { [send]: () => events(line('message', { answer: 'Ours' }) + foreign + line('message_end')) },
      {
        onWarning: (warning) => warnings.push(warning),
      },
    );
    await chat.actions.sendMessage('x');
    expect(textOf(lastAnswer(chat))).toBe('Ours');
    expect(warnings).toHaveLength(1);
  });
});

describe('createChat: a lost connection', () => {
  const half = line('message', { answer: 'Half of ' });
  const stored = (text: string) => ({
    limit: 20,
    has_more: false,
    data: [
      {
        id: ids.message_id,
        conversation_id: ids.conversation_id,
        query: 'x',
        answer: text,
        created_at: 1,
        status: 'normal',
      },
    ],
  });

  it('finds the rest in history when somebody went on reading', async () => {
    const { chat } = chatOn({
      [send]: () => events(bodyOf([bytesOf(half)], 'break')),
      'GET /v1/messages?': () => json(200, stored('Half of the answer.')),
    });
    const sending = chat.actions.sendMessage('x');
    await vi.waitFor(() => expect(chat.getSnapshot().status).toBe('reconnecting'));
    const row = lastAnswer(chat).id;
    expect(await sending).toMatchObject({ ok: true });
    expect(textOf(lastAnswer(chat))).toBe('Half of the answer.');
    expect(lastAnswer(chat)).toMatchObject({ id: row, status: { type: 'complete' } });
  });

  it('ends as interrupted with its text when history never has it', async () => {
    vi.useFakeTimers();
    try {
      const { chat, calls } = chatOn({
        [send]: () => events(bodyOf([bytesOf(half)])),
        'GET /v1/messages?': () => json(200, stored('')),
      });
      const sending = chat.actions.sendMessage('x');
      await vi.advanceTimersByTimeAsync(61_000);
      expect(await sending).toMatchObject({ ok: false, reason: 'interrupted', error: { code: 'interrupted' } });
      expect(textOf(lastAnswer(chat))).toBe('Half of ');
      expect(calls.filter(({ path }) => path === '/v1/chat-messages')).toHaveLength(1);
    } finally {
      vi.useRealTimers();
    }
  });

  it('counts silence longer than the idle limit as lost', async () => {
    vi.useFakeTimers();
    try {
      const { chat } = chatOn({
        [send]: () => events(bodyOf([bytesOf(half)], 'hang')),
        'GET /v1/messages?': () => json(200, stored('')),
      });
      const sending = chat.actions.sendMessage('x');
      await vi.advanceTimersByTimeAsync(110_000);
      expect(await sending).toMatchObject({ ok: false, reason: 'interrupted', error: { code: 'idle' } });
    } finally {
      vi.useRealTimers();
    }
  });
});

describe('createChat: stop', () => {
  const stops = (calls: { path: string; body: unknown }[]) => calls.filter(({ path }) => path === stopPath);

  it('S34 keeps the text, tells Dify once with the user, and ends at once', async () => {
    const { chat, calls, stream } = writtenChat();
    const sending = chat.actions.sendMessage('x');
    (await stream()).write(line('message', { answer: 'Half' }));
    await vi.waitFor(() => expect(textOf(lastAnswer(chat))).toBe('Half'));
    const stopping = Promise.all([chat.actions.stop(), chat.actions.stop()]);
    expect(lastAnswer(chat).status).toEqual({ type: 'stopped' });
    expect(chat.getSnapshot().status).toBe('stopping');
    expect(await stopping).toEqual([{ ok: true }, { ok: true }]);
    expect(await sending).toMatchObject({ ok: true, message: { status: { type: 'stopped' } } });
    expect(stops(calls).map(({ body }) => body)).toEqual([{ user: 'u1' }]);
    expect(chat.getSnapshot().status).toBe('ready');
    expect(await chat.actions.stop()).toEqual({ ok: false, reason: 'nothing-to-do' });
    chat.dispose();
  });

  it('waits for the task id when it is not known yet, and learns the conversation', async () => {
    const { chat, calls, stream } = writtenChat();
    void chat.actions.sendMessage('x');
    const live = await stream();
    const stopping = chat.actions.stop();
    expect(lastAnswer(chat).status).toEqual({ type: 'stopped' });
    expect(stops(calls)).toEqual([]);
    live.write(line('message', { answer: 'late' }));
    expect(await stopping).toEqual({ ok: true });
    expect(stops(calls)).toHaveLength(1);
    expect(textOf(lastAnswer(chat))).toBe('');
    expect(chat.getSnapshot().conversationId).toBe(ids.conversation_id);
    chat.dispose();
  });

  it('S35 changes nothing for what still arrives', async () => {
    const { chat, stream } = writtenChat();
    void chat.actions.sendMessage('x');
    const live = await stream();
    live.write(line('message', { answer: 'Half' }));
    await vi.waitFor(() => expect(textOf(lastAnswer(chat))).toBe('Half'));
    await chat.actions.stop();
    const before = lastAnswer(chat);
    live.write(
      line('message', { answer: ' and more' }) + line('message_end', { metadata: { usage: { total_tokens: 0 } } }),
    );
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(lastAnswer(chat)).toBe(before);
    chat.dispose();
  });

  it('S36 says when Dify could not be told', async () => {
    const { chat, stream } = writtenChat({}, { [`POST ${stopPath}`]: () => json(500, {}) });
    void chat.actions.sendMessage('x');
    (await stream()).write(line('message', { answer: 'Half' }));
    await vi.waitFor(() => expect(textOf(lastAnswer(chat))).toBe('Half'));
    expect(await chat.actions.stop()).toMatchObject({ ok: false, reason: 'failed' });
    expect(lastAnswer(chat).status).toEqual({ type: 'stopped', serverUnaware: true });
    chat.dispose();
  });

  it('lets the next question wait for the stop of the last', async () => {
    const { chat, calls, stream } = writtenChat();
    void chat.actions.sendMessage('One');
    (await stream()).write(line('message', { answer: 'Half' }));
    await vi.waitFor(() => expect(textOf(lastAnswer(chat))).toBe('Half'));
    void chat.actions.stop();
    const second = chat.actions.sendMessage('Two');
    (await stream(1)).write(answer);
    expect(await second).toMatchObject({ ok: true });
    expect(calls.map(({ path }) => path).filter((path) => path.startsWith('/v1/chat-messages'))).toEqual([
      '/v1/chat-messages',
      stopPath,
      '/v1/chat-messages',
    ]);
    chat.dispose();
  });
});

describe('createChat: history', () => {
  const turn = (id: string, text: string, more: object = {}) => ({
    id,
    conversation_id: ids.conversation_id,
    query: `Question ${id}`,
    answer: text,
    created_at: 5,
    status: 'normal',
    feedback: null,
    ...more,
  });
  const page = (data: object[], has_more = false) => json(200, { limit: 20, has_more, data });

  it('reads turns with files, sources and ratings', async () => {
    const data = [
      turn('t1', 'Answer', {
        feedback: { rating: 'like' },
        retriever_resources: [source],
        message_files: [{ id: 'f', filename: 'a.pdf', type: 'document', belongs_to: 'user' }],
      }),
    ];
    const { chat } = chatOn({ 'GET /v1/messages?': () => page(data) }, { conversationId: ids.conversation_id });
    expect(await chat.actions.refresh()).toEqual({ ok: true });
    expect(chat.getSnapshot()).toMatchObject({
      history: { status: 'ready', hasMore: false },
      messages: [
        { text: 'Question t1', files: [{ name: 'a.pdf', kind: 'document' }] },
        { feedback: 'like', sources: [source], status: { type: 'complete' } },
      ],
    });
  });

  it('keeps rows and their identity when it is read again', async () => {
    const { chat } = chatOn(
      { 'GET /v1/messages?': () => page([turn('t1', 'A'), turn('t2', 'B')]) },
      { conversationId: ids.conversation_id },
    );
    await chat.actions.refresh();
    const before = chat.getSnapshot().messages;
    await chat.actions.refresh();
    expect(chat.getSnapshot().messages).toBe(before);
  });

  it('puts older pages before what is held, each turn once', async () => {
    const uuid = (n: number) => `00000000-0000-4000-8000-00000000000${n}`;
    const newest = [turn(uuid(3), 'C'), turn(uuid(4), 'D')];
    const older = [turn(uuid(1), 'A'), turn(uuid(2), 'B'), turn(uuid(3), 'C')];
    const { chat } = chatOn(
      { 'GET /v1/messages?': ({ path }) => (path.includes(`first_id=${uuid(3)}`) ? page(older) : page(newest, true)) },
      { conversationId: ids.conversation_id },
    );
    await chat.actions.refresh();
    const held = chat.getSnapshot().messages;
    expect(await chat.actions.loadOlder()).toEqual({ ok: true });
    const { messages, history } = chat.getSnapshot();
    expect(messages.map(({ serverId }) => serverId?.at(-1)).join('')).toBe('11223344');
    expect(messages.slice(4)).toEqual(held);
    expect(messages[7]).toBe(held[3]);
    expect(history).toEqual({ status: 'ready', hasMore: false });
    expect(await chat.actions.loadOlder()).toEqual({ ok: false, reason: 'nothing-to-do' });
  });

  it('S60 never lets history overwrite text that is held with less of it, and marks it as not stored', async () => {
    let stored = '';
    const { chat } = chatOn({
      [send]: () => events(answer),
      'GET /v1/messages?': () => page([turn(ids.message_id, stored)]),
    });
    await chat.actions.sendMessage('x');
    expect(lastAnswer(chat).unstored).toBeUndefined();
    await chat.actions.refresh();
    expect(textOf(lastAnswer(chat))).toBe(answerText);
    expect(lastAnswer(chat).unstored).toBe(true);
    stored = answerText;
    await chat.actions.refresh();
    expect(lastAnswer(chat).unstored).toBe(false);
  });

  it('leaves a growing answer alone', async () => {
    const { chat, stream } = writtenChat({}, { 'GET /v1/messages?': () => page([turn(ids.message_id, '')]) });
    void chat.actions.sendMessage('x');
    (await stream()).write(line('message', { answer: 'Half' }));
    await vi.waitFor(() => expect(textOf(lastAnswer(chat))).toBe('Half'));
    await chat.actions.refresh();
    expect(chat.getSnapshot().messageIds).toHaveLength(2);
    expect(lastAnswer(chat).status.type).toBe('streaming');
    chat.dispose();
  });

  it('takes a rating back when Dify refuses it', async () => {
    const { chat } = chatOn({
      [send]: () => events(answer),
      'POST /v1/messages/': () => json(404, { code: 'not_found', message: 'x', status: 404 }),
    });
    await chat.actions.sendMessage('x');
    const rating = chat.actions.setFeedback(lastAnswer(chat).id, 'like');
    expect(lastAnswer(chat).feedback).toBe('like');
    expect(await rating).toMatchObject({ ok: false });
    expect(lastAnswer(chat).feedback).toBeNull();
  });
});

describe('createChat: detach and dispose', () => {
  it('S38 neither stops nor repeats a run when the conversation is reset', async () => {
    const { chat, calls, stream } = writtenChat();
    const sending = chat.actions.sendMessage('x');
    (await stream()).write(line('message', { answer: 'Half' }));
    await vi.waitFor(() => expect(textOf(lastAnswer(chat))).toBe('Half'));
    chat.actions.reset();
    expect(chat.getSnapshot()).toMatchObject({ conversationId: null, messages: [], status: 'ready' });
    expect(await sending).toEqual({ ok: false, reason: 'detached' });
    expect(calls.map(({ path }) => path)).toEqual(['/v1/chat-messages']);
  });

  it('calls nobody after it was disposed', async () => {
    const told: string[] = [];
    const { chat, stream } = writtenChat({
      onEvent: () => told.push('event'),
      onFinish: () => told.push('finish'),
      onError: () => told.push('error'),
    });
    const sending = chat.actions.sendMessage('x');
    const live = await stream();
    chat.subscribe(() => told.push('change'));
    chat.dispose();
    live.write(answer);
    expect(await sending).toEqual({ ok: false, reason: 'detached' });
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(told).toEqual([]);
    expect(await chat.actions.sendMessage('y')).toEqual({ ok: false, reason: 'disposed' });
  });
});
