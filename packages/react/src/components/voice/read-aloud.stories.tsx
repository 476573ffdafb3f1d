import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect } from 'storybook/test';
import { speaker } from '../../hooks/voice/speaker.ts';
import { aVoiceApp } from '../../testing/a-voice-app.ts';
import { anAnswer } from '../../testing/fixtures.ts';
import { Stage } from '../../testing/stage.tsx';
import { AnswerActions } from '../message/answer-actions.tsx';

const long = anAnswer({
  parts: [{ type: 'text', id: 'text-0', text: 'Tighten the axle to 40 Nm. '.repeat(40), state: 'done' }],
});

const meta = {
  title: 'components/chat/ReadAloud',
  component: AnswerActions,
  args: { message: long },
  render: (args) => (
    <Stage emulator={aVoiceApp()}>
      <AnswerActions {...args} />
    </Stage>
  ),
  beforeEach: () => () => speaker.stop(),
} satisfies Meta<typeof AnswerActions>;
export default meta;

type Story = StoryObj<typeof meta>;

/** Among what can be done with an answer, where the app speaks. */
export const Offered: Story = {
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('button', { name: 'Read aloud' })).toBeVisible();
  },
};

/** The same button falls silent again. Where the browser makes no sound by itself, it waits for a press. */
export const Going: Story = {
  globals: { theme: 'dark' },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(await canvas.findByRole('button', { name: 'Read aloud' }));
    await expect(await canvas.findByRole('button', { name: /^(?:Stop reading|Play)/ })).toBeVisible();
  },
};

/** The server failed; the button tries again. */
export const Failed: Story = {
  render: (args) => {
    const emulator = aVoiceApp({
      synthesize() {
        throw new Error('The voice is out of order.');
      },
    });
    return (
      <Stage emulator={emulator}>
        <AnswerActions {...args} />
      </Stage>
    );
  },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(await canvas.findByRole('button', { name: 'Read aloud' }));
    await expect(await canvas.findByText(/^Not read aloud/)).toBeVisible();
  },
};
