import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect } from 'storybook/test';
import { aTimedLiveRun, aTimedRun } from '../../testing/a-timed-run.ts';
import { anAnswer } from '../../testing/fixtures.ts';
import { Stage } from '../../testing/stage.tsx';
import { Steps } from './steps.tsx';

const answer = anAnswer();
/** Six seconds before the story is looked at. */
const lately = Math.floor(Date.now() / 1000) * 1000 - 6000;

const meta = {
  component: Steps,
  decorators: [
    (Story) => (
      <Stage>
        <Story />
      </Stage>
    ),
  ],
  args: { message: { ...answer, run: aTimedRun(answer.createdAt) } },
} satisfies Meta<typeof Steps>;
export default meta;

type Story = StoryObj<typeof meta>;

/** Steps side by side overlap, rounds stand inside their step, and what failed is marked. */
export const Finished: Story = {
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', { name: /^Could not|^Worked for 9\.4\ss/ }));
    await userEvent.click(canvas.getByRole('switch', { name: 'Times' }));
    await expect(await canvas.findByText(/^Search the handbook, 2\.3\ss, begins after 1\.2\ss$/)).toBeInTheDocument();
  },
};

/** The bar of what runs grows to now. */
export const Live: Story = {
  args: {
    message: anAnswer({
      createdAt: lately,
      status: { type: 'streaming' },
      parts: [],
      run: aTimedLiveRun(lately),
    }),
  },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('switch', { name: 'Times' }));
    await expect(await canvas.findByText(/^Write the answer, \d.* so far, begins after 3\.5\ss$/)).toBeInTheDocument();
  },
};
