import '../../styles/index.css';
import { createChat } from '@dify-oapi/core';
import { reply } from '@dify-oapi/emulator';
import { act, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { Profiler, type ReactNode } from 'react';
import { beforeEach, describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { DifyProvider } from '../../provider/dify-provider.tsx';
import { anEmulator } from '../../testing/an-emulator.ts';
import { ChatStage } from '../../testing/chat-stage.tsx';
import { difyOn } from '../../testing/dify-on.ts';
import { aWorld, conversationId } from '../../testing/fixtures.ts';
import { Chat } from './chat.ts';

const composer = () => screen.getByRole('textbox', { name: 'Message' });
const viewport = () => screen.getByRole('region', { name: 'Messages' });
const fromEnd = (scroller: HTMLElement) => scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight;
const frame = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));

beforeEach(() => page.viewport(1280, 800));

async function ask(text: string) {
  await userEvent.type(composer(), `${text}{Enter}`);
}

describe('DifyChat', () => {
  it('answers a question with its sources, and offers what can be done with the answer', async () => {
    render(<ChatStage />);
    await ask('Which torque?');
    await screen.findByRole('button', { name: 'Ask again' });
    expect(screen.getByRole('log').textContent).toContain('Tighten the axle to 40 Nm.');
    expect(screen.getByRole('heading', { name: '2 sources' })).toBeTruthy();
    expect(screen.getByText('Service handbook 2026').textContent).toBe('Service handbook 2026');
    for (const name of ['Copy', 'Good answer', 'Bad answer']) expect(screen.getByRole('button', { name })).toBeTruthy();
    expect(document.activeElement).toBe(composer());
  });

  it('opens the passage of a citation when it is pressed, and closes it with Esc', async () => {
    render(<ChatStage />);
    await ask('Which torque?');
    const [mark] = await screen.findAllByRole('button', { name: 'Source 1: Drive unit and rear wheel.pdf' });
    if (mark === undefined) throw new Error('no mark');
    await userEvent.click(mark);
    const passage = await screen.findByRole('dialog', { name: 'Source 1: Drive unit and rear wheel.pdf' });
    expect(passage.textContent).toContain('Tighten the M12 axle nuts alternately to 40 Nm.');
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(document.activeElement).toBe(mark);
  });

  it('keeps a failed question in the thread and answers it again with one press', async () => {
    const emulator = anEmulator();
    emulator.faults.answerStatus = 500;
    render(<ChatStage emulator={emulator} />);
    await ask('Which torque?');
    await userEvent.click(await screen.findByRole('button', { name: 'Try again' }));
    await screen.findByRole('button', { name: 'Ask again' });
    expect(within(screen.getByRole('log')).getAllByText('Which torque?')).toHaveLength(1);
  });

  it('stops an answer with Esc and keeps its text', async () => {
    const emulator = anEmulator({
      pace: { firstMs: 0, pieceMs: 20 },
      model: reply(Array.from({ length: 400 }, (_, index) => `word${index} `)),
    });
    render(<ChatStage emulator={emulator} />);
    await ask('Tell me everything');
    await screen.findByText(/word3/);
    await userEvent.keyboard('{Escape}');
    expect(await within(screen.getByRole('log')).findByText('You stopped this answer')).toBeTruthy();
    expect(screen.getByText(/word3/)).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Send' })).toBeTruthy();
  });

  it('lists conversations by age, opens one, renames it and deletes it', async () => {
    const day = 86_400;
    const today = Date.now() / 1000;
    const emulator = anEmulator({
      snapshot: aWorld([
        { name: 'Rear axle torque', at: today, turns: [{ query: 'Which torque?', answer: '40 Nm.' }] },
        { name: 'Winter storage', at: today - day, turns: [{ query: 'How cold?', answer: 'Not below −10 °C.' }] },
        { name: 'Child seats', at: today - 40 * day, turns: [{ query: 'Which?', answer: 'All of them.' }] },
      ]),
    });
    render(<ChatStage emulator={emulator} />);
    const list = await screen.findByRole('navigation', { name: 'Conversations' });
    await userEvent.click(await within(list).findByRole('button', { name: 'Winter storage' }));
    expect(await screen.findByText('Not below −10 °C.')).toBeTruthy();
    expect(
      within(list)
        .getAllByRole('heading')
        .map(({ textContent }) => textContent),
    ).toEqual(['Today', 'Yesterday', 'Older']);
    await userEvent.click(screen.getByRole('button', { name: 'More for “Winter storage”' }));
    await userEvent.click(await screen.findByRole('menuitem', { name: 'Rename' }));
    const field = await screen.findByRole('textbox', { name: 'Name of the conversation' });
    await waitFor(() => expect(document.activeElement).toBe(field));
    await userEvent.clear(field);
    await userEvent.type(field, 'Battery in winter{Enter}');
    expect(await within(list).findByRole('button', { name: 'Battery in winter' })).toBeTruthy();
    await waitFor(() =>
      expect(emulator.snapshot().conversations.map(({ name }) => name)).toContain('Battery in winter'),
    );
    await userEvent.click(screen.getByRole('button', { name: 'More for “Battery in winter”' }));
    await userEvent.click(await screen.findByRole('menuitem', { name: 'Delete' }));
    await waitFor(() => expect(within(list).queryByRole('button', { name: 'Battery in winter' })).toBeNull());
    await screen.findByText('“Battery in winter” deleted');
    expect(emulator.snapshot().conversations).toHaveLength(3);
    await userEvent.click(screen.getByRole('button', { name: 'Close' }));
    await waitFor(() => expect(emulator.snapshot().conversations).toHaveLength(2));
  });

  it('shows the conversations as a drawer where there is no room beside the thread', async () => {
    render(
      <ChatStage width={390} emulator={anEmulator({ snapshot: aWorld([{ name: 'Belt tension', turns: [] }]) })} />,
    );
    await userEvent.click(await screen.findByRole('button', { name: 'Show conversations' }));
    const drawer = await screen.findByRole('dialog', { name: 'Conversations' });
    await userEvent.click(await within(drawer).findByRole('button', { name: 'Belt tension' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(screen.getByRole('heading', { name: 'Belt tension' })).toBeTruthy();
  });

  it('keeps the draft of each conversation', async () => {
    const snapshot = aWorld([
      { name: 'First', turns: [{ query: 'Q', answer: 'A' }] },
      { name: 'Second', turns: [{ query: 'Q', answer: 'A' }] },
    ]);
    render(<ChatStage emulator={anEmulator({ snapshot })} />);
    const list = await screen.findByRole('navigation', { name: 'Conversations' });
    await userEvent.click(await within(list).findByRole('button', { name: 'First' }));
    await userEvent.type(composer(), 'half a thought');
    await userEvent.click(within(list).getByRole('button', { name: 'Second' }));
    await waitFor(() => expect(composer()).toHaveProperty('value', ''));
    await userEvent.click(within(list).getByRole('button', { name: 'First' }));
    await waitFor(() => expect(composer()).toHaveProperty('value', 'half a thought'));
  });

  it('leaves nothing for axe to find, empty and answered', async () => {
    const { container } = render(<ChatStage />);
    await screen.findByRole('list', { name: 'Starter questions' });
    const before = await axe.run(container);
    expect(before.violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
    await ask('Which torque?');
    await screen.findByRole('button', { name: 'Ask again' });
    await frame();
    const after = await axe.run(container);
    expect(after.violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
  });
});

/** Pieces as a fast network brings them: several, then a pause. */
async function* inBursts(pieces: readonly string[]) {
  for (const [index, piece] of pieces.entries()) {
    if (index % 8 === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    yield piece;
  }
}

describe('a long stream', () => {
  const pieces = Array.from({ length: 1000 }, (_, index) => `word${index} `);
  const turns = Array.from({ length: 100 }, (_, index) => ({
    query: `Question ${index}`,
    answer: `Answer **${index}**.`,
  }));

  async function open() {
    const emulator = anEmulator({
      pace: { firstMs: 20, pieceMs: 0 },
      model: () => inBursts(pieces),
      snapshot: aWorld([{ name: 'Long', turns }]),
    });
    const dify = difyOn(emulator);
    const chat = createChat({ dify, conversationId: conversationId(0), suggestions: false });
    await chat.actions.refresh();
    for (let page = 0; page < 4; page++) await chat.actions.loadOlder();
    expect(chat.getSnapshot().messageIds).toHaveLength(200);
    return { dify, chat };
  }

  it('renders no settled row and no composer, and commits at most once a frame', async () => {
    const { dify, chat } = await open();
    const renders = new Map<string, number>();
    const isStreaming = () => chat.getSnapshot().status === 'streaming';
    const count = (id: string) => {
      if (isStreaming()) renders.set(id, (renders.get(id) ?? 0) + 1);
    };
    const counted = (id: string, children: ReactNode) => (
      <Profiler key={id} id={id} onRender={count}>
        {children}
      </Profiler>
    );
    render(
      <DifyProvider dify={dify}>
        <div style={{ blockSize: 600 }}>
          {counted(
            'chat',
            <Chat.Root chat={chat} layout="inline">
              <Chat.Main>
                <Chat.Viewport>
                  <Chat.Messages>{(id, isLast) => counted(id, <Chat.Message id={id} isLast={isLast} />)}</Chat.Messages>
                </Chat.Viewport>
                <Chat.Foot>{counted('composer', <Chat.Composer />)}</Chat.Foot>
              </Chat.Main>
            </Chat.Root>,
          )}
        </div>
      </DifyProvider>,
    );
    await screen.findByText('Question 99');
    const settled = chat.getSnapshot().messageIds;
    let frames = 0;
    let running = true;
    const tick = () => {
      if (isStreaming()) frames++;
      if (running) requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
    const sent = chat.actions.sendMessage('Everything, please');
    const result = await sent;
    await act(frame);
    running = false;
    expect(result.ok).toBe(true);
    const answer = chat.getSnapshot().messages.at(-1);
    expect(answer?.role === 'assistant' && answer.parts[0]?.type === 'text' && answer.parts[0].text).toBe(
      pieces.join(''),
    );
    expect(settled.filter((id) => renders.has(id))).toEqual([]);
    expect(renders.get('composer') ?? 0).toBe(0);
    expect(renders.get('chat')).toBeGreaterThan(10);
    expect(renders.get('chat')).toBeLessThanOrEqual(frames + 1);
  });

  it('follows the end until the reader scrolls away, and comes back with one press', async () => {
    const { dify, chat } = await open();
    render(
      <DifyProvider dify={dify}>
        <div style={{ blockSize: 600 }}>
          <Chat.Root chat={chat} layout="inline">
            <Chat.Main>
              <Chat.Viewport>
                <Chat.Messages />
              </Chat.Viewport>
              <Chat.Foot>
                <Chat.Composer />
              </Chat.Foot>
            </Chat.Main>
          </Chat.Root>
        </div>
      </DifyProvider>,
    );
    await frame();
    expect(fromEnd(viewport())).toBeLessThanOrEqual(1);
    const sent = chat.actions.sendMessage('Everything, please');
    await waitFor(() => expect(screen.getByRole('log').textContent).toContain('word200 '), { timeout: 10_000 });
    await frame();
    expect(fromEnd(viewport())).toBeLessThanOrEqual(1);
    viewport().dispatchEvent(new WheelEvent('wheel', { deltaY: -300, bubbles: true }));
    viewport().scrollBy(0, -300);
    await frame();
    const { scrollTop } = viewport();
    await sent;
    await act(frame);
    expect(viewport().scrollTop).toBe(scrollTop);
    await userEvent.click(screen.getByRole('button', { name: /^Newest/ }));
    await frame();
    expect(fromEnd(viewport())).toBeLessThanOrEqual(1);
    expect(screen.queryByRole('button', { name: /^Newest/ })).toBeNull();
  });

  it('keeps the place of what is read when earlier messages come above it', async () => {
    const emulator = anEmulator({ snapshot: aWorld([{ name: 'Long', turns }]) });
    render(<ChatStage emulator={emulator} layout="inline" conversationId={conversationId(0)} />);
    await screen.findByRole('button', { name: 'Show earlier messages' });
    await frame();
    viewport().dispatchEvent(new WheelEvent('wheel', { deltaY: -300, bubbles: true }));
    viewport().scrollTop = 0;
    const place = () => screen.getByText('Question 80').getBoundingClientRect().top;
    const before = place();
    await screen.findByText('Question 60');
    await act(frame);
    expect(Math.abs(place() - before)).toBeLessThanOrEqual(1);
  });
});
