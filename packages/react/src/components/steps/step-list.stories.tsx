import type { Meta, StoryObj } from '@storybook/react-vite';
import { Check, Database, Lightbulb, Wrench } from 'lucide-react';
import { expect } from 'storybook/test';
import { Stage } from '../../testing/stage.tsx';
import { StepList } from './step-list.tsx';

const meta = {
  component: StepList,
  decorators: [
    (Story) => (
      <Stage>
        <Story />
      </Stage>
    ),
  ],
  args: { steps: [{ id: 'working', state: 'running', icon: Check, label: 'Working' }] },
} satisfies Meta<typeof StepList>;
export default meta;

type Story = StoryObj<typeof meta>;

/** Nothing has arrived yet. */
export const Working: Story = {};

/** What happened before the text; a line with more to say opens. */
export const Settled: Story = {
  args: {
    steps: [
      {
        id: 'thought',
        state: 'done',
        icon: Lightbulb,
        label: 'Thought about it',
        detail: <p>The newer table applies.</p>,
      },
      {
        id: 'search',
        state: 'done',
        icon: Database,
        label: 'Searched Recall notices',
        name: 'Recall notices',
        note: '2 passages',
      },
      { id: 'tool', state: 'running', icon: Wrench, label: 'Using stock_check', name: 'stock_check', note: '2 s' },
    ],
  },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Thought about it' }));
    await expect(canvas.getByText('The newer table applies.')).toBeVisible();
  },
};

/** A step failed; the answer may still go on. */
export const Failed: Story = {
  args: {
    steps: [
      {
        id: 'tool',
        state: 'failed',
        icon: Wrench,
        label: 'Could not finish stock_check',
        name: 'stock_check',
        note: '5.0 s',
        detail: <p data-dify="step-error">The stock service answered 503. The answer was written without it.</p>,
      },
    ],
  },
};
