import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect } from 'storybook/test';
import { anEmulator } from '../../testing/an-emulator.ts';
import { Stage } from '../../testing/stage.tsx';
import { Welcome } from './welcome.tsx';

const failing = anEmulator();

const meta = {
  component: Welcome,
  decorators: [
    (Story) => (
      <Stage>
        <Story />
      </Stage>
    ),
  ],
} satisfies Meta<typeof Welcome>;
export default meta;

type Story = StoryObj<typeof meta>;

/** Mark, opening line, starter questions. */
export const Default: Story = {
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('heading', { name: 'What can we fix today?' })).toBeVisible();
    await expect(canvas.getByRole('list', { name: 'Starter questions' })).toBeVisible();
  },
};

/** The app cannot be read: why, and a second try. */
export const Failed: Story = {
  decorators: [
    (Story) => (
      <Stage emulator={failing}>
        <Story />
      </Stage>
    ),
  ],
  beforeEach: () => {
    failing.faults.status = 500;
  },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(await canvas.findByRole('button', { name: 'Try again' }));
    await expect(await canvas.findByRole('heading', { name: 'What can we fix today?' })).toBeVisible();
  },
};
