import { reply } from '@dify-oapi/emulator';
import { QueryClient } from '@tanstack/react-query';
import { act, cleanup, render, renderHook, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { DifyProvider, type DifyProviderProps } from '../provider/dify-provider.tsx';
import { anEmulator } from '../testing/an-emulator.ts';
import { difyOn } from '../testing/dify-on.ts';
import { aWorld, conversationId } from '../testing/fixtures.ts';
import { useChatStream } from './use-chat-stream.ts';
import { useConversationMarks } from './use-conversation-marks.ts';
import { useConversations } from './use-conversations.ts';

afterEach(() => {
  cleanup();
  sessionStorage.clear();
});

/** A tab: a client, a cache and a page of its own. Tabs of one browser hear each other. */
function aTab(emulator: ReturnType<typeof anEmulator>, props: Partial<DifyProviderProps> & { open?: string } = {}) {
  const { open, ...rest } = props;
  const dify = difyOn(emulator);
  const queryClient = new QueryClient();
  const wrapper = ({ children }: { children: ReactNode }) => (
    <DifyProvider dify={dify} queryClient={queryClient} {...rest}>
      {children}
    </DifyProvider>
  );
  return renderHook(
    () => ({
      chat: useChatStream({ defaultConversationId: open }),
      list: useConversations(),
      marks: useConversationMarks(),
    }),
    { wrapper },
  ).result;
}

const aTalk = () =>
  anEmulator({
    snapshot: aWorld([
      { name: 'Torque', turns: [{ query: 'Which?', answer: 'This.' }] },
      { name: 'Battery', turns: [{ query: 'How?', answer: 'Dry.' }] },
    ]),
  });

describe('another tab of the same person', () => {
  it('shows a new name and a deletion at once', async () => {
    const emulator = aTalk();
    const [here, there] = [aTab(emulator), aTab(emulator)];
    await waitFor(() => expect(there.current.list.conversations).toHaveLength(2));
    await act(() => here.current.list.rename.mutateAsync({ id: conversationId(0), name: 'Axle' }));
    await waitFor(() => expect(there.current.list.conversations.map(({ name }) => name)).toContain('Axle'));
    await act(() => here.current.list.remove.mutateAsync({ id: conversationId(1) }));
    await waitFor(() => expect(there.current.list.conversations.map(({ name }) => name)).toEqual(['Axle']));
  });

  it('leaves a conversation that was deleted elsewhere', async () => {
    const emulator = aTalk();
    const [here, there] = [aTab(emulator), aTab(emulator, { open: conversationId(0) })];
    await waitFor(() => expect(there.current.chat.messageIds).toHaveLength(2));
    await act(() => here.current.list.remove.mutateAsync({ id: conversationId(0) }));
    await waitFor(() => expect(there.current.chat.conversationId).toBeNull());
    expect(there.current.chat.messages).toEqual([]);
  });

  it('lists a conversation that begins elsewhere, and reads an answer that ended elsewhere', async () => {
    const emulator = aTalk();
    const open = conversationId(0);
    const [here, there] = [aTab(emulator, { open }), aTab(emulator, { open })];
    await waitFor(() => expect(there.current.chat.messageIds).toHaveLength(2));
    await act(() => here.current.chat.sendMessage('And the other one?'));
    await waitFor(() => expect(there.current.chat.messageIds).toHaveLength(4));
    act(() => here.current.chat.openConversation(null));
    await act(() => here.current.chat.sendMessage('Something else'));
    await waitFor(() => expect(there.current.list.conversations).toHaveLength(3));
  });

  it('marks what is answered elsewhere, and what was', async () => {
    const emulator = anEmulator({
      pace: { firstMs: 20, pieceMs: 10 },
      model: reply(['one ', 'two ', 'three ', 'four ']),
      snapshot: aWorld([{ name: 'Torque', turns: [{ query: 'Which?', answer: 'This.' }] }]),
    });
    const [here, there] = [aTab(emulator, { open: conversationId(0) }), aTab(emulator)];
    let answer: Promise<unknown> | undefined;
    act(() => {
      answer = here.current.chat.sendMessage('Go on');
    });
    await waitFor(() => expect(there.current.marks.get(conversationId(0))).toBe('answering'));
    await act(async () => void (await answer));
    await waitFor(() => expect(there.current.marks.get(conversationId(0))).toBe('unread'));
  });

  it('is emptied, and told, when the person signs out elsewhere', async () => {
    const emulator = aTalk();
    let told = 0;
    const onPersonChange = () => {
      told++;
    };
    const there = aTab(emulator, { clientScope: 'ada', open: conversationId(0), onPersonChange });
    await waitFor(() => expect(there.current.chat.messageIds).toHaveLength(2));
    const dify = difyOn(emulator);
    const page = (person: string) => (
      <DifyProvider dify={dify} clientScope={person}>
        <p>{person}</p>
      </DifyProvider>
    );
    const { rerender } = render(page('ada'));
    rerender(page('bob'));
    await waitFor(() => expect(told).toBe(1));
    expect(JSON.stringify({ ...sessionStorage })).not.toContain('ada');
  });
});
