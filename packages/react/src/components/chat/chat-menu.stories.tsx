import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, screen } from 'storybook/test';
import { aRiderApp } from '../../testing/a-rider-app.ts';
import { ChatStage, type ChatStageProps } from '../../testing/chat-stage.tsx';
import { conversationId } from '../../testing/fixtures.ts';

const meta = {
  title: 'components/chat/ChatMenu',
  component: ChatStage,
  parameters: { layout: 'fullscreen' },
  render: (args: ChatStageProps) => (
    <ChatStage emulator={aRiderApp()} defaultConversationId={conversationId(0)} {...args} />
  ),
} satisfies Meta<typeof ChatStage>;
export default meta;

type Story = StoryObj<typeof meta>;

/** Opened by a key: the first item has the focus, and Esc gives it back. */
export const Open: Story = {
  play: async ({ canvas, userEvent }) => {
    const button = await canvas.findByRole('button', { name: 'More for this conversation' });
    await canvas.findByText(/it fits 166 to 178 cm/);
    button.focus();
    await userEvent.keyboard('{ArrowDown}');
    await expect(await screen.findByRole('menuitem', { name: 'New conversation' })).toHaveFocus();
    await expect(screen.getAllByRole('menuitem').map(({ textContent }) => textContent)).toEqual([
      'New conversation',
      'Rename',
      'Download as Markdown',
      'Download as JSON',
      'Variables',
      'Keyboard shortcuts',
      'Delete',
    ]);
  },
};

/** On a phone. */
export const Phone: Story = { ...Open, args: { width: 390 } };

/** In the dark, from right to left. */
export const DarkRightToLeft: Story = { ...Open, globals: { theme: 'dark', direction: 'rtl' } };
