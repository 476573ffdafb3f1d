import type { Meta, StoryObj } from '@storybook/react-vite';
import { useState } from 'react';
import { expect, screen, userEvent, waitFor } from 'storybook/test';
import { Stage } from '../../testing/stage.tsx';
import { Button } from '../button/button.tsx';
import { ShortcutSheet } from './shortcut-sheet.tsx';

const meta = {
  title: 'components/chat/ShortcutSheet',
  component: ShortcutSheet,
  args: { isOpen: false, onOpenChange: () => undefined },
  render: function Page(args) {
    const [isOpen, setOpen] = useState(args.isOpen);
    return (
      <Stage>
        <Button onClick={() => setOpen(true)}>Keyboard shortcuts</Button>
        <ShortcutSheet isOpen={isOpen} onOpenChange={setOpen} />
      </Stage>
    );
  },
} satisfies Meta<typeof ShortcutSheet>;
export default meta;

type Story = StoryObj<typeof meta>;

/** The keys of a chat. */
export const Open: Story = {
  play: async ({ canvas }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Keyboard shortcuts' }));
    const sheet = await screen.findByRole('dialog', { name: 'Keyboard shortcuts' });
    await waitFor(() => expect(sheet).toBeVisible());
  },
};
