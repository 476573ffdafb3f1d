import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, screen, waitFor } from 'storybook/test';
import { anEmulator } from '../../testing/an-emulator.ts';
import { ChatStage } from '../../testing/chat-stage.tsx';
import { aWorld } from '../../testing/fixtures.ts';

const day = 86_400;

function aList() {
  const now = Date.now() / 1000;
  return anEmulator({
    snapshot: aWorld([
      { name: 'Rear axle torque and winter storage', at: now, turns: [] },
      { name: 'Which child seats fit the Fjell 3 Cargo?', at: now - day, turns: [] },
      { name: '車両登録番号はどこに刻印されていますか', at: now - day, turns: [] },
      { name: 'رسالة الخطأ عند شحن البطارية', at: now - 4 * day, turns: [] },
      { name: 'Warranty for second owners in Norway and Denmark', at: now - 40 * day, turns: [] },
    ]),
  });
}

const meta = {
  title: 'components/sidebar/Sidebar',
  component: ChatStage,
  parameters: { layout: 'fullscreen' },
} satisfies Meta<typeof ChatStage>;
export default meta;

type Story = StoryObj<typeof meta>;

/** Conversations by when they were last used. */
export const Default: Story = {
  render: () => <ChatStage emulator={aList()} />,
  play: async ({ canvas, userEvent }) => {
    const search = await canvas.findByRole('searchbox', { name: 'Search conversations' });
    await userEvent.type(search, 'child');
    await expect(await canvas.findByRole('button', { name: 'Which child seats fit the Fjell 3 Cargo?' })).toBeVisible();
    await userEvent.clear(search);
  },
};

/** Nothing yet. */
export const Empty: Story = {
  render: () => <ChatStage />,
  play: async ({ canvas }) => {
    await expect(await canvas.findByText(/^No conversations yet/)).toBeVisible();
  },
};

/** Gone at once, and back with one press for six seconds. */
export const Deleting: Story = {
  render: () => <ChatStage emulator={aList()} />,
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(
      await canvas.findByRole('button', { name: 'More for “Rear axle torque and winter storage”' }),
    );
    await userEvent.click(await screen.findByRole('menuitem', { name: 'Delete' }));
    const undo = await canvas.findByRole('button', { name: 'Undo' });
    await userEvent.hover(undo);
    await expect(canvas.queryByRole('button', { name: 'Rear axle torque and winter storage' })).toBeNull();
  },
};

/** Pages that come as their end comes near. */
export const Long: Story = {
  render: () => {
    const now = Date.now() / 1000;
    const seeds = Array.from({ length: 90 }, (_, at) => ({ name: `Ride ${at + 1}`, at: now - at * 3600, turns: [] }));
    return <ChatStage emulator={anEmulator({ snapshot: aWorld(seeds) })} />;
  },
  play: async ({ canvas }) => {
    await canvas.findByRole('button', { name: 'Ride 40' });
    const list = canvas.getByRole('navigation', { name: 'Conversations' });
    list.scrollTo({ top: list.scrollHeight });
    await expect(await canvas.findByRole('button', { name: 'Ride 41' })).toBeInTheDocument();
  },
};

/** A drawer where there is no room beside the thread. */
export const Drawer: Story = {
  render: () => <ChatStage emulator={aList()} width={390} />,
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(await canvas.findByRole('button', { name: 'Show conversations' }));
    const popup = await screen.findByRole('dialog', { name: 'Conversations' });
    await waitFor(() => expect(popup).toBeVisible());
  },
};
