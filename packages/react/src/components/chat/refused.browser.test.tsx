import '../../styles/index.css';
import { render, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { aMicrophone } from '../../testing/a-microphone.ts';
import { aRiderApp } from '../../testing/a-rider-app.ts';
import { aVoiceApp } from '../../testing/a-voice-app.ts';
import { anEmulator } from '../../testing/an-emulator.ts';
import { ChatStage, type ChatStageProps } from '../../testing/chat-stage.tsx';
import { closedAt } from '../../testing/closed-at.ts';
import { conversationId } from '../../testing/fixtures.ts';

const button = (name: string) => screen.findByRole('button', { name });
const buttons = (name: string) => screen.queryAllByRole('button', { name });
const isGone = (name: string) => waitFor(() => expect(buttons(name)).toEqual([]));

const opened = (props: ChatStageProps) => render(<ChatStage layout="inline" {...props} />);

async function answered(props: ChatStageProps) {
  opened(props);
  await screen.findByPlaceholderText('Ask about your bike');
  await userEvent.fill(screen.getByRole('textbox', { name: 'Message' }), 'Which torque?');
  await userEvent.click(await button('Send'));
  await button('Ask again');
}

beforeEach(() => page.viewport(1280, 800));
afterEach(() => {
  vi.restoreAllMocks();
});

describe('what the server does not let through', () => {
  it('ratings: the first one says that it was not saved, and none is offered after it', async () => {
    await answered({ emulator: closedAt(anEmulator(), '/feedbacks') });
    await userEvent.click(await button('Good answer'));
    expect((await screen.findByRole('alert')).textContent).toBe('The rating could not be saved.');
    await isGone('Good answer');
    await isGone('Bad answer');
  });

  it('reading aloud: the first one says that it cannot be, and none is offered after it', async () => {
    await answered({ emulator: closedAt(aVoiceApp(), '/text-to-audio') });
    await userEvent.click(await button('Read aloud'));
    expect(await screen.findByText('This site does not read answers aloud.')).toBeTruthy();
    await isGone('Read aloud');
  });

  it('dictation: what was said cannot be written down, which is told, and none is offered after it', async () => {
    const microphone = aMicrophone();
    vi.spyOn(navigator.mediaDevices, 'getUserMedia').mockResolvedValue(microphone.stream);
    opened({ emulator: closedAt(aVoiceApp(), '/audio-to-text') });
    await userEvent.click(await button('Dictate'));
    const finish = await button('Finish and insert');
    await waitFor(() => expect(finish.getAttribute('aria-disabled')).toBeNull());
    await new Promise((resolve) => setTimeout(resolve, 600));
    await userEvent.click(finish);
    expect(await screen.findAllByText('This site does not write down what is said.')).toHaveLength(2);
    expect(buttons('Try again')).toEqual([]);
    await userEvent.click(await button('Close'));
    await isGone('Dictate');
    microphone.end();
  });

  it('uploads: the first file says that it did not arrive, and no other is asked for', async () => {
    opened({ emulator: closedAt(anEmulator(), '/files/upload') });
    await button('Attach files');
    const picker = document.querySelector<HTMLInputElement>('input[type="file"]');
    if (picker === null) throw new Error('There is no field for files.');
    await userEvent.upload(picker, new File(['a,b'], 'log.csv', { type: 'text/csv' }));
    expect(await screen.findByText(/log\.csv/)).toBeTruthy();
    await isGone('Attach files');
    expect(document.querySelector('[data-dify="attachment"]')?.getAttribute('data-state')).toBe('failed');
  });

  it('variables: their panel says that they cannot be read, and the menu does not offer them again', async () => {
    opened({
      emulator: closedAt(aRiderApp(), '/variables'),
      layout: 'page',
      defaultConversationId: conversationId(0),
    });
    await userEvent.click(await button('More for this conversation'));
    await userEvent.click(await screen.findByRole('menuitem', { name: 'Variables' }));
    const panel = await screen.findByRole('complementary', { name: 'Variables' });
    expect(await within(panel).findByText('The variables could not be read')).toBeTruthy();
    await userEvent.click(await within(panel).findByRole('button', { name: 'Close' }));
    await userEvent.click(await button('More for this conversation'));
    await screen.findByRole('menuitem', { name: 'Rename' });
    expect(screen.queryByRole('menuitem', { name: 'Variables' })).toBeNull();
  });
});
