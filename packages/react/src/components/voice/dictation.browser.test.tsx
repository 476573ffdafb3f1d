import '../../styles/index.css';
import { render, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { aMicrophone } from '../../testing/a-microphone.ts';
import { aVoiceApp, type VoiceOptions } from '../../testing/a-voice-app.ts';
import { ChatStage } from '../../testing/chat-stage.tsx';

const field = () => screen.getByRole('textbox', { name: 'Message' });
const dictate = () => screen.findByRole('button', { name: 'Dictate' });
const finish = () => screen.findByRole('button', { name: 'Finish and insert' });

/** The browser's question for the microphone, answered. */
function answerWith(answer: () => Promise<MediaStream>) {
  return vi.spyOn(navigator.mediaDevices, 'getUserMedia').mockImplementation(answer);
}

const ends: (() => void)[] = [];
function aTone() {
  const microphone = aMicrophone();
  ends.push(microphone.end);
  return microphone.stream;
}

afterEach(() => {
  vi.restoreAllMocks();
  for (const end of ends.splice(0)) end();
});

async function speak(options: VoiceOptions = {}) {
  const emulator = aVoiceApp(options);
  render(<ChatStage emulator={emulator} layout="inline" />);
  await userEvent.click(await dictate());
  return emulator;
}

async function recorded() {
  const button = await finish();
  await waitFor(() => expect(button.getAttribute('aria-disabled')).toBeNull());
  await new Promise((resolve) => setTimeout(resolve, 600));
  return button;
}

describe('dictation', () => {
  it('begins by keys', async () => {
    answerWith(() => Promise.resolve(aTone()));
    render(<ChatStage emulator={aVoiceApp({})} layout="inline" />);
    await dictate();
    await userEvent.click(field());
    await userEvent.keyboard('{Control>}{Shift>}d{/Shift}{/Control}');
    await recorded();
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(document.activeElement).toBe(field()));
  });

  it('sends sound that Dify takes, and puts what was said where the caret was', async () => {
    let sound = new Uint8Array();
    render(
      <ChatStage
        layout="inline"
        emulator={aVoiceApp({
          transcribe(audio) {
            sound = new Uint8Array(audio);
            return ' the rear axle ';
          },
        })}
      />,
    );
    await dictate();
    // A page makes no sound before it is touched.
    await userEvent.click(field());
    const stream = aTone();
    answerWith(async () => stream);
    await userEvent.fill(field(), 'Torque for on my bike?');
    const input = field();
    if (!(input instanceof HTMLTextAreaElement)) throw new Error('The field is no text area.');
    input.setSelectionRange(11, 11);
    await userEvent.click(await dictate());
    await userEvent.click(await recorded());
    await waitFor(() => expect(input.value).toBe('Torque for the rear axle on my bike?'));
    await waitFor(() => expect(document.activeElement).toBe(input));
    await waitFor(() => expect(input.selectionStart).toBe('Torque for the rear axle'.length));

    const view = new DataView(sound.buffer);
    expect(new TextDecoder().decode(sound.subarray(0, 4))).toBe('RIFF');
    expect([view.getUint16(22, true), view.getUint32(24, true)]).toEqual([1, 16_000]);
    const samples = new Int16Array(sound.buffer.slice(44));
    expect(samples.length).toBeGreaterThan(16_000 * 0.3);
    expect(Math.max(...samples)).toBeGreaterThan(2000);
    expect(stream.getTracks().map(({ readyState }) => readyState)).toEqual(['ended']);
  });

  it('shows how loud it is and for how long, and throws it away on Escape', async () => {
    const stream = aTone();
    answerWith(async () => stream);
    await speak();
    const group = await screen.findByRole('group', { name: 'Dictation' });
    await recorded();
    expect(document.activeElement).toBe(await finish());
    expect(group.querySelectorAll('[data-dify="level"] > [data-heard]').length).toBeGreaterThan(1);
    expect(group.querySelector('time')?.textContent).toBe('0:00');
    await userEvent.keyboard('{Escape}');
    expect(screen.queryByRole('group', { name: 'Dictation' })).toBeNull();
    await waitFor(() => expect(document.activeElement).toBe(field()));
    expect(field()).toHaveProperty('value', '');
    expect(stream.getTracks().map(({ readyState }) => readyState)).toEqual(['ended']);
  });

  it.each([
    ['NotAllowedError', /^The microphone is blocked/],
    ['NotFoundError', /^No microphone found/],
    ['NotReadableError', /^The microphone is in use elsewhere/],
  ])('says what a %s means', async (name, words) => {
    const ask = answerWith(() => Promise.reject(new DOMException('', name)));
    await speak();
    expect((await screen.findAllByText(words))[0]).toBeTruthy();
    const stream = aTone();
    ask.mockImplementation(async () => stream);
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await recorded();
  });

  it('keeps what was said when the server could not be reached, and sends it again', async () => {
    const stream = aTone();
    answerWith(async () => stream);
    const emulator = await speak();
    const button = await recorded();
    emulator.faults.status = 503;
    await userEvent.click(button);
    await screen.findAllByText(/^Not written down/);
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(field()).toHaveProperty('value', 'Which torque for the rear axle?'));
  });

  it('says so when nothing was heard', async () => {
    const stream = aTone();
    answerWith(async () => stream);
    await speak({ transcribe: () => ' ' });
    await userEvent.click(await recorded());
    expect((await screen.findAllByText(/^Nothing was heard/))[0]).toBeTruthy();
  });

  it('is not offered where the app cannot hear', async () => {
    render(<ChatStage layout="inline" />);
    await screen.findByRole('button', { name: 'Attach files' });
    expect(screen.queryByRole('button', { name: 'Dictate' })).toBeNull();
  });
});
