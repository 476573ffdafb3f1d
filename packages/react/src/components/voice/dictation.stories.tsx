import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, spyOn, waitFor } from 'storybook/test';
import { aMicrophone } from '../../testing/a-microphone.ts';
import { aVoiceApp } from '../../testing/a-voice-app.ts';
import { Stage } from '../../testing/stage.tsx';
import { Composer } from '../composer/composer.tsx';

const meta = {
  title: 'components/chat/Dictation',
  component: Composer,
  render: () => (
    <Stage emulator={aVoiceApp()}>
      <Composer />
    </Stage>
  ),
  beforeEach() {
    const { stream, end } = aMicrophone();
    spyOn(navigator.mediaDevices, 'getUserMedia').mockImplementation(async () => stream);
    return end;
  },
} satisfies Meta<typeof Composer>;
export default meta;

type Story = StoryObj<typeof meta>;

/** Offered beside files, where the app hears. */
export const Offered: Story = {
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('button', { name: 'Dictate' })).toBeVisible();
  },
};

/** Level and time; Escape throws it away. */
export const Recording: Story = {
  play: async ({ canvas, canvasElement, userEvent }) => {
    await userEvent.click(await canvas.findByRole('button', { name: 'Dictate' }));
    await expect(await canvas.findByRole('group', { name: 'Dictation' })).toBeVisible();
    await waitFor(() => expect(canvasElement.querySelectorAll('[data-heard]').length).toBeGreaterThan(12), {
      timeout: 10_000,
    });
  },
};

/** What was written before stays in sight. */
export const BesideText: Story = {
  globals: { theme: 'dark' },
  play: async ({ canvas, userEvent }) => {
    await userEvent.type(await canvas.findByRole('textbox'), 'The display shows E-214 since');
    await userEvent.click(await canvas.findByRole('button', { name: 'Dictate' }));
    await expect(await canvas.findByRole('group', { name: 'Dictation' })).toBeVisible();
    await expect(canvas.getByRole('textbox')).toBeVisible();
  },
};

/** The browser does not let the page hear. */
export const Blocked: Story = {
  beforeEach() {
    const denied = new DOMException('Permission denied', 'NotAllowedError');
    spyOn(navigator.mediaDevices, 'getUserMedia').mockRejectedValue(denied);
  },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(await canvas.findByRole('button', { name: 'Dictate' }));
    await expect((await canvas.findAllByText(/^The microphone is blocked/))[0]).toBeVisible();
  },
};

/** From right to left, as wide as a phone. */
export const RightToLeft: Story = {
  globals: { direction: 'rtl' },
  render: () => (
    <div style={{ maxInlineSize: 390 }}>
      <Stage emulator={aVoiceApp()}>
        <Composer />
      </Stage>
    </div>
  ),
  play: async (context) => {
    await Recording.play?.(context);
  },
};
