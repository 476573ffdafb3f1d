import { type Chat, type ChatOptions, createChat, createDify, type FormState, formsOf, textOf } from '@dify-oapi/core';
import { describe, expect, it } from 'vitest';
import { defineApp } from './define-app.ts';
import { createEmulator, type Emulator } from './emulator.ts';
import { reply } from './model/reply.ts';
import type { Profile } from './profile.ts';
import type { WorkflowDefinition, WorkflowNode } from './workflow/workflow-definition.ts';

/** Surroundings whose clock a test moves: nothing waits for real. The emulator goes by the same clock. */
function aWorld(start = Date.UTC(2026, 10, 22, 12)) {
  let now = start;
  const timers = new Map<object, { at: number; callback: () => void }>();
  const due = () => [...timers].toSorted(([, a], [, b]) => a.at - b.at)[0];
  const settle = async () => {
    for (let turn = 0; turn < 30; turn++) await new Promise((resolve) => setImmediate(resolve));
  };
  return {
    now: () => now,
    random: () => 0.5,
    setTimer(ms: number, callback: () => void) {
      const timer = {};
      timers.set(timer, { at: now + ms, callback });
      return () => timers.delete(timer);
    },
    isOnline: () => true,
    onOnline: () => () => undefined,
    isHidden: () => false,
    onVisible: () => () => undefined,
    settle,
    /** Lets time pass, with everything that happens in it. */
    async pass(ms: number) {
      const end = now + ms;
      for (let next = due(); next !== undefined && next[1].at <= end; next = due()) {
        timers.delete(next[0]);
        now = next[1].at;
        next[1].callback();
        await settle();
      }
      now = end;
      await settle();
    },
    /** Lets time pass until something is so. */
    async until(isSo: () => boolean, mostMs = 60_000) {
      await settle();
      for (let passed = 0; !isSo(); passed += 500) {
        if (passed > mostMs) throw new Error('It did not come to that.');
        await this.pass(500);
      }
    },
  };
}

const answer = (id: string, text: string): WorkflowNode => ({ id, data: { type: 'answer', title: id, answer: text } });

function form(id: string, more: object = {}): WorkflowNode {
  const data = {
    type: 'human-input' as const,
    title: id,
    delivery_methods: [{ type: 'webapp', enabled: true }],
    form_content: `About {{#sys.query#}}: {{#$output.note#}}`,
    inputs: [{ type: 'paragraph', output_variable_name: 'note', default: { type: 'constant', value: 'fine' } }],
    user_actions: [{ id: 'ok', title: 'OK' }],
    timeout: 1,
    timeout_unit: 'hour',
    ...more,
  };
  return { id, data } as WorkflowNode;
}

function edges(...ways: string[]) {
  return ways.map((way) => {
    const [source = '', target = ''] = way.split(' > ');
    const [id = '', sourceHandle = 'source'] = source.split(':');
    return { source: id, sourceHandle, target };
  });
}

const start: WorkflowNode = { id: 'start', data: { type: 'start', title: 'start', variables: [] } } as WorkflowNode;

const one: WorkflowDefinition = {
  nodes: [
    start,
    answer('before', 'Before. '),
    form('form'),
    answer('after', 'After {{#form.note#}}.'),
    answer('late', 'Too late.'),
  ],
  edges: edges(
    'start > before',
    'before > form',
    'form:ok > after',
    'form:__timeout > late',
    'form:__timeout__ > late',
  ),
};
const two: WorkflowDefinition = {
  nodes: [
    start,
    answer('intro', 'Intro. '),
    form('one'),
    answer('middle', 'Middle. '),
    form('two'),
    answer('last', 'Last.'),
  ],
  edges: edges('start > intro', 'intro > one', 'one:ok > middle', 'middle > two', 'two:ok > last'),
};

function scene(workflow: WorkflowDefinition, profile: Profile) {
  const world = aWorld();
  const requests: string[] = [];
  const emulator = createEmulator({
    apps: [defineApp({ key: 'app-c', mode: 'advanced-chat', model: reply('x'), workflow })],
    profile,
    pace: { firstMs: 0, pieceMs: 0 },
    now: world.now,
  });
  const server = {
    emulator,
    fetch: (input: RequestInfo | URL, init?: RequestInit) => {
      requests.push(`${init?.method ?? 'GET'} ${new URL(String(input)).pathname.replace(/[0-9a-f-]{36}/g, '…')}`);
      return emulator.fetch(new Request(input, init));
    },
  };
  const open = (more: Partial<ChatOptions> = {}, user = 'u1') => {
    const dify = createDify({ baseURL: 'http://dify.test/v1', apiKey: 'app-c', user, fetch: server.fetch });
    return createChat({ dify, environment: world, suggestions: false, schedule: (flush) => flush(), ...more });
  };
  return { world, requests, open, emulator: emulator as Emulator };
}

