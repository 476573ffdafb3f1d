import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect } from 'storybook/test';
import { anAppWithAForm } from '../../testing/an-app-with-a-form.ts';
import { ChatStage } from '../../testing/chat-stage.tsx';

const meta = {
  title: 'components/chat/InputsForm',
  component: ChatStage,
  parameters: { layout: 'fullscreen' },
} satisfies Meta<typeof ChatStage>;
export default meta;

type Story = StoryObj<typeof meta>;

/** A control of every kind, before the first message. */
export const Empty: Story = {
  render: () => <ChatStage emulator={anAppWithAForm()} layout="inline" />,
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('group', { name: 'Before the first message' })).toBeVisible();
  },
};

/** A message was held back. */
export const Refused: Story = {
  render: () => <ChatStage emulator={anAppWithAForm()} layout="inline" />,
  play: async ({ canvas, userEvent }) => {
    await canvas.findByRole('group', { name: 'Before the first message' });
    await userEvent.type(canvas.getByRole('textbox', { name: 'Message' }), 'It squeaks{Enter}');
    await expect((await canvas.findAllByText('This is needed.'))[0]).toBeVisible();
  },
};

/** In the dark, as wide as a phone. */
export const DarkNarrow: Story = {
  globals: { theme: 'dark' },
  render: () => <ChatStage emulator={anAppWithAForm()} layout="inline" width={390} inputs={{ name: 'Ada' }} />,
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('group', { name: 'Before the first message' })).toBeVisible();
  },
};

/** After the first message: behind a button of the composer, changed for the next one. */
export const AfterTheFirstMessage: Story = {
  render: () => <ChatStage emulator={anAppWithAForm()} layout="inline" inputs={{ name: 'Ada', model: 'Elv 2' }} />,
  play: async ({ canvas, userEvent }) => {
    await canvas.findByRole('group', { name: 'Before the first message' });
    await userEvent.type(canvas.getByRole('textbox', { name: 'Message' }), 'It squeaks{Enter}');
    await userEvent.click(await canvas.findByRole('button', { name: 'Your details: Ada' }));
    await expect(await canvas.findByRole('dialog', { name: 'Your details' })).toBeVisible();
  },
};

/** The same in the dark, from right to left, as wide as a phone. */
export const AfterTheFirstMessageNarrow: Story = {
  ...AfterTheFirstMessage,
  globals: { theme: 'dark', direction: 'rtl' },
  render: () => (
    <ChatStage emulator={anAppWithAForm()} layout="inline" width={390} inputs={{ name: 'Ada', model: 'Elv 2' }} />
  ),
};
