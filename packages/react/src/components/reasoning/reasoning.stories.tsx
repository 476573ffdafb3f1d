import type { ReasoningPart } from '@dify-oapi/core';
import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect } from 'storybook/test';
import { Stage } from '../../testing/stage.tsx';
import { StepList } from '../steps/step-list.tsx';
import { Reasoning } from './reasoning.tsx';

const part: ReasoningPart = {
  type: 'reasoning',
  id: 'reasoning-0',
  text: 'E-214 appears in two bulletins. The first is about the connector, the second about moisture in the torque sensor. The rider mentions cobbles, so vibration is more likely than moisture.',
  state: 'done',
  origin: 'think-tag',
  startedAt: Date.now() - 4000,
  ms: 11_000,
};

const meta = {
  component: Reasoning,
  decorators: [
    (Story) => (
      <Stage>
        <StepList>
          <Story />
        </StepList>
      </Stage>
    ),
  ],
  args: { part },
} satisfies Meta<typeof Reasoning>;
export default meta;

type Story = StoryObj<typeof meta>;

/** Open while it runs. */
export const Live: Story = {
  args: { part: { ...part, state: 'streaming', text: part.text.slice(0, 150) } },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('button', { name: /^Thinking/ })).toHaveAttribute('aria-expanded', 'true');
    await expect(canvas.getByText(/^E-214 appears/)).toBeVisible();
  },
};

/** Seven lines are seen; the view follows the end. */
export const LiveAndLong: Story = {
  args: { part: { ...part, state: 'streaming', text: Array.from({ length: 12 }, () => part.text).join('\n\n') } },
  play: async ({ canvas }) => {
    const box = canvas.getByRole('group', { name: 'Thinking' });
    await expect(box.scrollHeight).toBeGreaterThan(box.clientHeight);
    await expect(box.scrollHeight - box.scrollTop - box.clientHeight).toBeLessThan(2);
  },
};

/** Folded, with the time that it took. */
export const Done: Story = {
  play: async ({ canvas, userEvent }) => {
    const line = canvas.getByRole('button', { name: /^Thought for 11\ss$/ });
    await expect(canvas.queryByText(/^E-214 appears/)).toBeNull();
    await userEvent.click(line);
    await expect(canvas.getByText(/^E-214 appears/)).toBeVisible();
  },
};

/** From history its time is not known. */
export const WithoutTime: Story = {
  args: { part: { type: 'reasoning', id: 'r', text: part.text, state: 'done', origin: 'think-tag' } },
};

/** Lists and code of a thought are shown as such. */
export const Markdown: Story = {
  args: {
    part: {
      ...part,
      state: 'streaming',
      text: '1. Check `X4`.\n2. Check the *sensor*.\n\n```js\nconst torque = 40;\n```\n',
    },
  },
};