function lastAnswer(chat: Chat) {
  const last = chat.getSnapshot().messages.at(-1);
  if (last?.role !== 'assistant') throw new Error('The last row is no answer.');
  return last;
}

const states = (chat: Chat): FormState[] => formsOf(lastAnswer(chat)).map(({ state }) => state);
const openForm = (chat: Chat) => formsOf(lastAnswer(chat)).findLast(({ state }) => state === 'waiting')?.id ?? '';

describe.each(['1.14', '1.16'] as const)('forms in a conversation with Dify %s', (profile) => {
  it('S50 goes on in the same message after its form, with its text said once', async () => {
    const { world, open, requests } = scene(one, profile);
    const chat = open();
    await chat.actions.sendMessage('Hi');
    expect(chat.getSnapshot().status).toBe('paused');
    expect(formsOf(lastAnswer(chat))).toMatchObject([{ markdown: 'About Hi: {{#$output.note#}}', state: 'waiting' }]);
    expect(await chat.actions.submitForm(openForm(chat), { action: 'ok', inputs: { note: 'me' } })).toMatchObject({
      ok: true,
    });
    await world.until(() => chat.getSnapshot().status === 'ready');
    expect(textOf(lastAnswer(chat))).toBe('Before. After me.');
    expect(lastAnswer(chat).parts.map(({ type }) => type)).toEqual(['text', 'human-input', 'text']);
    expect(lastAnswer(chat).status).toEqual({ type: 'complete' });
    expect(formsOf(lastAnswer(chat))[0]).toMatchObject({
      state: 'answered',
      answer: { title: 'OK', values: { note: 'me' } },
    });
    expect(chat.getSnapshot().messageIds).toHaveLength(2);
    expect(requests.filter((request) => request === 'POST /v1/chat-messages')).toHaveLength(1);
    chat.dispose();
  });

  it('S50 asks two forms one after the other', async () => {
    const { world, open } = scene(two, profile);
    const chat = open();
    await chat.actions.sendMessage('Hi');
    await chat.actions.submitForm(openForm(chat), { action: 'ok', inputs: { note: 'a' } });
    await world.until(() => chat.getSnapshot().status === 'paused');
    expect(states(chat)).toEqual(['answered', 'waiting']);
    await chat.actions.submitForm(openForm(chat), { action: 'ok', inputs: { note: 'b' } });
    await world.until(() => chat.getSnapshot().status === 'ready');
    expect(textOf(lastAnswer(chat))).toBe('Intro. Middle. Last.');
    expect(states(chat)).toEqual(['answered', 'answered']);
    chat.dispose();
  });

  it('sends nothing that would fail the run, and keeps the form', async () => {
    const { open, requests } = scene(one, profile);
    const chat = open();
    await chat.actions.sendMessage('Hi');
    const before = requests.length;
    const result = await chat.actions.submitForm(openForm(chat), { action: 'ok', inputs: { note: [] } });
    expect(result).toMatchObject({ ok: false, reason: 'invalid', issues: [{ field: 'note', code: 'not-text' }] });
    expect(await chat.actions.submitForm(openForm(chat), { action: 'no' })).toMatchObject({ reason: 'invalid' });
    expect(await chat.actions.submitForm('nobody', { action: 'ok' })).toMatchObject({ reason: 'not-open' });
    expect(requests).toHaveLength(before);
    expect(states(chat)).toEqual(['waiting']);
    chat.dispose();
  });

  it('comes back after a reload, and goes on in the row that the history gave', async () => {
    const { world, open } = scene(one, profile);
    const before = open();
    await before.actions.sendMessage('Hi');
    const { conversationId } = before.getSnapshot();
    before.dispose();
    const chat = open({ conversationId });
    await chat.actions.refresh();
    expect(lastAnswer(chat).status).toEqual({ type: 'paused' });
    expect(states(chat)).toEqual(['waiting']);
    await chat.actions.submitForm(openForm(chat), { action: 'ok' });
    await world.until(() => chat.getSnapshot().status === 'ready');
    expect(textOf(lastAnswer(chat))).toBe('Before. After fine.');
    expect(chat.getSnapshot().messageIds).toHaveLength(2);
    chat.dispose();
  });

  it('shows the right text of an answer that went on after a form, also from the history', async () => {
    const { world, open } = scene(one, profile);
    const before = open();
    await before.actions.sendMessage('Hi');
    await before.actions.submitForm(openForm(before), { action: 'ok' });
    await world.until(() => before.getSnapshot().status === 'ready');
    await before.actions.refresh();
    expect(textOf(lastAnswer(before))).toBe('Before. After fine.');
    const chat = open({ conversationId: before.getSnapshot().conversationId });
    before.dispose();
    await chat.actions.refresh();
    await world.until(() => textOf(lastAnswer(chat)) === 'Before. After fine.');
    expect(formsOf(lastAnswer(chat))).toMatchObject([{ state: 'answered', answer: { values: { note: 'fine' } } }]);
    chat.dispose();
  });

  it('tells a second tab that the first was faster, and shows it the rest', async () => {
    const { world, open } = scene(one, profile);
    const first = open();
    await first.actions.sendMessage('Hi');
    const second = open({ conversationId: first.getSnapshot().conversationId });
    await second.actions.refresh();
    await first.actions.submitForm(openForm(first), { action: 'ok', inputs: { note: 'first' } });
    await world.until(() => first.getSnapshot().status === 'ready');
    const result = await second.actions.submitForm(openForm(second), { action: 'ok', inputs: { note: 'second' } });
    expect(result).toMatchObject({ ok: false, reason: 'taken', error: { code: 'human_input_form_submitted' } });
    await world.until(() => second.getSnapshot().status === 'ready');
    expect(textOf(lastAnswer(second))).toBe('Before. After first.');
    expect(states(second)).toEqual(['taken']);
    first.dispose();
    second.dispose();
  });

  it('refuses a second submit while the first is on its way', async () => {
    const { world, open, requests } = scene(one, profile);
    const chat = open();
    await chat.actions.sendMessage('Hi');
    const id = openForm(chat);
    const results = await Promise.all([
      chat.actions.submitForm(id, { action: 'ok' }),
      chat.actions.submitForm(id, { action: 'ok' }),
    ]);
    expect(results).toMatchObject([{ ok: true }, { ok: false, reason: 'busy' }]);
    await world.until(() => chat.getSnapshot().status === 'ready');
    expect(await chat.actions.submitForm(id, { action: 'ok' })).toMatchObject({ ok: false, reason: 'taken' });
    expect(requests.filter((request) => request.startsWith('POST /v1/form'))).toHaveLength(1);
    chat.dispose();
  });

  it('is over by the clock, and shows where the run went without an answer', async () => {
    const { world, open, requests } = scene(one, profile);
    const chat = open();
    await chat.actions.sendMessage('Hi');
    await world.pass(60 * 60_000 - 2000);
    expect(states(chat)).toEqual(['waiting']);
    await world.pass(3000);
    expect(states(chat)).toEqual(['timed-out']);
    const sent = requests.length;
    expect(await chat.actions.submitForm(formsOf(lastAnswer(chat))[0]?.id ?? '', { action: 'ok' })).toMatchObject({
      ok: false,
      reason: 'timed-out',
    });
    expect(requests).toHaveLength(sent);
    await world.until(() => lastAnswer(chat).status.type === 'complete', 5 * 60_000);
    expect(textOf(lastAnswer(chat))).toBe('Before. Too late.');
    chat.dispose();
  });

  it('is told to wait when the form is answered elsewhere', async () => {
    const mail = form('form', { delivery_methods: [{ type: 'email', enabled: true }] });
    const { open } = scene({ ...one, nodes: one.nodes.map((node) => (node.id === 'form' ? mail : node)) }, profile);
    const chat = open();
    await chat.actions.sendMessage('Hi');
    expect(states(chat)).toEqual(['elsewhere']);
    expect(await chat.actions.submitForm(formsOf(lastAnswer(chat))[0]?.id ?? '', { action: 'ok' })).toMatchObject({
      ok: false,
      reason: 'not-open',
    });
    chat.dispose();
  });

  it('goes on above a newer turn that was asked meanwhile', async () => {
    const { world, open } = scene(one, profile);
    const chat = open();
    await chat.actions.sendMessage('One');
    const old = openForm(chat);
    await chat.actions.sendMessage('Two');
    expect(chat.getSnapshot().messageIds).toHaveLength(4);
    await chat.actions.submitForm(old, { action: 'ok', inputs: { note: 'one' } });
    await world.until(() => chat.getSnapshot().status === 'ready');
    const answers = chat.getSnapshot().messages.filter((row) => row.role === 'assistant');
    expect(answers.map((row) => [textOf(row), row.status.type])).toEqual([
      ['Before. After one.', 'complete'],
      ['Before. ', 'paused'],
    ]);
    chat.dispose();
  });
});
