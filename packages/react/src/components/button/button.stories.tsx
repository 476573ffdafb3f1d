import type { Meta, StoryObj } from '@storybook/react-vite';
import { Plus, Trash2 } from 'lucide-react';
import { expect } from 'storybook/test';
import { Stage } from '../../testing/stage.tsx';
import { Button } from './button.tsx';

const meta = {
  component: Button,
  decorators: [
    (Story) => (
      <Stage>
        <Story />
      </Stage>
    ),
  ],
  args: { children: 'New conversation' },
} satisfies Meta<typeof Button>;
export default meta;

type Story = StoryObj<typeof meta>;

/** The usual button: an outline. */
export const Secondary: Story = {
  args: { icon: Plus },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('button', { name: 'New conversation' })).toBeEnabled();
  },
};

/** The one solid button of a view. */
export const Primary: Story = { args: { variant: 'primary' } };

/** For rows and toolbars. */
export const Ghost: Story = { args: { variant: 'ghost', size: 'sm' } };

/** Only inside a confirmation. */
export const Danger: Story = { args: { variant: 'danger', icon: Trash2, children: 'Delete conversation' } };

/** Cannot be pressed now. */
export const Disabled: Story = { args: { variant: 'primary', disabled: true } };
