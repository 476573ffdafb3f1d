import '../../styles/index.css';
import { reply } from '@dify-oapi/emulator';
import { act, fireEvent, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { createRef } from 'react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { anEmulator } from '../../testing/an-emulator.ts';
import { ChatStage } from '../../testing/chat-stage.tsx';
import { aWorld, conversationId } from '../../testing/fixtures.ts';
import type { DifyChatHandle } from '../chat/chat-handle.ts';

const viewport = () => screen.getByRole('region', { name: 'Messages' });
const composer = () => screen.getByRole('textbox', { name: 'Message' });
const rows = () => [...document.querySelectorAll<HTMLElement>('[data-message]')];
const topOf = (element: Element) => element.getBoundingClientRect().top - viewport().getBoundingClientRect().top;
const fromEnd = () => viewport().scrollHeight - viewport().scrollTop - viewport().clientHeight;
const frames = (count = 2) =>
  act(async () => {
    for (let frame = 0; frame < count; frame++) await new Promise(requestAnimationFrame);
  });

/** A conversation of so many turns; answers differ in height. */
function long(turns: number, options: Parameters<typeof anEmulator>[0] = {}) {
  const answer = (index: number) =>
    Array.from({ length: 1 + (index % 5) }, () => `Line of answer ${index}.`).join('\n\n');
  return anEmulator({
    ...options,
    snapshot: aWorld([
      {
        name: 'Long',
        turns: Array.from({ length: turns }, (_, index) => ({ query: `Question ${index}`, answer: answer(index) })),
      },
    ]),
  });
}

/** A reader's own way up. */
function scrollBy(pixels: number) {
  viewport().dispatchEvent(new WheelEvent('wheel', { deltaY: pixels, bubbles: true }));
  viewport().scrollBy(0, pixels);
}

async function readAll(handle: { current: DifyChatHandle | null }) {
  const chat = handle.current?.getChat();
  await act(async () => {
    while ((await chat?.actions.loadOlder())?.ok);
  });
}

beforeEach(() => page.viewport(1280, 800));
afterEach(() => {
  history.replaceState(null, '', location.pathname + location.search);
});

describe('a long thread', () => {
  async function open(turns = 150) {
    const handle = createRef<DifyChatHandle>();
    render(<ChatStage ref={handle} emulator={long(turns)} layout="inline" conversationId={conversationId(0)} />);
    await screen.findByText(`Question ${turns - 1}`);
    await readAll(handle);
    expect(handle.current?.getChat()?.getSnapshot().messageIds).toHaveLength(turns * 2);
    return handle;
  }

  it('renders what is near the view, and is at its end', async () => {
    await open();
    await frames(4);
    expect(rows().length).toBeLessThan(150);
    expect(fromEnd()).toBeLessThanOrEqual(1);
    expect(screen.getByText('Question 149')).toBeTruthy();
  });

  it('moves by as much as one scrolls while rows come and go, up to its beginning', async () => {
    await open();
    await frames(4);
    const seen = new Set<string>();
    let worst = 0;
    for (let step = 0; step < 400 && viewport().scrollTop > 0; step++) {
      const row = rows().find((one) => topOf(one) >= 0);
      if (row === undefined) throw new Error('Nothing is in view.');
      seen.add(row.textContent ?? '');
      const before = topOf(row);
      const far = Math.min(350, viewport().scrollTop);
      scrollBy(-far);
      await frames();
      if (row.isConnected) worst = Math.max(worst, Math.abs(topOf(row) - before - far));
    }
    expect(worst).toBeLessThanOrEqual(1);
    expect(screen.getByText('Question 0')).toBeTruthy();
    expect(rows().length).toBeLessThan(150);
    expect(seen.size).toBeGreaterThan(60);
  });

  it('goes to a message that is not rendered, and marks it', async () => {
    const handle = await open();
    const id = handle.current?.getChat()?.getSnapshot().messageIds[20] ?? '';
    await act(async () => expect(await handle.current?.scrollToMessage(id)).toBe(true));
    const row = screen.getByText('Question 10').closest<HTMLElement>('[data-message]');
    expect(row?.dataset.target).toBe('');
    await frames();
    expect(row && Math.abs(topOf(row))).toBeLessThan(60);
    await act(async () => expect(await handle.current?.scrollToMessage('nowhere')).toBe(false));
    act(() => handle.current?.scrollToEnd());
    await frames(6);
    expect(fromEnd()).toBeLessThanOrEqual(1);
    expect(screen.getByText('Question 149')).toBeTruthy();
  });
});

describe('a thread', () => {
  it('reads older messages by itself when one gets near its beginning', async () => {
    render(<ChatStage emulator={long(60)} layout="inline" conversationId={conversationId(0)} />);
    await screen.findByText('Question 59');
    await frames(4);
    expect(screen.queryByText('Question 30')).toBeNull();
    scrollBy(-viewport().scrollTop);
    expect(await screen.findByText('Question 30')).toBeTruthy();
  });

  it('says that older messages could not be read, and leaves trying again to the reader', async () => {
    const emulator = long(60);
    render(<ChatStage emulator={emulator} layout="inline" conversationId={conversationId(0)} />);
    await screen.findByText('Question 59');
    await frames(4);
    emulator.faults.status = 500;
    scrollBy(-viewport().scrollTop);
    expect((await screen.findByRole('alert')).textContent).toBe('The messages could not be loaded');
    emulator.faults.status = null;
    await userEvent.click(screen.getByRole('button', { name: 'Show earlier messages' }));
    expect(await screen.findByText('Question 30')).toBeTruthy();
  });

  it('puts a new question into the upper third, and its answer below it', async () => {
    const emulator = long(6, { pace: { firstMs: 5, pieceMs: 5 }, model: reply(Array(30).fill('word ')) });
    render(<ChatStage emulator={emulator} layout="inline" conversationId={conversationId(0)} />);
    await screen.findByText('Question 5');
    await userEvent.type(composer(), 'And now?{Enter}');
    await screen.findByRole('button', { name: 'Stop' });
    await frames(3);
    const question = screen.getByText('And now?').closest('[data-message]');
    const place = question === null ? 0 : topOf(question);
    expect(Math.abs(place - viewport().clientHeight / 3)).toBeLessThan(4);
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Stop' })).toBeNull());
    await frames(3);
    expect(question && Math.abs(topOf(question) - place)).toBeLessThanOrEqual(1);
  });

  it('keeps a new question at the top of the view however long its answer gets, if told so', async () => {
    const emulator = long(6, {
      pace: { firstMs: 5, pieceMs: 1 },
      model: reply(Array(400).fill('a line of words\n\n')),
    });
    render(<ChatStage emulator={emulator} layout="inline" anchor="top" conversationId={conversationId(0)} />);
    await screen.findByText('Question 5');
    await userEvent.type(composer(), 'Everything?{Enter}');
    await screen.findByRole('button', { name: 'Stop' });
    await frames(3);
    const question = screen.getByText('Everything?').closest('[data-message]');
    await waitFor(() => expect(viewport().scrollHeight).toBeGreaterThan(viewport().scrollTop + 3000), {
      timeout: 20_000,
    });
    expect(question && Math.round(topOf(question))).toBe(16);
    expect(screen.getByRole('button', { name: /^Newest/ })).toBeTruthy();
  });

  it('leads from an address to its message, also one that has to be read first', async () => {
    const handle = createRef<DifyChatHandle>();
    const emulator = long(60);
    const id = emulator.snapshot().messages[5]?.id ?? '';
    history.replaceState(null, '', `#answer-${id}`);
    render(
      <ChatStage ref={handle} emulator={emulator} layout="inline" permalinks conversationId={conversationId(0)} />,
    );
    await waitFor(() => expect(document.querySelector('[data-target]')?.textContent).toContain('Line of answer 5.'));
  });
});

describe('the search in a conversation', () => {
  it('finds messages, goes from one to the next, marks the words, and closes with Esc', async () => {
    render(<ChatStage emulator={long(20)} layout="inline" conversationId={conversationId(0)} />);
    await screen.findByText('Question 19');
    fireEvent.keyDown(composer(), { key: 'f', ctrlKey: true });
    const field = await screen.findByRole('textbox', { name: 'Search in this conversation' });
    await waitFor(() => expect(document.activeElement).toBe(field));
    await userEvent.type(field, 'question 1');
    expect(await screen.findByText('11 of 11 messages')).toBeTruthy();
    await userEvent.keyboard('{Enter}');
    expect(await screen.findByText('10 of 11 messages')).toBeTruthy();
    await waitFor(() => expect(CSS.highlights.get('dify-match')?.size).toBe(11));
    expect([...(CSS.highlights.get('dify-match-current') ?? [])].map(String)).toEqual(['Question 1']);
    await userEvent.clear(field);
    await userEvent.type(field, 'nowhere');
    expect(await screen.findByText('Not found')).toBeTruthy();
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('textbox', { name: 'Search in this conversation' })).toBeNull());
    expect(document.activeElement).toBe(composer());
    expect(CSS.highlights.get('dify-match')?.size).toBe(0);
  });

  it('says that earlier messages were not looked through, and looks through them on request', async () => {
    render(<ChatStage emulator={long(60)} layout="inline" conversationId={conversationId(0)} />);
    await screen.findByText('Question 59');
    fireEvent.keyDown(composer(), { key: 'f', ctrlKey: true });
    const field = await screen.findByRole('textbox', { name: 'Search in this conversation' });
    await userEvent.type(field, 'question 59');
    expect(await screen.findByText('1 of 1 message so far')).toBeTruthy();
    await userEvent.clear(field);
    await userEvent.type(field, 'question 4');
    expect(await screen.findByText('10 of 10 messages so far')).toBeTruthy();
    await userEvent.clear(field);
    await userEvent.type(field, 'question 38');
    expect(await screen.findByText('Not found so far')).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: /^Search earlier messages too/ }));
    expect(await screen.findByText('1 of 1 message so far')).toBeTruthy();
    await waitFor(() => {
      expect([...(CSS.highlights.get('dify-match-current') ?? [])].map(String)).toEqual(['Question 38']);
    });
    await userEvent.click(screen.getByRole('button', { name: /^Search earlier messages too/ }));
    expect(await screen.findByText('1 of 1 message')).toBeTruthy();
    expect(screen.queryByRole('button', { name: /^Search earlier messages too/ })).toBeNull();
  });

  it('finds words that run through several elements', async () => {
    const emulator = anEmulator({
      snapshot: aWorld([
        { name: 'One', turns: [{ query: 'Torque?', answer: 'Tighten it to **40 Nm** on both sides.' }] },
      ]),
    });
    render(<ChatStage emulator={emulator} layout="inline" conversationId={conversationId(0)} />);
    await screen.findByText('Torque?');
    fireEvent.keyDown(composer(), { key: 'f', metaKey: true });
    await userEvent.type(await screen.findByRole('textbox', { name: 'Search in this conversation' }), 'TO 40 nm on');
    expect(await screen.findByText('1 of 1 message')).toBeTruthy();
    await waitFor(() => expect([...(CSS.highlights.get('dify-match') ?? [])].map(String)).toEqual(['to 40 Nm on']));
  });
});

describe('the keys of a chat', () => {
  it('go from message to message, to the composer, and to a new conversation', async () => {
    render(<ChatStage emulator={long(3)} layout="inline" defaultConversationId={conversationId(0)} />);
    await screen.findByText('Question 2');
    composer().focus();
    await userEvent.keyboard('{Alt>}{ArrowUp}{/Alt}');
    expect(document.activeElement?.textContent).toContain('Line of answer 2.');
    await userEvent.keyboard('{Alt>}{ArrowUp}{/Alt}');
    expect(document.activeElement?.textContent).toContain('Question 2');
    await userEvent.keyboard('{Shift>}{Escape}{/Shift}');
    expect(document.activeElement).toBe(composer());
    await userEvent.keyboard('{Control>}{Shift>}o{/Shift}{/Control}');
    expect(await screen.findByRole('list', { name: 'Starter questions' })).toBeTruthy();
  });
});
