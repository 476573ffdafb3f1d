import { describe, expect, it } from 'vitest';
import { createDify } from '../dify.ts';
import { events, json, scriptedDify } from '../testing/scripted-dify.ts';
import { exportThread } from '../threads/export-thread.ts';
import { importThread } from '../threads/import-thread.ts';
import { type BranchStore, branchesRecord } from './branch-store.ts';
import type { Branches } from './branches.ts';
import type { Chat } from './chat.ts';
import { type ChatOptions, createChat } from './create-chat.ts';

const conversation = '00000000-0000-4000-8000-000000000001';
const turnId = (at: number) => `00000000-0000-4000-9000-${String(at).padStart(12, '0')}`;

/** A server that answers each question with its number, and remembers all of them in a row. */
function aServer(parents: Readonly<Record<string, string>> = {}) {
  const turns: { id: string; query: string; answer: string }[] = [];
  const server = scriptedDify({
    'POST /v1/chat-messages': ({ body }) => {
      const id = turnId(turns.length + 1);
      const answer = `Answer ${turns.length + 1}`;
      turns.push({ id, query: String(body.query), answer });
      const ids = { task_id: id, message_id: id, conversation_id: conversation };
      const lines = [
        { event: 'message', ...ids, answer },
        { event: 'message_end', ...ids, metadata: {} },
      ];
      return events(lines.map((line) => `data: ${JSON.stringify(line)}\n\n`).join(''));
    },
    'GET /v1/messages?': () =>
      json(200, {
        limit: 20,
        has_more: false,
        data: turns.map((turn, at) => ({
          ...turn,
          conversation_id: conversation,
          parent_message_id: parents[turn.id] ?? '00000000-0000-0000-0000-000000000000',
          created_at: at,
        })),
      }),
  });
  const dify = createDify({ baseURL: 'http://dify.test/v1', apiKey: 'app-1', user: 'u1', fetch: server.fetch });
  const open = (options: Partial<ChatOptions> = {}) =>
    createChat({ dify, suggestions: false, schedule: (flush) => flush(), ...options });
  return { open, calls: server.calls };
}

function keeper() {
  const kept = new Map<string, string>();
  const store: BranchStore = {
    read: (id) => branchesRecord.read(JSON.parse(kept.get(id) ?? 'null'), 1),
    write: (id, branches: Branches) => void kept.set(id, JSON.stringify(branches)),
  };
  return { kept, store };
}

const texts = (chat: Chat) =>
  chat
    .getSnapshot()
    .messages.map((row) =>
      row.role === 'user' ? row.text : row.parts.map((part) => (part.type === 'text' ? part.text : '')).join(''),
    );
const idAt = (chat: Chat, at: number) => chat.getSnapshot().messageIds.at(at) ?? '';

