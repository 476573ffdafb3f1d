import { reply } from '@dify-oapi/emulator';
import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, waitFor } from 'storybook/test';
import { anEmulator } from '../../testing/an-emulator.ts';
import { ChatStage } from '../../testing/chat-stage.tsx';
import { QueueList } from './queue-list.tsx';

/** Writes so slowly that there is time to ask more. */
const slow = () =>
  anEmulator({
    pace: { firstMs: 100, pieceMs: 400 },
    model: reply('Tighten the axle to 40 Nm. '.repeat(20).split(/(?<= )/)),
  });

const meta = {
  component: QueueList,
  render: () => <ChatStage emulator={slow()} layout="inline" whenBusy="queue" />,
} satisfies Meta<typeof QueueList>;
export default meta;

type Story = StoryObj<typeof meta>;

/** Two questions wait until the answer has ended; each can be changed or taken out. */
export const Waiting: Story = {
  play: async ({ canvas, userEvent }) => {
    const field = await canvas.findByRole('textbox', { name: 'Message' });
    await userEvent.type(field, 'Which torque for the rear axle?{Enter}');
    await canvas.findByRole('button', { name: 'Stop' });
    await userEvent.type(field, 'And for the torque arm?{Enter}');
    await userEvent.type(
      field,
      'Which of the two bolts comes first, and what happens when it is the wrong one of them?{Enter}',
    );
    const queue = await canvas.findByRole('region', { name: 'Waiting to be sent' });
    await expect(queue.querySelectorAll('li')).toHaveLength(2);
  },
};

/** A message that waits is changed in its row and then taken out. */
export const Edited: Story = {
  play: async ({ canvas, userEvent }) => {
    const field = await canvas.findByRole('textbox', { name: 'Message' });
    await userEvent.type(field, 'Which torque for the rear axle?{Enter}');
    await canvas.findByRole('button', { name: 'Stop' });
    await userEvent.type(field, 'And the arm?{Enter}');
    await userEvent.click(await canvas.findByRole('button', { name: 'Edit “And the arm?”' }));
    const edit = canvas.getByRole('textbox', { name: 'Waiting message' });
    await userEvent.clear(edit);
    await userEvent.type(edit, 'And the torque arm?{Enter}');
    await expect(await canvas.findByText('And the torque arm?')).toBeVisible();
    await userEvent.click(canvas.getByRole('button', { name: 'Remove “And the torque arm?”' }));
    await waitFor(() => expect(canvas.queryByRole('region', { name: 'Waiting to be sent' })).toBeNull());
  },
};

/** After a stop the messages wait until they are sent on. */
export const AfterStop: Story = {
  play: async ({ canvas, userEvent }) => {
    const field = await canvas.findByRole('textbox', { name: 'Message' });
    await userEvent.type(field, 'Which torque for the rear axle?{Enter}');
    await userEvent.type(field, 'And the arm?{Enter}');
    await canvas.findByRole('region', { name: 'Waiting to be sent' });
    await userEvent.click(await canvas.findByRole('button', { name: 'Stop' }));
    const queue = await canvas.findByRole('region', { name: 'Waiting to be sent' });
    await waitFor(() => expect(queue.querySelector('header button')).not.toBeNull());
  },
};
