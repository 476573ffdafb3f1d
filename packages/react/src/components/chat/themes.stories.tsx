import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect } from 'storybook/test';
import { anEmulator, twoSources } from '../../testing/an-emulator.ts';
import { ChatStage } from '../../testing/chat-stage.tsx';
import { aWorld, conversationId } from '../../testing/fixtures.ts';

const meta = {
  title: 'components/chat/Themes',
  component: ChatStage,
  parameters: { layout: 'fullscreen' },
} satisfies Meta<typeof ChatStage>;
export default meta;

type Story = StoryObj<typeof meta>;

/** One settled conversation with what an answer may hold. */
function talked() {
  return anEmulator({
    snapshot: aWorld([
      {
        name: 'Rear axle torque and winter storage',
        at: Date.now() / 1000 - 60,
        turns: [
          {
            query: 'Which torque do I use for the rear motor axle on the Fjell 3?',
            answer:
              '# Rear axle\n\nTighten the axle to **40 Nm** on both sides. [1] Do the arm bolt last. [2]\n\n| Part | Torque |\n|---|--:|\n| Rear motor axle | 40 Nm |\n| Torque arm bolt | 9 Nm |\n\n1. Set the wheel straight.\n2. Check `torque` again after 50 km.',
            sources: twoSources,
          },
          { query: 'And in winter?', answer: 'Store the battery above −10 °C at 60 %. [1]', sources: twoSources },
        ],
      },
    ]),
  });
}

const themed = (design: string, theme: 'light' | 'dark', width?: number): Story => ({
  globals: { design, theme },
  render: () => (
    <ChatStage
      emulator={talked()}
      defaultConversationId={conversationId(0)}
      {...(width === undefined ? {} : { width })}
    />
  ),
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('heading', { name: 'Rear axle' })).toBeVisible();
  },
});

/** A printed page. */
export const Almanac: Story = themed('almanac', 'light');
export const AlmanacDark: Story = themed('almanac', 'dark');
export const AlmanacNarrow: Story = themed('almanac', 'light', 390);

/** Friendly and round. */
export const Pebble: Story = themed('pebble', 'light');
export const PebbleDark: Story = themed('pebble', 'dark');
export const PebbleNarrow: Story = themed('pebble', 'light', 390);

/** An instrument. */
export const Signal: Story = themed('signal', 'light');
export const SignalDark: Story = themed('signal', 'dark');
export const SignalNarrow: Story = themed('signal', 'light', 390);
