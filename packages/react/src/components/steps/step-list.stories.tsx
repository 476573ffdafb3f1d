import type { Meta, StoryObj } from '@storybook/react-vite';
import { Check, Database, Lightbulb, Wrench } from 'lucide-react';
import { expect } from 'storybook/test';
import { Stage } from '../../testing/stage.tsx';
import { Step } from './step.tsx';
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
  args: { children: <Step state="running" icon={Check} label="Working" /> },
} satisfies Meta<typeof StepList>;
export default meta;

type Story = StoryObj<typeof meta>;

/** Nothing has arrived yet. */
export const Working: Story = {};

/** What happened before the text; a line with more to say opens. */
export const Settled: Story = {
  args: {
    children: [
      <Step key="thought" state="done" icon={Lightbulb} label="Thought about it">
        <p>The newer table applies.</p>
      </Step>,
      <Step
        key="search"
        state="done"
        icon={Database}
        label="Searched Recall notices"
        name="Recall notices"
        note="2 passages"
      />,
      <Step key="tool" state="running" icon={Wrench} label="Using stock_check" name="stock_check" note="2 s" />,
    ],
  },
  play: async ({ canvas, userEvent }) => {
    const line = canvas.getByRole('button', { name: 'Thought about it' });
    await expect(canvas.queryByText('The newer table applies.')).toBeNull();
    await userEvent.click(line);
    await expect(canvas.getByText('The newer table applies.')).toBeVisible();
    await expect(line).toHaveAttribute('aria-expanded', 'true');
  },
};

/** Each end has a shape of its own. */
export const Ends: Story = {
  args: {
    children: [
      <Step key="failed" state="failed" icon={Wrench} label="Could not use stock_check" name="stock_check" note="5.0 s">
        <p data-dify="step-error">The stock service answered 503. The answer was written without it.</p>
      </Step>,
      <Step key="paused" state="paused" icon={Wrench} label="Book the slot" />,
      <Step key="stopped" state="stopped" icon={Wrench} label="Describe the fault" note="stopped" />,
    ],
  },
};
