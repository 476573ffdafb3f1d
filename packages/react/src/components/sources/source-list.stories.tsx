import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, screen, waitFor } from 'storybook/test';
import { twoSources } from '../../testing/an-emulator.ts';
import { aPassage } from '../../testing/fixtures.ts';
import { Stage } from '../../testing/stage.tsx';
import { groupSources } from './source-groups.ts';
import { SourceList } from './source-list.tsx';
import { SourcesContext } from './sources-context.ts';

const meta = {
  component: SourceList,
  decorators: [
    (Story) => (
      <Stage>
        <SourcesContext
          value={groupSources([...twoSources, aPassage({ position: 3, segment_id: 's3', segment_position: 14 })])}
        >
          <Story />
        </SourcesContext>
      </Stage>
    ),
  ],
} satisfies Meta<typeof SourceList>;
export default meta;

/** One card a document, whatever the number of its passages; a press shows them. */
export const Default: StoryObj<typeof meta> = {
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', { name: /Drive unit and rear wheel.pdf/ }));
    const popup = await screen.findByRole('dialog', { name: 'Source 1: Drive unit and rear wheel.pdf' });
    await waitFor(() => expect(popup).toBeVisible());
  },
};
