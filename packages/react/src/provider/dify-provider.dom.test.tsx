import { memoryAdapter } from '@dify-oapi/core';
import { reply } from '@dify-oapi/emulator';
import { QueryClient } from '@tanstack/react-query';
import { act, cleanup, render, screen, waitFor } from '@testing-library/react';
import user from '@testing-library/user-event';
import { StrictMode, useEffect } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { ChatProvider } from '../hooks/chat-context.tsx';
import { useChatStream } from '../hooks/use-chat-stream.ts';
import { useConversationMarks } from '../hooks/use-conversation-marks.ts';
import { useConversations } from '../hooks/use-conversations.ts';
import { useDraft } from '../hooks/use-draft.ts';
import { anEmulator } from '../testing/an-emulator.ts';
import { difyOn } from '../testing/dify-on.ts';
import { DifyProvider, type DifyProviderProps } from './dify-provider.tsx';

afterEach(() => {
  cleanup();
  sessionStorage.clear();
});

const words = Array.from({ length: 400 }, (_, at) => `secret${at} `);

type View = ReturnType<typeof useChatStream>;

function Page({ onView }: { onView: (view: View) => void }) {
  const view = useChatStream();
  useEffect(() => onView(view));
  return (
    <ChatProvider chat={view.chat}>
      <p>{JSON.stringify([view.conversationId, view.messages])}</p>
      <DraftField />
      <List />
    </ChatProvider>
  );
}

function DraftField() {
  const { text, setText } = useDraft();
  return <input aria-label="Draft" value={text} onChange={({ target }) => setText(target.value)} />;
}

function List() {
  const { conversations } = useConversations();
  const marks = useConversationMarks();
  return <p>{JSON.stringify([conversations, [...marks]])}</p>;
}

/** A client whose user is whoever is signed in, as with a cookie, and a list of what it asked. */
function aWorldOfTwo() {
  const emulator = anEmulator({ pace: { firstMs: 0, pieceMs: 5 }, model: reply(words) });
  const asked: Request[] = [];
  let person = 'ada';
  const fetch = (request: Request) => {
    asked.push(request);
    return emulator.fetch(request);
  };
  const dify = difyOn({ fetch: (input) => fetch(new Request(input)) }, () => person);
  const cache = new QueryClient();
  let last: View | undefined;
  const onView = (view: View) => {
    last = view;
  };
  return {
    asked,
    cache,
    page: (props: Partial<DifyProviderProps> = {}) => (
      <StrictMode>
        <DifyProvider dify={dify} queryClient={cache} clientScope={person} {...props}>
          <Page onView={onView} />
        </DifyProvider>
      </StrictMode>
    ),
    view(): View {
      if (last === undefined) throw new Error('Nothing was drawn.');
      return last;
    },
    signIn(next: string) {
      person = next;
    },
  };
}

const draftField = () => screen.getByRole<HTMLInputElement>('textbox', { name: 'Draft' });

describe('DifyProvider when another person signs in', () => {
  it('shows and keeps nothing of the first: no text, id, list, draft or saved run', async () => {
    const world = aWorldOfTwo();
    const { rerender, container } = render(world.page());
    act(() => void world.view().sendMessage('A private question'));
    await waitFor(() => expect(container.textContent).toContain('secret3'));
    const id = world.view().conversationId ?? 'none';
    act(() => world.view().openConversation(null));
    await user.type(draftField(), 'half a thought');
    await waitFor(() => expect(container.textContent).toContain(id));
    expect(JSON.stringify({ ...sessionStorage })).toContain('half a thought');

    const seen: string[] = [];
    const watcher = new MutationObserver(() => seen.push(container.textContent ?? ''));
    watcher.observe(container, { childList: true, subtree: true, characterData: true });
    world.signIn('bob');
    rerender(world.page());
    await waitFor(() => expect(world.cache.isFetching()).toBe(0));
    seen.push(container.innerHTML);
    watcher.disconnect();
    for (const text of seen) expect(text).not.toMatch(/secret|private|half a thought/);
    for (const text of seen) expect(text).not.toContain(id);
    expect(draftField().value).toBe('');
    expect(JSON.stringify({ ...sessionStorage })).not.toMatch(new RegExp(`${id}|half a thought|private|ada`));
    expect(
      JSON.stringify(
        world.cache
          .getQueryCache()
          .getAll()
          .map(({ queryKey, state }) => [queryKey, state.data]),
      ),
    ).not.toContain(id);
  });

  it('closes the streams of the first, and stops none of them', async () => {
    const world = aWorldOfTwo();
    const { rerender, container } = render(world.page());
    act(() => void world.view().sendMessage('A private question'));
    await waitFor(() => expect(container.textContent).toContain('secret3'));
    const stream = world.asked.find(({ url }) => url.endsWith('/chat-messages'));
    expect(stream?.signal.aborted).toBe(false);
    world.signIn('bob');
    rerender(world.page());
    await waitFor(() => expect(stream?.signal.aborted).toBe(true));
    expect(world.asked.filter(({ url }) => url.includes('/stop'))).toEqual([]);
  });

  it('shows nothing of the first when nobody was signed in between and everything was unmounted', async () => {
    const world = aWorldOfTwo();
    const first = render(world.page());
    act(() => void world.view().sendMessage('A private question'));
    await waitFor(() => expect(first.container.textContent).toContain('secret3'));
    const id = world.view().conversationId;
    first.unmount();
    world.signIn('bob');
    const second = render(world.page());
    await waitFor(() => expect(world.cache.isFetching()).toBe(0));
    expect(second.container.innerHTML).not.toMatch(/secret|private/);
    expect(second.container.innerHTML).not.toContain(id);
    expect(JSON.stringify({ ...sessionStorage })).not.toMatch(/private|ada/);
  });

  it('removes what the first left in the storage before a reload', () => {
    const key = `dify-oapi/${encodeURIComponent('http://dify.test/v1')}/ada/draft/new`;
    sessionStorage.setItem(key, JSON.stringify({ version: 1, at: Date.now(), data: 'half a thought' }));
    const world = aWorldOfTwo();
    world.signIn('bob');
    render(world.page());
    expect(draftField().value).toBe('');
    expect(sessionStorage.getItem(key)).toBeNull();
  });

  it('keeps everything when the same person is rendered again', async () => {
    const world = aWorldOfTwo();
    const { rerender, container } = render(world.page());
    act(() => void world.view().sendMessage('A private question'));
    await waitFor(() => expect(container.textContent).toContain('secret3'));
    rerender(world.page({ locale: 'ja' }));
    expect(container.textContent).toContain('secret3');
  });
});

describe('a draft', () => {
  it('is there again after a reload', () => {
    const key = `dify-oapi/${encodeURIComponent('http://dify.test/v1')}/ada/draft/new`;
    sessionStorage.setItem(key, JSON.stringify({ version: 1, at: Date.now(), data: 'half a thought' }));
    render(aWorldOfTwo().page());
    expect(draftField().value).toBe('half a thought');
  });

  it('is there again where the storage answers later', async () => {
    const memory = memoryAdapter();
    const key = `dify-oapi/${encodeURIComponent('http://dify.test/v1')}/ada/draft/new`;
    memory.set(key, JSON.stringify({ version: 1, at: Date.now(), data: 'half a thought' }));
    const storage = {
      ...memory,
      keys: async () => memory.keys(),
      get: async (name: string) => memory.get(name),
    };
    render(aWorldOfTwo().page({ storage }));
    expect(draftField().value).toBe('');
    await waitFor(() => expect(draftField().value).toBe('half a thought'));
  });
});
