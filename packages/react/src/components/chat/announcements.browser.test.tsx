import '../../styles/index.css';
import { reply } from '@dify-oapi/emulator';
import { act, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { anEmulator } from '../../testing/an-emulator.ts';
import { ChatStage } from '../../testing/chat-stage.tsx';
import { listenToLiveRegions } from '../../testing/listen-to-live-regions.ts';

const composer = () => screen.getByRole('textbox', { name: 'Message' });
const settle = () => act(() => new Promise((resolve) => setTimeout(resolve, 100)));

describe('what a screen reader hears', () => {
  it('is the start and the end of an answer, once each, and no word of it while it is written', async () => {
    const words = Array.from({ length: 60 }, (_, index) => `word${index} `);
    const emulator = anEmulator({ pace: { firstMs: 50, pieceMs: 10 }, model: reply(words) });
    const { container } = render(<ChatStage emulator={emulator} layout="inline" />);
    await screen.findByRole('list', { name: 'Starter questions' });
    const heard = listenToLiveRegions(container);
    await userEvent.type(composer(), 'Tell me{Enter}');
    await screen.findByText(/word30/);
    expect(heard.status).toEqual(['The answer is being written.']);
    expect(heard.log).toEqual([]);
    await screen.findByRole('button', { name: 'Copy' });
    await settle();
    expect(heard.status).toEqual(['The answer is being written.', 'The answer is complete.']);
    expect(heard.log.filter((text) => text.includes('word'))).toEqual([]);
    expect(heard.gathered.length).toBeLessThanOrEqual(1);
    heard.stop();
  });

  it('is why an answer failed, instead of its end', async () => {
    const emulator = anEmulator();
    emulator.faults.answerStatus = 500;
    const { container } = render(<ChatStage emulator={emulator} layout="inline" />);
    const heard = listenToLiveRegions(container);
    await userEvent.type(await screen.findByRole('textbox', { name: 'Message' }), 'Which torque?{Enter}');
    await screen.findByRole('button', { name: 'Try again' });
    await waitFor(() => expect(heard.status).toHaveLength(2));
    expect(heard.status[0]).toBe('The answer is being written.');
    expect(heard.status[1]).toBe(screen.getByRole('status').textContent);
    heard.stop();
  });

  it('is nothing when another conversation is opened', async () => {
    const { container } = render(<ChatStage />);
    await userEvent.type(await screen.findByRole('textbox', { name: 'Message' }), 'Which torque?{Enter}');
    await screen.findByRole('button', { name: 'Ask again' });
    const heard = listenToLiveRegions(container);
    await userEvent.click(screen.getAllByRole('button', { name: 'New conversation' })[0] ?? document.body);
    await screen.findByRole('list', { name: 'Starter questions' });
    expect(heard.status.filter((text) => text !== '')).toEqual([]);
    heard.stop();
  });
});
