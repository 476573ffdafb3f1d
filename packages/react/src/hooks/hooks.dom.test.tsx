import { createBrowserDify, createChat } from '@dify-oapi/core';
import { reply } from '@dify-oapi/emulator';
import { QueryClient } from '@tanstack/react-query';
import { act, render, renderHook, screen, waitFor } from '@testing-library/react';
import { type ReactNode, StrictMode } from 'react';
import { describe, expect, it } from 'vitest';
import { DifyProvider } from '../provider/dify-provider.tsx';
import { useDify } from '../provider/use-dify.ts';
import { anEmulator } from '../testing/an-emulator.ts';
import { difyOn } from '../testing/dify-on.ts';
import { aWorld, conversationId } from '../testing/fixtures.ts';
import { ChatProvider } from './chat-context.tsx';
import { useAppConfig } from './use-app-config.ts';
import { useChatSelector } from './use-chat-selector.ts';
import { useChatStream } from './use-chat-stream.ts';
import { useConversationMarks } from './use-conversation-marks.ts';
import { useConversations } from './use-conversations.ts';
import { useMessage } from './use-message.ts';

function surroundings(emulator = anEmulator()) {
  const dify = difyOn(emulator);
  const client = new QueryClient();
  const wrapper = ({ children }: { children: ReactNode }) => (
    <StrictMode>
      <DifyProvider dify={dify} queryClient={client}>
        {children}
      </DifyProvider>
    </StrictMode>
  );
  return { emulator, dify, wrapper };
}

describe('useDify', () => {
  it('says what to do when there is no provider', () => {
    expect(() => renderHook(() => useDify())).toThrow(
      "useDify found no client. Wrap the tree in <DifyProvider dify={createBrowserDify({ url: '/api/dify/…' })}>.",
    );
  });
});

describe('useChatStream', () => {
  it('asks and answers', async () => {
    const { wrapper } = surroundings();
    const { result } = renderHook(() => useChatStream(), { wrapper });
    await act(async () => void (await result.current.sendMessage('Which torque?')));
    expect(result.current.messages.map(({ role }) => role)).toEqual(['user', 'assistant']);
    expect(result.current.isBusy).toBe(false);
    expect(result.current.conversationId).not.toBeNull();
  });

  it('reads the history of a conversation once, also in strict mode', async () => {
    const { wrapper, emulator } = surroundings(
      anEmulator({ snapshot: aWorld([{ name: 'A', turns: [{ query: 'Which?', answer: 'This.' }] }]) }),
    );
    const { result } = renderHook(() => useChatStream({ conversationId: conversationId(0) }), { wrapper });
    await waitFor(() => expect(result.current.messageIds).toHaveLength(2));
    expect(result.current.history.status).toBe('ready');
    expect(emulator.snapshot().messages).toHaveLength(1);
  });

  it('lets a run go on when the view goes away, and finds it again by its id', async () => {
    const { wrapper } = surroundings(
      anEmulator({
        pace: { firstMs: 0, pieceMs: 2 },
        model: reply(Array.from({ length: 60 }, (_, at) => `w${at} `)),
      }),
    );
    const first = renderHook(() => useChatStream(), { wrapper });
    act(() => void first.result.current.sendMessage('Everything'));
    await waitFor(() => expect(first.result.current.conversationId).not.toBeNull());
    const id = first.result.current.conversationId;
    first.unmount();
    const second = renderHook(() => useChatStream({ conversationId: id }), { wrapper });
    expect(second.result.current.messages[0]).toMatchObject({ role: 'user', text: 'Everything' });
    await waitFor(() => expect(second.result.current.status).toBe('ready'), { timeout: 5000 });
    const last = second.result.current.messages.at(-1);
    expect(last?.role === 'assistant' && last.status.type).toBe('complete');
    expect(last?.role === 'assistant' && last.parts[0]?.type === 'text' && last.parts[0].text).toContain('w59');
  });

  it('keeps the rows of a new conversation when a controlled id comes back as the prop', async () => {
    const { wrapper } = surroundings();
    const ids: (string | null)[] = [];
    const { result, rerender } = renderHook(
      ({ id }: { id: string | null }) =>
        useChatStream({ conversationId: id, onConversationIdChange: (next) => ids.push(next) }),
      { wrapper, initialProps: { id: null as string | null } },
    );
    await act(async () => void (await result.current.sendMessage('Which torque?')));
    const { messageIds } = result.current;
    const [id] = ids;
    rerender({ id: id ?? null });
    expect(result.current.messageIds).toBe(messageIds);
    rerender({ id: null });
    expect(result.current.messageIds).toEqual([]);
  });

  it('renders rows that come and go, but no text, when it stands on the structure', async () => {
    const { wrapper } = surroundings(anEmulator({ model: reply(Array.from({ length: 200 }, (_, at) => `w${at} `)) }));
    let renders = 0;
    const { result } = renderHook(
      () => {
        renders++;
        return useChatStream({ subscribe: 'structure' });
      },
      { wrapper },
    );
    expect('messages' in result.current).toBe(false);
    await act(async () => void (await result.current.sendMessage('Everything')));
    expect(result.current.messageIds).toHaveLength(2);
    expect(renders).toBeLessThan(25);
  });

  it('goes to another conversation and back without losing either', async () => {
    const { wrapper } = surroundings(
      anEmulator({ snapshot: aWorld([{ name: 'A', turns: [{ query: 'Which?', answer: 'This.' }] }]) }),
    );
    const { result } = renderHook(() => useChatStream(), { wrapper });
    await act(async () => void (await result.current.sendMessage('New one')));
    const id = result.current.conversationId;
    act(() => result.current.openConversation(conversationId(0)));
    await waitFor(() => expect(result.current.messageIds).toHaveLength(2));
    expect(result.current.messages[0]).toMatchObject({ text: 'Which?' });
    act(() => result.current.openConversation(id));
    expect(result.current.messages[0]).toMatchObject({ text: 'New one' });
  });
});

