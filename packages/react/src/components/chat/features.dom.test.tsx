import { createBrowserDify, type DifyClient, memoryAdapter } from '@dify-oapi/core';
import { endpoints } from '@dify-oapi/core/endpoints';
import { createDifyHandler } from '@dify-oapi/server';
import { act, renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';
import { describe, expect, it } from 'vitest';
import { refusedOperations } from '../../hooks/refused-operations.ts';
import { useConversations } from '../../hooks/use-conversations.ts';
import { DifyProvider } from '../../provider/dify-provider.tsx';
import { anEmulator } from '../../testing/an-emulator.ts';
import { aWorld, conversationId } from '../../testing/fixtures.ts';
import { type FeatureName, type Features, FeaturesContext, operations, useIsLetThrough } from './features.ts';

type HandlerOptions = Parameters<typeof createDifyHandler>[0];
type Served = Pick<HandlerOptions, 'authorize'> & { operations?: HandlerOptions['apps'][string]['operations'] };

/** A page's client on our own handler, with one conversation of user `u1`. */
function served({ authorize, operations: letThrough }: Served = {}): DifyClient {
  const emulator = anEmulator({ snapshot: aWorld([{ name: 'Belt tension', turns: [] }]) });
  const handler = createDifyHandler({
    apps: { support: { baseURL: 'http://localhost/v1', apiKey: 'app-support', operations: letThrough } },
    identify: () => ({ id: 'u1' }),
    secret: 'a secret for tests that is long enough',
    fetch: emulator.fetch,
    authorize,
  });
  return createBrowserDify({
    url: 'https://app.example/api/dify/support',
    maxRetries: 0,
    fetch: (input, init) => handler(new Request(input, init)),
  });
}

function offeredOn(dify: DifyClient, name: FeatureName, features: Features = {}) {
  const storage = memoryAdapter();
  const wrapper = ({ children }: { children: ReactNode }) => (
    <DifyProvider dify={dify} storage={storage}>
      <FeaturesContext value={features}>{children}</FeaturesContext>
    </DifyProvider>
  );
  return renderHook(() => ({ isOffered: useIsLetThrough(name), list: useConversations() }), { wrapper }).result;
}

const withoutChanges = ['sendChatMessage', 'getConversationsList', 'getConversationHistory'] as const;
const mine = { id: conversationId(0), name: 'Belt' };

describe('a feature that the server does not let through', () => {
  it.each(['rename', 'delete'] as const)('%s is not offered again once it was refused', async (name) => {
    const dify = served({ operations: withoutChanges });
    const result = offeredOn(dify, name);
    expect(result.current.isOffered).toBe(true);
    await act(async () => {
      await (name === 'rename' ? result.current.list.rename : result.current.list.remove)
        .mutateAsync(mine)
        .catch(() => undefined);
    });
    expect(result.current.isOffered).toBe(false);
  });

  it('is the one that was refused, and no other', async () => {
    const dify = served({ operations: withoutChanges });
    const result = offeredOn(dify, 'delete');
    await act(() => result.current.list.rename.mutateAsync(mine).then(undefined, () => undefined));
    expect(result.current.isOffered).toBe(true);
  });

  it('is told by 403, too: the site says no to this person', async () => {
    const dify = served({ authorize: ({ operation }) => operation !== 'renameConversation' });
    const result = offeredOn(dify, 'rename');
    await act(() => result.current.list.rename.mutateAsync(mine).then(undefined, () => undefined));
    expect(result.current.isOffered).toBe(false);
  });

  it('is not told by a conversation that is gone', async () => {
    const dify = served();
    const result = offeredOn(dify, 'delete');
    const gone = { id: conversationId(7), name: 'Gone' };
    await act(async () => {
      await result.current.list.remove.mutateAsync(gone).catch((error: unknown) => {
        expect(error).toMatchObject({ status: 404, code: 'not_found' });
      });
    });
    expect(result.current.isOffered).toBe(true);
  });

  it('is offered all the same where the host says that it is there', async () => {
    const dify = served({ operations: withoutChanges });
    const result = offeredOn(dify, 'rename', { rename: true });
    await act(() => result.current.list.rename.mutateAsync(mine).then(undefined, () => undefined));
    expect(refusedOperations(dify).getSnapshot().size).toBe(1);
    expect(result.current.isOffered).toBe(true);
  });
});

it('every operation that a feature needs is one of Dify’s', () => {
  const known = Object.values(endpoints).map(({ method, path }) => `${method} ${path}`);
  expect(Object.values(operations).filter((operation) => !known.includes(operation))).toEqual([]);
});
