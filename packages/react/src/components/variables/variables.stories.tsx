import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, screen, waitFor } from 'storybook/test';
import { aRiderApp } from '../../testing/a-rider-app.ts';
import { ChatStage, type ChatStageProps } from '../../testing/chat-stage.tsx';
import { failingAt } from '../../testing/failing-at.ts';
import { conversationId } from '../../testing/fixtures.ts';

const meta = {
  title: 'components/chat/Variables',
  component: ChatStage,
  parameters: { layout: 'fullscreen' },
  render: (args: ChatStageProps) => (
    <ChatStage emulator={aRiderApp()} defaultConversationId={conversationId(0)} {...args} />
  ),
} satisfies Meta<typeof ChatStage>;
export default meta;

type Story = StoryObj<typeof meta>;

interface Acts {
  canvas: { findByRole: typeof screen.findByRole };
  userEvent: { click(element: Element): Promise<void> };
}

async function open({ canvas, userEvent }: Acts): Promise<void> {
  await userEvent.click(await canvas.findByRole('button', { name: 'More for this conversation' }));
  await userEvent.click(await screen.findByRole('menuitem', { name: 'Variables' }));
}

/** What the app keeps for the conversation, beside the thread. */
export const Beside: Story = {
  play: async ({ canvas, userEvent }) => {
    await open({ canvas, userEvent });
    const panel = await canvas.findByRole('complementary', { name: 'Variables' });
    await waitFor(() => expect(panel).toHaveTextContent('Ingrid'));
    await expect(await canvas.findByRole('switch', { name: 'child_seat' })).toBeChecked();
  },
};

/** A value being written, and one that is none. */
export const Changing: Story = {
  play: async ({ canvas, userEvent }) => {
    await open({ canvas, userEvent });
    await userEvent.click(await canvas.findByRole('button', { name: 'Change order' }));
    await userEvent.click(await canvas.findByRole('button', { name: 'Change rider_height' }));
    const field = await canvas.findByRole('textbox', { name: 'rider_height' });
    await userEvent.clear(field);
    await userEvent.type(field, '172.5{Enter}');
    await expect(field).toHaveAccessibleDescription('The app keeps a whole number here.');
  },
};

/** A change that was not kept: the old value is back, and what was written stays in the field. */
export const NotSaved: Story = {
  args: { emulator: failingAt(aRiderApp(), ({ method }) => method === 'PUT') },
  play: async ({ canvas, userEvent }) => {
    await open({ canvas, userEvent });
    await userEvent.click(await canvas.findByRole('button', { name: 'Change name' }));
    await userEvent.type(await canvas.findByRole('textbox', { name: 'name' }), ' B.');
    await userEvent.click(canvas.getByRole('button', { name: 'Save' }));
    await expect(await canvas.findByText('Not saved. Trying again usually works.')).toBeVisible();
    await expect(canvas.getByRole('textbox', { name: 'name' })).toHaveValue('Ingrid B.');
  },
};

/** From eight on, one can search. */
export const Many: Story = {
  args: {
    emulator: aRiderApp(
      Object.fromEntries(
        Array.from({ length: 30 }, (_, at) => [`step_${at + 1}`, { value_type: 'number', value: at * at }]),
      ),
    ),
  },
  play: async ({ canvas, userEvent }) => {
    await open({ canvas, userEvent });
    await userEvent.type(await canvas.findByRole('searchbox', { name: 'Search variables' }), '30');
    await expect(await canvas.findByText('841')).toBeVisible();
    await waitFor(() => expect(canvas.queryByText('step_1')).toBeNull());
  },
};

/** An app that keeps nothing. */
export const Nothing: Story = {
  args: { emulator: aRiderApp({}) },
  play: async ({ canvas, userEvent }) => {
    await open({ canvas, userEvent });
    await expect(await canvas.findByText(/^No variables yet/)).toBeVisible();
  },
};

/** On a phone they cover the chat. */
export const Phone: Story = {
  args: { width: 390 },
  play: async ({ canvas, userEvent }) => {
    await open({ canvas, userEvent });
    const panel = await screen.findByRole('dialog', { name: 'Variables' });
    await waitFor(() => expect(panel).toHaveTextContent('Ingrid'));
  },
};

/** From right to left. */
export const RightToLeft: Story = {
  render: (args) => (
    <div dir="rtl">
      <ChatStage emulator={aRiderApp()} defaultConversationId={conversationId(0)} {...args} />
    </div>
  ),
  play: async ({ canvas, userEvent }) => {
    await open({ canvas, userEvent });
    await expect(await canvas.findByText('Ingrid')).toBeVisible();
  },
};

/** Could not be read; the way out is beside it. */
export const Unread: Story = {
  args: { emulator: failingAt(aRiderApp(), ({ url }) => url.includes('/variables')) },
  play: async ({ canvas, userEvent }) => {
    await open({ canvas, userEvent });
    await expect(await canvas.findByRole('alert')).toHaveTextContent('The variables could not be read');
  },
};