function Row({ id }: { id: string }) {
  return <li>{useMessage(id)?.role}</li>;
}

function Rows() {
  const ids = useChatSelector(({ messageIds }) => messageIds);
  return ids.map((id) => <Row key={id} id={id} />);
}

describe('useMessage and useChatSelector', () => {
  it('read one message and one part of the conversation', async () => {
    const { dify, wrapper } = surroundings();
    const chat = createChat({ dify });
    render(
      <ChatProvider chat={chat}>
        <Rows />
      </ChatProvider>,
      { wrapper },
    );
    await act(async () => void (await chat.actions.sendMessage('Which?')));
    expect(screen.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual(['user', 'assistant']);
  });
});

describe('useConversations', () => {
  const snapshot = () =>
    aWorld([
      { name: 'A', turns: [] },
      { name: 'B', turns: [] },
    ]);

  it('shows a new name at once, and takes it back when Dify refuses', async () => {
    const { wrapper, emulator } = surroundings(anEmulator({ snapshot: snapshot() }));
    const { result } = renderHook(() => useConversations(), { wrapper });
    await waitFor(() => expect(result.current.conversations).toHaveLength(2));
    const before = result.current.data;
    emulator.faults.status = 500;
    emulator.faults.delayMs = 300;
    act(() => result.current.rename.mutate({ id: conversationId(0), name: 'C' }));
    await waitFor(() => expect(result.current.conversations.map(({ name }) => name)).toContain('C'));
    await waitFor(() => expect(result.current.rename.isError).toBe(true));
    expect(result.current.data).toEqual(before);
  });

  it('removes a deleted one at once', async () => {
    const { wrapper, emulator } = surroundings(anEmulator({ snapshot: snapshot() }));
    const { result } = renderHook(() => useConversations(), { wrapper });
    await waitFor(() => expect(result.current.conversations).toHaveLength(2));
    act(() => result.current.remove.mutate({ id: conversationId(0) }));
    await waitFor(() => expect(result.current.conversations.map(({ name }) => name)).toEqual(['B']));
    await waitFor(() => expect(emulator.snapshot().conversations).toHaveLength(1));
  });

  it.each([
    { url: `${location.origin}/api/dify/support`, keepalive: true },
    { url: 'https://dify.example/api/dify/support', keepalive: undefined },
  ])('deletes by a request that outlives the page where $url allows it', async ({ url, keepalive }) => {
    const deletions: RequestInit[] = [];
    const dify = createBrowserDify({
      url,
      async fetch(_input, init) {
        if (init?.method !== 'DELETE') return Response.json({ limit: 20, has_more: false, data: [] });
        deletions.push(init);
        return Response.json({ result: 'success' });
      },
    });
    const wrapper = ({ children }: { children: ReactNode }) => <DifyProvider dify={dify}>{children}</DifyProvider>;
    const { result } = renderHook(() => useConversations(), { wrapper });
    await act(() => result.current.remove.mutateAsync({ id: conversationId(0) }));
    expect(deletions.map((init) => init.keepalive)).toEqual([keepalive]);
  });

  it('reads page after page without a row twice', async () => {
    const seeds = Array.from({ length: 5 }, (_, at) => ({ name: `C${at}`, at: 1_000_000 - at, turns: [] }));
    const { wrapper } = surroundings(anEmulator({ snapshot: aWorld(seeds) }));
    const { result } = renderHook(() => useConversations({ limit: 2 }), { wrapper });
    await waitFor(() => expect(result.current.hasNextPage).toBe(true));
    await act(async () => void (await result.current.fetchNextPage()));
    await act(async () => void (await result.current.fetchNextPage()));
    await waitFor(() => expect(result.current.hasNextPage).toBe(false));
    expect(result.current.conversations.map(({ name }) => name)).toEqual(['C0', 'C1', 'C2', 'C3', 'C4']);
  });
});

describe('useConversationMarks', () => {
  it('says which conversation is being answered, and which has an answer that nobody saw', async () => {
    const { wrapper } = surroundings(
      anEmulator({
        pace: { firstMs: 0, pieceMs: 2 },
        model: reply(Array.from({ length: 40 }, (_, at) => `w${at} `)),
      }),
    );
    const view = renderHook(() => useChatStream(), { wrapper });
    const marks = renderHook(() => useConversationMarks(), { wrapper });
    act(() => void view.result.current.sendMessage('Everything'));
    await waitFor(() => expect([...marks.result.current.values()]).toEqual(['answering']));
    view.unmount();
    await waitFor(() => expect([...marks.result.current.values()]).toEqual(['unread']), { timeout: 5000 });
  });
});

describe('useAppConfig', () => {
  it('tells everything about the app in one result', async () => {
    const { wrapper } = surroundings();
    const { result } = renderHook(() => useAppConfig(), { wrapper });
    await waitFor(() => expect(result.current.data?.info.name).toBe('Velo Nord Help'));
    expect(result.current.data?.site?.input_placeholder).toBe('Ask about your bike');
  });
});
