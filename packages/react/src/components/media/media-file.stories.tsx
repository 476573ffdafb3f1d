import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, waitFor } from 'storybook/test';
import { Stage } from '../../testing/stage.tsx';
import { AnswerFiles } from './answer-files.tsx';

const pixel =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAgAAAAGCAIAAABxZ0isAAAAFklEQVR42mNkaPjPgA0wMeAAVJQAAKdAAYV3Kq0gAAAAAElFTkSuQmCC';

const meta = {
  component: AnswerFiles,
  decorators: [
    (Story) => (
      <Stage>
        <Story />
      </Stage>
    ),
  ],
  args: {
    files: [
      {
        type: 'file',
        id: 'f1',
        kind: 'document',
        name: 'campaign-e214.pdf',
        url: 'https://files.example/a.pdf',
        size: 217_088,
      },
      {
        type: 'file',
        id: 'f2',
        kind: 'audio',
        name: 'notice-bergen.mp3',
        url: 'https://files.example/a.mp3',
        size: 420_000,
      },
    ],
  },
} satisfies Meta<typeof AnswerFiles>;
export default meta;

type Story = StoryObj<typeof meta>;

/** Documents are opened and downloaded; nothing is loaded before. */
export const Documents: Story = {
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('link', { name: 'Download campaign-e214.pdf' })).toBeVisible();
    await expect(canvas.getByRole('button', { name: 'Load notice-bergen.mp3' })).toBeVisible();
  },
};

/** A picture of this site is shown. */
export const Picture: Story = {
  args: { files: [{ type: 'file', id: 'f1', kind: 'image', name: 'wiring.png', url: pixel }] },
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('img', { name: 'wiring.png' })).toBeInTheDocument();
  },
};

/** A picture of another site waits until the reader asks. */
export const PictureElsewhere: Story = {
  args: {
    files: [{ type: 'file', id: 'f1', kind: 'image', name: 'wiring.png', url: 'https://cdn.parts.example/w.png' }],
  },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('cdn.parts.example')).toBeVisible();
    await expect(canvas.queryByRole('img')).toBeNull();
  },
};

/** A link that works no more says so, and a new one can be asked for. */
export const Gone: Story = {
  args: { files: [{ type: 'file', id: 'f1', kind: 'image', name: 'wiring.png', url: 'data:image/png;base64,AAAA' }] },
  play: async ({ canvas }) => {
    await waitFor(() => expect(canvas.getByText('This file can no longer be loaded')).toBeVisible());
    await expect(canvas.getByRole('button', { name: 'Get a new link' })).toBeEnabled();
  },
};

/** The player comes when it is asked for. */
export const Playing: Story = {
  args: {
    files: [{ type: 'file', id: 'f1', kind: 'video', name: 'assembly.mp4', url: `${location.origin}/assembly.mp4` }],
  },
};
