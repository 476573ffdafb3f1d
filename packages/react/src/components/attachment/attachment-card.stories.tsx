import type { Meta, StoryObj } from '@storybook/react-vite';
import { X } from 'lucide-react';
import { Stage } from '../../testing/stage.tsx';
import { IconButton } from '../button/icon-button.tsx';
import { AttachmentCard } from './attachment-card.tsx';

const meta = {
  component: AttachmentCard,
  decorators: [
    (Story) => (
      <Stage>
        <Story />
      </Stage>
    ),
  ],
  args: {
    name: 'service-log-fjell-3-workshop-bergen-2026.pdf',
    kind: 'document',
    note: 'PDF · 384 KB',
    children: <IconButton label="Remove service-log-fjell-3-workshop-bergen-2026.pdf" icon={X} />,
  },
} satisfies Meta<typeof AttachmentCard>;
export default meta;

type Story = StoryObj<typeof meta>;

/** A file that is there. The full name is in its title. */
export const Ready: Story = { args: { state: 'ready' } };

/** On its way: the line on its edge moves. */
export const Uploading: Story = { args: { state: 'uploading', note: 'Uploading' } };

/** Refused before it went anywhere; stays with its reason. */
export const Refused: Story = {
  args: { name: 'video.mov', kind: 'video', state: 'failed', note: '212 MB. Files up to 15 MB can be added.' },
};
