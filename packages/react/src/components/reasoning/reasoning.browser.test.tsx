import '../../styles/index.css';
import { createChat, memoryAdapter } from '@dify-oapi/core';
import { act, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { ChatProvider } from '../../hooks/chat-context.tsx';
import { DifyProvider } from '../../provider/dify-provider.tsx';
import { aLiveServer } from '../../testing/a-live-server.ts';
import { MessageRow } from '../message/message-row.tsx';

async function ask() {
  const server = aLiveServer();
  const chat = createChat({ dify: server.dify, suggestions: false });
  const sent = chat.actions.sendMessage('Why?');
  await waitFor(() => expect(server.questions).toHaveLength(1));
  const answer = server.answer();
  const id = chat.getSnapshot().messageIds.at(-1) ?? '';
  render(
    <DifyProvider dify={server.dify} storage={memoryAdapter()} locale="en">
      <ChatProvider chat={chat}>
        <div data-dify-root="">
          <MessageRow id={id} isLast />
        </div>
      </ChatProvider>
    </DifyProvider>,
  );
  const text = (...pieces: readonly string[]) => act(async () => answer.text(...pieces));
  return { chat, answer, text, sent };
}

const line = (name: RegExp) => screen.findByRole('button', { name });

describe('thinking', () => {
  it('is open while it comes, and folds once when the answer begins', async () => {
    const { text, answer, sent } = await ask();
    await text('<thi', 'nk>Let me ', 'see.');
    expect((await line(/^Thinking/)).getAttribute('aria-expanded')).toBe('true');
    expect(await screen.findByText('Let me see.')).toBeTruthy();
    await text('</think>', '\n\nIt is 4.');
    const done = await line(/^Thought for/);
    expect(done.getAttribute('aria-expanded')).toBe('false');
    expect(await screen.findByText('It is 4.')).toBeTruthy();
    await userEvent.click(done);
    expect(done.getAttribute('aria-expanded')).toBe('true');
    await text(' Really.');
    expect(done.getAttribute('aria-expanded')).toBe('true');
    await act(async () => answer.end());
    await sent;
  });

  it('stays open when the reader has put a hand on it', async () => {
    const { text } = await ask();
    await text('<think>Let me see.');
    await userEvent.pointer({ keys: '[MouseLeft]', target: await screen.findByText('Let me see.') });
    await text('</think>It is 4.');
    await screen.findByText('It is 4.');
    expect((await line(/^Thought for/)).getAttribute('aria-expanded')).toBe('true');
  });

  it('stays closed when the reader has closed it', async () => {
    const { text } = await ask();
    await text('<think>Let me see.');
    const live = await line(/^Thinking/);
    await userEvent.click(live);
    await text(' And see.');
    expect(live.getAttribute('aria-expanded')).toBe('false');
  });

  it('closes when the answer is stopped in the middle of it', async () => {
    const { chat, text } = await ask();
    await text('<think>Let me see.');
    await line(/^Thinking/);
    await act(async () => void (await chat.actions.stop()));
    expect((await line(/^Thought/)).getAttribute('aria-expanded')).toBe('false');
    expect(screen.getByText('You stopped this answer')).toBeTruthy();
  });

  it('follows its end, and lets go when the reader scrolls up', async () => {
    const { text } = await ask();
    const paragraph = 'One line after the other.\n\n';
    await text(`<think>${paragraph.repeat(20)}`);
    const box = await screen.findByRole('group', { name: 'Thinking' });
    const fromEnd = () => box.scrollHeight - box.scrollTop - box.clientHeight;
    await waitFor(() => expect(fromEnd()).toBeLessThan(2));
    expect(box.clientHeight).toBeLessThan(200);
    box.scrollTop = 0;
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    await text(paragraph.repeat(5));
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    expect(box.scrollTop).toBe(0);
  });
});
