import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, screen } from 'storybook/test';
import { Stage } from '../../testing/stage.tsx';
import { ShortcutSheet } from './shortcut-sheet.tsx';

const meta = {
  title: 'components/chat/ShortcutSheet',
  component: ShortcutSheet,
  args: { isOpen: true, onOpenChange: () => undefined },
  render: (args) => (
    <Stage>
      <ShortcutSheet {...args} />
    </Stage>
  ),
} satisfies Meta<typeof ShortcutSheet>;
export default meta;

type Story = StoryObj<typeof meta>;

/** The keys of a chat. */
export const Open: Story = {
  play: async () => {
    await expect(await screen.findByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  },
};
