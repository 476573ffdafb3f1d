import type { Chat, DifyClient } from '@dify-oapi/core';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { anEmulator } from '../testing/an-emulator.ts';
import { difyOn } from '../testing/dify-on.ts';

let dify: DifyClient;
let open: (conversationId?: string | null) => Chat;
let preloadChat: () => Promise<void>;

/** As on a page that was just loaded: the code of conversations has not come yet. */
beforeEach(async () => {
  vi.resetModules();
  const fresh = await import('./open-chat.ts');
  dify = difyOn(anEmulator());
  preloadChat = fresh.preloadChat;
  open = (conversationId = null) => fresh.openChat({ dify, conversationId });
});

const textsOf = (chat: Chat) =>
  chat
    .getSnapshot()
    .messages.map((message) =>
      message.role === 'user' ? message.text : message.parts.map((part) => ('text' in part ? part.text : '')).join(''),
    );

describe('a conversation whose code is on its way', () => {
  it('is empty and ready', () => {
    const chat = open();
    expect(chat.getSnapshot()).toMatchObject({ status: 'ready', messages: [], history: { status: 'idle' } });
    expect(chat.getSnapshot()).toBe(chat.getSnapshot());
    expect(chat.actions.sendQueued()).toEqual({ ok: false, reason: 'nothing-to-do' });
  });

  it('takes a question, says so at once, and asks it when the code has come', async () => {
    const chat = open();
    const statuses: string[] = [];
    chat.subscribe(() => statuses.push(chat.getSnapshot().status));
    const sent = chat.actions.sendMessage('How do I store the battery in winter?');
    expect(statuses).toEqual(['submitted']);
    expect(await sent).toMatchObject({ ok: true, message: { status: { type: 'complete' } } });
    expect(textsOf(chat)[0]).toBe('How do I store the battery in winter?');
    expect(textsOf(chat)[1]).not.toBe('');
    expect(statuses).toContain('streaming');
    expect(statuses.at(-1)).toBe('ready');
  });

  it('asks in the order in which it was asked', async () => {
    const chat = open();
    const first = chat.actions.sendMessage('First?');
    const second = chat.actions.sendMessage('Second?', { whenBusy: 'queue' });
    await Promise.all([first, second]);
    expect(textsOf(chat).filter((_, at) => at % 2 === 0)).toEqual(['First?', 'Second?']);
  });

  it('refuses an empty question without a sign of being busy', async () => {
    const chat = open();
    const sent = chat.actions.sendMessage('  ');
    expect(chat.getSnapshot().status).toBe('ready');
    expect(await sent).toMatchObject({ ok: false, reason: 'empty' });
  });

  it('is stopped also where the stop comes before the code', async () => {
    const chat = open();
    const sent = chat.actions.sendMessage('How do I store the battery in winter?');
    expect(await chat.actions.stop()).toEqual({ ok: true });
    expect(await sent).toMatchObject({ ok: true, message: { status: { type: 'stopped' } } });
  });

  it('says that its history is on its way, and then has it', async () => {
    const earlier = open();
    await earlier.actions.sendMessage('Where is the key?');
    const { conversationId } = earlier.getSnapshot();
    vi.resetModules();
    const { openChat } = await import('./open-chat.ts');
    const chat = openChat({ dify, conversationId });
    const read = chat.actions.refresh();
    expect(chat.getSnapshot().history.status).toBe('loading');
    expect(await read).toEqual({ ok: true });
    expect(chat.getSnapshot().history.status).toBe('ready');
    expect(textsOf(chat)[0]).toBe('Where is the key?');
  });

  it('tells the listeners of a row that were there before it', async () => {
    const earlier = open();
    await earlier.actions.sendMessage('Where is the key?');
    const { conversationId } = earlier.getSnapshot();
    const known = open(conversationId);
    await known.actions.refresh();
    const [id = ''] = known.getSnapshot().messageIds;
    vi.resetModules();
    const { openChat } = await import('./open-chat.ts');
    const chat = openChat({ dify, conversationId });
    let changes = 0;
    const end = chat.subscribeMessage(id, () => changes++);
    await chat.actions.refresh();
    expect(chat.getMessage(id)).toMatchObject({ role: 'user', text: 'Where is the key?' });
    expect(changes).toBe(1);
    end();
  });

  it('is left for good when it is disposed of before', async () => {
    const chat = open();
    const sent = chat.actions.sendMessage('How do I store the battery in winter?');
    chat.dispose();
    expect(await sent).toMatchObject({ ok: false, reason: 'disposed' });
  });

  it('begins anew when it is emptied before', async () => {
    const chat = open('5f1c2f7e-7d2b-4b0c-9d64-5d1a3c9e0a11');
    chat.actions.reset();
    expect(chat.getSnapshot().conversationId).toBeNull();
    await preloadChat();
    await vi.waitFor(() => expect(chat.getSnapshot()).toMatchObject({ conversationId: null, status: 'ready' }));
  });
});

describe('a conversation whose code is there', () => {
  it('is made at once', async () => {
    await preloadChat();
    const chat = open();
    const sent = chat.actions.sendMessage('How do I store the battery in winter?');
    await Promise.resolve();
    await vi.waitFor(() => expect(textsOf(chat)[0]).toBe('How do I store the battery in winter?'));
    await sent;
  });
});
