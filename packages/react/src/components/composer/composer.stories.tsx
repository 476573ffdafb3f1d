import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect } from 'storybook/test';
import { Stage } from '../../testing/stage.tsx';
import { Composer } from './composer.tsx';

const meta = {
  component: Composer,
  decorators: [
    (Story) => (
      <Stage>
        <Story />
      </Stage>
    ),
  ],
} satisfies Meta<typeof Composer>;
export default meta;

type Story = StoryObj<typeof meta>;

/** Nothing to send yet. */
export const Empty: Story = {
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('button', { name: 'Send' })).toBeDisabled();
  },
};

/** Shift+Enter begins a new line; the field grows. */
export const Written: Story = {
  play: async ({ canvas, userEvent }) => {
    await userEvent.type(canvas.getByRole('textbox'), 'First line{Shift>}{Enter}{/Shift}second line');
    await expect(canvas.getByRole('textbox')).toHaveValue('First line\nsecond line');
    await expect(canvas.getByRole('button', { name: 'Send' })).toBeEnabled();
  },
};

/** One file is ready, two were refused with their reasons. */
export const WithFiles: Story = {
  play: async ({ canvas, canvasElement, userEvent }) => {
    await canvas.findByRole('button', { name: 'Attach files' });
    const picker = canvasElement.querySelector('input[type="file"]');
    if (!(picker instanceof HTMLInputElement)) throw new Error('There is no file picker.');
    const large = new File([new Uint8Array(16 * 1024 * 1024)], 'handbook.pdf');
    await userEvent.upload(picker, [
      new File(['a,b'], 'garage-temperatures-2026.csv'),
      new File(['x'], 'video.mov'),
      large,
    ]);
    await expect(await canvas.findByText('Ready')).toBeVisible();
    await expect(canvas.getByText(/^MOV files cannot be added/)).toBeVisible();
    await expect(canvas.getByText(/Files up to 15\sMB can be added\./)).toBeVisible();
  },
};
