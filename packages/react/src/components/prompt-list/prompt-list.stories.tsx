import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, fn } from 'storybook/test';
import { Stage } from '../../testing/stage.tsx';
import { PromptList } from './prompt-list.tsx';

const meta = {
  component: PromptList,
  decorators: [
    (Story) => (
      <Stage>
        <Story />
      </Stage>
    ),
  ],
  args: {
    label: 'Starter questions',
    prompts: ['The display shows E-214. What now?', 'Which torque for which bolt?', 'バッテリーの保管方法は？'],
    onPick: fn(),
  },
} satisfies Meta<typeof PromptList>;
export default meta;

/** One press sends the question. */
export const Default: StoryObj<typeof meta> = {
  play: async ({ canvas, args, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Which torque for which bolt?' }));
    await expect(args.onPick).toHaveBeenCalledWith('Which torque for which bolt?');
  },
};
