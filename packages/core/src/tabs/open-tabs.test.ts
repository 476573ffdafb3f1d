import { afterEach, describe, expect, it, vi } from 'vitest';
import { openTabs, type Tabs } from './open-tabs.ts';
import { readTabEnvelope, type TabMessage } from './tab-message.ts';

const scope = { baseURL: '/api/dify/tabs-test', person: 'ada' };
const open = new Set<Tabs>();

function tab(person = scope.person, baseURL = scope.baseURL) {
  const tabs = openTabs({ baseURL, person });
  const heard: TabMessage[] = [];
  tabs.subscribe((message) => heard.push(message));
  open.add(tabs);
  return { ...tabs, heard };
}

afterEach(() => {
  for (const tabs of open) tabs.close();
  open.clear();
  vi.unstubAllGlobals();
});

/** What a page without an origin of its own has. */
class BlockedChannel {
  constructor() {
    throw new DOMException('Opaque origin.', 'SecurityError');
  }
}

describe('openTabs', () => {
  it('tells the other tabs of the same person and app, and not itself', async () => {
    const [here, there, bob, otherApp] = [tab(), tab(), tab('bob'), tab('ada', '/api/dify/other')];
    here.send({ type: 'conversation-renamed', conversationId: 'c1', name: 'Torque' });
    here.send({ type: 'conversation-deleted', conversationId: 'c2' });
    await vi.waitFor(() => expect(there.heard).toHaveLength(2));
    expect(there.heard[0]).toEqual({ type: 'conversation-renamed', conversationId: 'c1', name: 'Torque' });
    expect([here.heard, bob.heard, otherApp.heard]).toEqual([[], [], []]);
  });

  it('passes over what is no message of ours', async () => {
    const there = tab();
    const channel = new BroadcastChannel('dify-oapi/%2Fapi%2Fdify%2Ftabs-test/');
    const strangers = [
      null,
      'hello',
      { version: 2, person: 'ada', message: { type: 'conversations-changed' } },
      { version: 1, person: 'ada', message: { type: 'drop-everything' } },
      { version: 1, person: 'ada', message: { type: 'conversation-deleted', conversationId: ['c1'] } },
      { version: 1, person: 'ada', message: { type: 'run-ended', conversationId: 'x'.repeat(600) } },
    ];
    for (const stranger of strangers) channel.postMessage(stranger);
    channel.postMessage({ version: 1, person: 'ada', message: { type: 'runs-wanted', more: 1 } });
    await vi.waitFor(() => expect(there.heard).toHaveLength(1));
    expect(there.heard).toEqual([{ type: 'runs-wanted' }]);
    channel.close();
  });

  it('tells nobody after it was closed, and throws nothing', async () => {
    const [here, there, witness] = [tab(), tab(), tab()];
    there.close();
    here.send({ type: 'conversations-changed' });
    there.send({ type: 'person-changed' });
    await vi.waitFor(() => expect(witness.heard).toHaveLength(1));
    expect(there.heard).toEqual([]);
  });

  it('is silent where tabs cannot talk', () => {
    vi.stubGlobal('BroadcastChannel', undefined);
    const here = tab();
    here.send({ type: 'conversations-changed' });
    here.close();
    vi.stubGlobal('BroadcastChannel', BlockedChannel);
    tab().send({ type: 'conversations-changed' });
    expect(here.heard).toEqual([]);
  });
});

it('a saved run travels with its ids and without anything else', () => {
  const run = { version: 1, kind: 'chat', handle: 'h~1', conversationId: 'c1', startedAt: 5, answer: 'secret' };
  const message = readTabEnvelope({ version: 1, person: '', message: { type: 'run-began', run } })?.message;
  expect(message).toEqual({
    type: 'run-began',
    run: { version: 1, kind: 'chat', handle: 'h~1', conversationId: 'c1', startedAt: 5 },
  });
});
