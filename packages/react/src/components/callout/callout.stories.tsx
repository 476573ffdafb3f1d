import type { Meta, StoryObj } from '@storybook/react-vite';
import { RotateCw } from 'lucide-react';
import { Stage } from '../../testing/stage.tsx';
import { Button } from '../button/button.tsx';
import { Callout } from './callout.tsx';

const meta = {
  component: Callout,
  decorators: [
    (Story) => (
      <Stage>
        <Story />
      </Stage>
    ),
  ],
  args: {
    tone: 'danger',
    title: 'No answer: the model is overloaded',
    detail: 'Your question is kept. Trying again usually works.',
    action: (
      <Button size="sm" icon={RotateCw}>
        Try again
      </Button>
    ),
  },
} satisfies Meta<typeof Callout>;
export default meta;

type Story = StoryObj<typeof meta>;

/** Something failed: cause, consequence, way out. */
export const Danger: Story = {};

/** Something is not whole. */
export const Warning: Story = { args: { tone: 'warning', title: 'The answer broke off' } };

/** Something goes on by itself. */
export const Live: Story = {
  args: {
    tone: 'info',
    title: 'Connection lost, getting the rest',
    detail: 'Nothing is asked twice.',
    mark: <span data-dify="bead" />,
    action: undefined,
  },
};
