import '../../styles/index.css';
import { render, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { speaker } from '../../hooks/voice/speaker.ts';
import { aVoiceApp, type VoiceOptions } from '../../testing/a-voice-app.ts';
import { ChatStage } from '../../testing/chat-stage.tsx';

afterEach(() => {
  speaker.stop();
  vi.restoreAllMocks();
});

const button = (name: string) => screen.findByRole('button', { name });
const buttons = (name: string) => screen.queryAllByRole('button', { name });

/** A chat in which something was asked and answered. */
async function answered(options: VoiceOptions = {}) {
  const emulator = aVoiceApp(options);
  const made = render(<ChatStage emulator={emulator} layout="inline" />);
  await screen.findByPlaceholderText('Ask about your bike');
  await ask('Which torque?');
  return { emulator, ...made };
}

async function ask(text: string) {
  const before = buttons('Ask again').length;
  await userEvent.fill(screen.getByRole('textbox', { name: 'Message' }), text);
  await userEvent.click(screen.getByRole('button', { name: 'Send' }));
  await waitFor(() => expect(buttons('Ask again')).toHaveLength(before + 1), { timeout: 5000 });
}

const status = (at: number) => document.querySelectorAll('[data-part="read-aloud"]')[at]?.getAttribute('data-status');

describe('reading aloud', () => {
  it('plays an answer to its end', async () => {
    await answered();
    await userEvent.click(await button('Read aloud'));
    await waitFor(() => expect(status(0)).toBe('playing'));
    expect(await button('Stop reading')).toBeTruthy();
    await waitFor(() => expect(status(0)).toBe('idle'), { timeout: 8000 });
  });

  it('goes and stops by keys, in the message with the focus or in the last', async () => {
    await answered();
    await ask('And which bolt?');
    await waitFor(() => expect(status(1)).toBe('idle'));
    await userEvent.click(screen.getByRole('textbox', { name: 'Message' }));
    await userEvent.keyboard('{Control>}{Shift>}l{/Shift}{/Control}');
    await waitFor(() => expect(status(1)).toBe('playing'));
    await userEvent.keyboard('{Control>}{Shift>}l{/Shift}{/Control}');
    expect(status(1)).toBe('idle');
    const [first] = buttons('Read aloud');
    first?.focus();
    await userEvent.keyboard('{Control>}{Shift>}l{/Shift}{/Control}');
    await waitFor(() => expect(status(0)).toBe('playing'));
    expect(status(1)).toBe('idle');
  });

  it('falls silent when asked to, and for another answer', async () => {
    await answered();
    await ask('And which bolt?');
    const [first, second] = buttons('Read aloud');
    if (first === undefined || second === undefined) throw new Error('There are no two answers.');
    await userEvent.click(first);
    await waitFor(() => expect(status(0)).toBe('playing'));
    await userEvent.click(second);
    await waitFor(() => expect(status(1)).toBe('playing'));
    expect(status(0)).toBe('idle');
    await userEvent.click(second);
    expect([status(0), status(1)]).toEqual(['idle', 'idle']);
  });

  it('says so when the server fails, and tries again', async () => {
    const { emulator } = await answered();
    emulator.faults.status = 500;
    await userEvent.click(await button('Read aloud'));
    expect(await screen.findByText(/^Not read aloud/)).toBeTruthy();
    await userEvent.click(await button('Read aloud'));
    await waitFor(() => expect(status(0)).toBe('playing'));
    expect(screen.queryByText(/^Not read aloud/)).toBeNull();
  });

  it('waits for a press where the browser makes no sound by itself', async () => {
    const play = vi.spyOn(HTMLMediaElement.prototype, 'play');
    play.mockRejectedValueOnce(new DOMException('', 'NotAllowedError'));
    await answered({ speaks: true });
    await userEvent.click(await button('Play: the browser waits for a press'));
    await waitFor(() => expect(status(0)).toBe('playing'));
  });

  it('speaks while the answer is written, where the app does so by itself', async () => {
    await answered({ speaks: true });
    await waitFor(() => expect(status(0)).toBe('playing'));
    await waitFor(() => expect(status(0)).toBe('idle'), { timeout: 8000 });
  });

  it('falls silent when the chat goes away', async () => {
    const pause = vi.spyOn(HTMLMediaElement.prototype, 'pause');
    const { unmount } = await answered({ speaks: true });
    await waitFor(() => expect(status(0)).toBe('playing'));
    const before = pause.mock.calls.length;
    unmount();
    expect(pause.mock.calls.length).toBeGreaterThan(before);
  });

  it('is not offered where the app does not speak', async () => {
    render(<ChatStage layout="inline" />);
    await screen.findByPlaceholderText('Ask about your bike');
    await ask('Which torque?');
    expect(buttons('Read aloud')).toEqual([]);
  });
});