describe('createChat: branches', () => {
  it('asks again in the place of the old answer', async () => {
    const chat = aServer().open();
    await chat.actions.sendMessage('One');
    await chat.actions.regenerate();
    expect(texts(chat)).toEqual(['One', 'Answer 2']);
    expect(chat.getSnapshot().messages.map(({ branch }) => branch)).toEqual([
      { index: 1, count: 2 },
      { index: 1, count: 2 },
    ]);
    expect(chat.getSnapshot().capabilities).toEqual({ branching: 'shown' });
    chat.dispose();
  });

  it('asks a question in other words, with everything after it left behind', async () => {
    const { open, calls } = aServer();
    const chat = open({ inputs: { plan: 'pro' } });
    await chat.actions.sendMessage({
      text: 'One',
      files: [{ id: 'f', name: 'a.png', kind: 'image', uploadId: 'up-1' }],
    });
    await chat.actions.sendMessage('Two');
    const result = await chat.actions.edit(idAt(chat, 0), 'One, please');
    expect(result.ok).toBe(true);
    expect(texts(chat)).toEqual(['One, please', 'Answer 3']);
    expect(chat.getSnapshot().messages[0]).toMatchObject({ files: [{ name: 'a.png' }] });
    expect(calls.at(-1)?.body).toMatchObject({
      query: 'One, please',
      conversation_id: conversation,
      inputs: { plan: 'pro' },
      files: [{ upload_file_id: 'up-1' }],
    });
    expect(chat.actions.selectBranch(idAt(chat, 0), 'previous')).toEqual({ ok: true });
    expect(texts(chat)).toEqual(['One', 'Answer 1', 'Two', 'Answer 2']);
    chat.dispose();
  });

  it('refuses an edit of nothing, of nobody, and while an answer runs', async () => {
    const chat = aServer().open();
    await chat.actions.sendMessage('One');
    expect(await chat.actions.edit(idAt(chat, 0), '  ')).toMatchObject({ ok: false, reason: 'empty' });
    expect(await chat.actions.edit('nobody', 'x')).toMatchObject({ ok: false, reason: 'failed' });
    expect(chat.actions.selectBranch('nobody', 0)).toEqual({ ok: false, reason: 'nothing-to-do' });
    const running = chat.actions.sendMessage('Two');
    expect(await chat.actions.edit(idAt(chat, 0), 'x')).toMatchObject({ ok: false, reason: 'busy' });
    await running;
    chat.dispose();
  });

  it('comes back after a reload as it was left', async () => {
    const { open } = aServer();
    const { store, kept } = keeper();
    const before = open({ branches: store });
    await before.actions.sendMessage('One');
    await before.actions.edit(idAt(before, 0), 'One b');
    await before.actions.sendMessage('Two');
    before.actions.selectBranch(idAt(before, 0), 'previous');
    before.dispose();
    expect(JSON.parse(kept.get(conversation) ?? '')).toEqual({
      parents: { [turnId(2)]: null },
      selected: { '': turnId(1) },
    });
    const chat = open({ branches: store, conversationId: conversation });
    await chat.actions.refresh();
    expect(texts(chat)).toEqual(['One', 'Answer 1']);
    chat.actions.selectBranch(idAt(chat, 0), 'next');
    expect(texts(chat)).toEqual(['One b', 'Answer 2', 'Two', 'Answer 3']);
    chat.dispose();
  });

  it('waits for what is kept in a slow place, and lives with one that fails', async () => {
    const { open } = aServer();
    const first = open();
    await first.actions.sendMessage('One');
    await first.actions.sendMessage('Two');
    first.dispose();
    const branches: Branches = { parents: { [turnId(2)]: null }, selected: {} };
    const slow = open({
      conversationId: conversation,
      branches: { read: () => Promise.resolve(branches), write: () => undefined },
    });
    await slow.actions.refresh();
    expect(texts(slow)).toEqual(['Two', 'Answer 2']);
    const broken = open({
      conversationId: conversation,
      branches: { read: () => Promise.reject(new Error('blocked')), write: () => undefined },
    });
    await broken.actions.refresh();
    expect(texts(broken)).toEqual(['One', 'Answer 1', 'Two', 'Answer 2']);
    slow.dispose();
    broken.dispose();
  });

  it('begins anew without the branches of before', async () => {
    const { store, kept } = keeper();
    const chat = aServer().open({ branches: store });
    await chat.actions.sendMessage('One');
    await chat.actions.regenerate();
    chat.actions.reset();
    expect(texts(chat)).toEqual([]);
    await chat.actions.sendMessage('Two');
    expect(texts(chat)).toEqual(['Two', 'Answer 3']);
    expect(kept.size).toBe(1);
    chat.dispose();
  });

  it('says when the server keeps branches apart itself', async () => {
    const { open } = aServer({ [turnId(2)]: turnId(1), [turnId(3)]: turnId(1) });
    const first = open();
    for (const text of ['One', 'Two', 'Three']) await first.actions.sendMessage(text);
    first.dispose();
    const chat = open({ conversationId: conversation });
    await chat.actions.refresh();
    expect(texts(chat)).toEqual(['One', 'Answer 1', 'Three', 'Answer 3']);
    expect(chat.getSnapshot().capabilities).toEqual({ branching: 'server' });
    chat.dispose();
  });
});

describe('branchesRecord', () => {
  it('reads nothing that is no record of branches', () => {
    for (const data of [null, 7, {}, { parents: [], selected: {} }, { parents: { a: 1 }, selected: {} }]) {
      expect(branchesRecord.read(data, 1)).toBeUndefined();
    }
    const branches = { parents: { a: null, b: 'a' }, selected: { '': 'a' } };
    expect(branchesRecord.read(branches, 1)).toEqual(branches);
  });
});

describe('createChat: rows to begin with', () => {
  it('shows an imported thread and goes on below it', async () => {
    const { open } = aServer();
    const source = open();
    await source.actions.sendMessage('One');
    const thread = importThread(exportThread(source.getSnapshot(), 'json'));
    source.dispose();
    const chat = open({ initialMessages: thread.messages });
    expect(texts(chat)).toEqual(['One', 'Answer 1']);
    expect(chat.getSnapshot()).toMatchObject({ status: 'ready', conversationId: null });
    await chat.actions.sendMessage('Two');
    expect(texts(chat)).toEqual(['One', 'Answer 1', 'Two', 'Answer 2']);
    chat.dispose();
  });
});
