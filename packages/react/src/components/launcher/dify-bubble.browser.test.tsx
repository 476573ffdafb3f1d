import '../../styles/index.css';
import { memoryAdapter } from '@dify-oapi/core';
import { act, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { createRef, type ReactNode, StrictMode, useState } from 'react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { userEvent as mouse, page } from 'vitest/browser';
import { DifyProvider } from '../../provider/dify-provider.tsx';
import { anEmulator } from '../../testing/an-emulator.ts';
import { difyOn } from '../../testing/dify-on.ts';
import type { DifyChatHandle } from '../chat/chat-handle.ts';
import { DifyChat } from '../chat/dify-chat.tsx';
import { DifyBubble } from './dify-bubble.tsx';

const composer = () => screen.getByRole('textbox', { name: 'Message' });
const launcher = (name: string | RegExp) => screen.getByRole('button', { name });

function Page({
  emulator = anEmulator(),
  children,
}: {
  emulator?: ReturnType<typeof anEmulator>;
  children: ReactNode;
}) {
  const [dify] = useState(() => difyOn(emulator));
  const [storage] = useState(memoryAdapter);
  return (
    <DifyProvider dify={dify} storage={storage} locale="en">
      <button type="button">Buy</button>
      {children}
    </DifyProvider>
  );
}

function Controlled() {
  const [isOpen, setOpen] = useState(false);
  return (
    <Page>
      <DifyChat layout="bubble" open={isOpen} onOpenChange={setOpen} />
      <output>{String(isOpen)}</output>
    </Page>
  );
}

function panel(): HTMLElement {
  const element = document.querySelector('[data-dify="panel"]');
  if (!(element instanceof HTMLElement)) throw new Error('There is no panel.');
  return element;
}

beforeEach(() => page.viewport(1280, 800));
afterEach(() => page.viewport(1280, 800));

describe('a bubble', () => {
  it('asks the server for nothing before it is opened', async () => {
    const emulator = anEmulator();
    const paths: string[] = [];
    const counted = {
      ...emulator,
      fetch(request: Request) {
        paths.push(request.url);
        return emulator.fetch(request);
      },
    };
    render(
      <Page emulator={counted}>
        <DifyBubble />
      </Page>,
    );
    expect(paths).toEqual([]);
    expect(panel().childElementCount).toBeLessThanOrEqual(1);
    await userEvent.click(launcher('Open chat'));
    await screen.findByRole('list', { name: 'Starter questions' });
    expect(paths.length).toBeGreaterThan(0);
  });

  it('takes the focus to where one writes, and gives it back with Esc', async () => {
    render(
      <Page>
        <DifyBubble />
      </Page>,
    );
    await userEvent.click(launcher('Open chat'));
    await waitFor(() => expect(document.activeElement).toBe(composer()));
    await userEvent.keyboard('{Escape}');
    expect(panel().dataset.open).toBeUndefined();
    expect(document.activeElement).toBe(launcher('Open chat'));
  });

  it('keeps draft, place and focus while it is closed', async () => {
    render(
      <Page>
        <DifyBubble />
      </Page>,
    );
    await userEvent.click(launcher('Open chat'));
    await userEvent.type(await screen.findByRole('textbox', { name: 'Message' }), 'half a thought');
    await userEvent.keyboard('{Escape}');
    await userEvent.click(launcher('Open chat'));
    expect(composer()).toHaveProperty('value', 'half a thought');
    expect(document.activeElement).toBe(composer());
  });

  it('stops a running answer with Esc first, and closes with the next', async () => {
    const emulator = anEmulator({ pace: { firstMs: 5, pieceMs: 40 } });
    render(
      <Page emulator={emulator}>
        <DifyBubble defaultOpen />
      </Page>,
    );
    await userEvent.type(await screen.findByRole('textbox', { name: 'Message' }), 'Which torque?{Enter}');
    await screen.findByText(/Tighten/);
    await userEvent.keyboard('{Escape}');
    expect(await within(screen.getByRole('log')).findByText('You stopped this answer')).toBeTruthy();
    expect(panel().dataset.open).toBe('');
    await userEvent.keyboard('{Escape}');
    expect(panel().dataset.open).toBeUndefined();
  });

  it('counts the answers that come while it is closed, until it is opened', async () => {
    const emulator = anEmulator({ pace: { firstMs: 200, pieceMs: 0 } });
    render(
      <Page emulator={emulator}>
        <DifyBubble />
      </Page>,
    );
    await userEvent.click(launcher('Open chat'));
    await userEvent.type(await screen.findByRole('textbox', { name: 'Message' }), 'Which torque?{Enter}');
    await userEvent.click(within(panel()).getByRole('button', { name: 'Close chat' }));
    await userEvent.click(await screen.findByRole('button', { name: 'Open chat, 1 new answer' }));
    expect(screen.queryByRole('button', { name: /new answer/ })).toBeNull();
  });

  it('does what its host says, also before it was ever opened', async () => {
    const handle = createRef<DifyChatHandle>();
    const told: string[] = [];
    render(
      <Page>
        <DifyBubble
          ref={handle}
          onOpenChange={(isOpen) => told.push(`open ${isOpen}`)}
          onFinish={({ status }) => told.push(status.type)}
          onEvent={({ event }) => event === 'message_end' && told.push(event)}
        />
      </Page>,
    );
    const sent = handle.current?.sendMessage('Which torque?');
    await screen.findByRole('button', { name: 'Open chat, 1 new answer' });
    expect((await sent)?.ok).toBe(true);
    expect(told).toEqual(['message_end', 'complete']);
    act(() => handle.current?.open());
    await screen.findByText(/Tighten the axle/);
    act(() => handle.current?.setDraft('And the other side?'));
    expect(composer()).toHaveProperty('value', 'And the other side?');
    act(() => handle.current?.newConversation());
    await screen.findByRole('list', { name: 'Starter questions' });
    act(() => handle.current?.toggle());
    expect(panel().dataset.open).toBeUndefined();
    expect(told.filter((word) => word.startsWith('open'))).toEqual(['open true', 'open false']);
  });

  it('leaves opening and closing to a host that controls it', async () => {
    render(<Controlled />);
    await userEvent.click(await screen.findByRole('button', { name: 'Open chat' }));
    expect(screen.getByText('true')).toBeTruthy();
    await userEvent.click(screen.getAllByRole('button', { name: 'Close chat' })[0] ?? document.body);
    expect(screen.getByText('false')).toBeTruthy();
  });

  it('fills a phone and keeps the focus inside', async () => {
    await page.viewport(390, 844);
    render(
      <Page>
        <DifyBubble />
      </Page>,
    );
    await userEvent.click(launcher('Open chat'));
    const dialog = await screen.findByRole('dialog', { name: 'Chat' });
    await screen.findByRole('list', { name: 'Starter questions' });
    const { width, height } = dialog.getBoundingClientRect();
    expect([width, height]).toEqual([390, 844]);
    for (let press = 0; press < 30; press++) {
      await userEvent.tab();
      expect(dialog.contains(document.activeElement)).toBe(true);
    }
  });

  it('is as large as one makes it, by dragging and by keys, and no larger than the window', async () => {
    render(
      <Page>
        <DifyBubble defaultOpen />
      </Page>,
    );
    const handle = await screen.findByRole('separator', { name: 'Resize the chat' });
    const size = () => [panel().offsetWidth, panel().offsetHeight];
    expect(size()).toEqual([408, 640]);
    handle.focus();
    await userEvent.keyboard('{ArrowLeft}{ArrowUp}');
    expect(size()).toEqual([432, 664]);
    for (let press = 0; press < 60; press++) await userEvent.keyboard('{ArrowLeft}');
    expect(panel().getBoundingClientRect().left).toBeGreaterThanOrEqual(0);
    await userEvent.keyboard('{Home}');
    expect(size()).toEqual([408, 640]);
    await mouse.dragAndDrop(handle, screen.getByRole('button', { name: 'Buy' }));
    expect(panel().offsetWidth).toBeGreaterThan(900);
    expect(panel().offsetHeight).toBeGreaterThan(640);
    expect(panel().getBoundingClientRect().left).toBeGreaterThanOrEqual(0);
    await userEvent.dblClick(handle);
    expect(size()).toEqual([408, 640]);
  });

  it('stands twice on a page, in StrictMode, and leaves nothing behind', async () => {
    const { unmount, container } = render(
      <StrictMode>
        <Page>
          <DifyBubble aria-label="First" />
          <DifyChat layout="sidebar" aria-label="Second" />
        </Page>
      </StrictMode>,
    );
    await userEvent.click(launcher('Open chat'));
    await waitFor(() => expect(screen.getAllByRole('textbox', { name: 'Message' })).toHaveLength(2));
    const [first, second] = screen.getAllByRole('textbox', { name: 'Message' });
    await userEvent.type(first ?? document.body, 'one');
    expect(second).toHaveProperty('value', '');
    unmount();
    expect(container.childElementCount).toBe(0);
    expect(document.body.querySelector('[data-dify]')).toBeNull();
  });

  it('leaves nothing for axe to find, closed, open and on a phone', async () => {
    const { container } = render(
      <Page>
        <DifyBubble />
      </Page>,
    );
    const found = async () => (await axe.run(container)).violations.map(({ id, nodes }) => [id, nodes[0]?.html]);
    expect(await found()).toEqual([]);
    await userEvent.click(launcher('Open chat'));
    await screen.findByRole('list', { name: 'Starter questions' });
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(await found()).toEqual([]);
    await page.viewport(390, 844);
    await screen.findByRole('dialog', { name: 'Chat' });
    expect(await found()).toEqual([]);
  });
});
