import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect } from 'storybook/test';
import { aQuestion } from '../../testing/fixtures.ts';
import { Stage } from '../../testing/stage.tsx';
import { UserMessageView } from './user-message.tsx';

const meta = {
  component: UserMessageView,
  decorators: [
    (Story) => (
      <Stage>
        <Story />
      </Stage>
    ),
  ],
  args: { message: aQuestion() },
} satisfies Meta<typeof UserMessageView>;
export default meta;

type Story = StoryObj<typeof meta>;

/** A question at the end of the line. */
export const Default: Story = {};

/** Files stand above it. */
export const WithFiles: Story = {
  args: {
    message: aQuestion({
      files: [
        { id: 'f1', name: 'rear-axle.jpg', kind: 'image', size: 1_258_291 },
        { id: 'f2', name: 'service-log-fjell-3-workshop-bergen-2026.pdf', kind: 'document', size: 393_216 },
      ],
    }),
  },
};

/** Breaks anywhere rather than widening the page. */
export const WithoutASpace: Story = {
  args: {
    message: aQuestion({
      text: 'VN-FJ3-20260114-0087-MOTORCONTROLLER-5.2.0-rc.14+build.20417.a8f3c0de991b7742-a8f3c0de991b7742-a8f3c0de991b7742',
    }),
  },
};

/** Right to left inside a page that runs from left to right. */
export const Arabic: Story = { args: { message: aQuestion({ text: 'ما عزم شد محور العجلة الخلفية؟' }) } };

/** One of several versions; the words say what the app remembers of the others. */
export const Versions: Story = {
  args: { message: aQuestion({ branch: { index: 1, count: 3 } }) },
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('group', { name: 'Versions' })).toHaveTextContent('2 / 3');
    await expect(canvas.getByRole('button', { name: 'Next version' })).toBeEnabled();
    await expect(canvas.getByText('The app still remembers the other versions.')).toBeVisible();
  },
};

/** Written anew by keyboard alone: Escape leaves everything as it was, and the focus where it came from. */
export const Edited: Story = {
  play: async ({ canvas, userEvent }) => {
    const edit = canvas.getByRole('button', { name: 'Edit' });
    edit.focus();
    await userEvent.keyboard('{Enter}');
    await expect(await canvas.findByRole('textbox', { name: 'Edit your question' })).toHaveFocus();
    await userEvent.keyboard(' And the front?{Escape}');
    await expect(canvas.getByText('Which torque do I use for the rear motor axle?')).toBeVisible();
    await expect(canvas.getByRole('button', { name: 'Edit' })).toHaveFocus();
    await userEvent.keyboard('{Enter}');
  },
};
