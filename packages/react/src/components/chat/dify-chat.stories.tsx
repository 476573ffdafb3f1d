import { reply } from '@dify-oapi/emulator';
import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect } from 'storybook/test';
import { ja } from '../../labels/ja.ts';
import { zhHans } from '../../labels/zh-hans.ts';
import { anEmulator, twoSources } from '../../testing/an-emulator.ts';
import { ChatStage } from '../../testing/chat-stage.tsx';
import { aWorld, conversationId } from '../../testing/fixtures.ts';

const meta = {
  title: 'components/chat/DifyChat',
  component: ChatStage,
  parameters: { layout: 'fullscreen' },
} satisfies Meta<typeof ChatStage>;
export default meta;

type Story = StoryObj<typeof meta>;

function answered() {
  return anEmulator({
    snapshot: aWorld([
      {
        name: 'Rear axle torque and winter storage',
        at: Date.now() / 1000 - 60,
        turns: [
          {
            query: 'Which torque do I use for the rear motor axle on the Fjell 3?',
            answer:
              'Tighten the rear motor axle to **40 Nm** on both sides. [1] Do the arm bolt last. [2]\n\n| Part | Torque |\n|---|--:|\n| Rear motor axle | 40 Nm |\n| Torque arm bolt | 9 Nm |',
            sources: twoSources,
          },
        ],
      },
    ]),
  });
}

/** A new conversation. */
export const Welcome: Story = {
  render: () => <ChatStage />,
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('list', { name: 'Starter questions' })).toBeVisible();
  },
};

/** A settled answer with its sources. */
export const Answered: Story = {
  render: () => <ChatStage emulator={answered()} defaultConversationId={conversationId(0)} />,
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('heading', { name: '2 sources' })).toBeVisible();
  },
};

/** An answer on its way; stop stands where send was. */
export const Streaming: Story = {
  render: () => (
    <ChatStage
      emulator={anEmulator({
        pace: { firstMs: 10, pieceMs: 60 },
        model: reply(Array.from({ length: 600 }, (_, index) => `word ${index}, `)),
      })}
    />
  ),
  play: async ({ canvas, userEvent }) => {
    await userEvent.type(canvas.getByRole('textbox', { name: 'Message' }), 'Tell me everything{Enter}');
    await expect(await canvas.findByText(/word 3/)).toBeVisible();
    await userEvent.click(canvas.getByRole('button', { name: 'Stop' }));
  },
};

/** The server failed; the question is kept and asked again with one press. */
export const Failed: Story = {
  render: () => {
    const emulator = anEmulator();
    emulator.faults.answerStatus = 500;
    return <ChatStage emulator={emulator} />;
  },
  play: async ({ canvas, userEvent }) => {
    await userEvent.type(canvas.getByRole('textbox', { name: 'Message' }), 'Which torque?{Enter}');
    await expect(await canvas.findByRole('button', { name: 'Try again' })).toBeVisible();
  },
};

/** Only the thread, e.g. inside a page of one's own. */
export const Inline: Story = {
  render: () => (
    <ChatStage emulator={answered()} layout="inline" width={560} defaultConversationId={conversationId(0)} />
  ),
};

/** As wide as a phone. */
export const Narrow: Story = {
  render: () => <ChatStage emulator={answered()} width={390} defaultConversationId={conversationId(0)} />,
};

/** In Japanese. */
export const Japanese: Story = {
  render: () => <ChatStage emulator={answered()} labels={ja} locale="ja" defaultConversationId={conversationId(0)} />,
};

/** In Simplified Chinese. */
export const Chinese: Story = {
  render: () => (
    <ChatStage emulator={answered()} labels={zhHans} locale="zh-Hans" defaultConversationId={conversationId(0)} />
  ),
};

/** Mirrored for scripts that run from right to left. */
export const RightToLeft: Story = {
  globals: { direction: 'rtl' },
  render: () => <ChatStage emulator={answered()} defaultConversationId={conversationId(0)} />,
};

/** In the dark. */
export const Dark: Story = {
  globals: { theme: 'dark' },
  render: () => <ChatStage emulator={answered()} defaultConversationId={conversationId(0)} />,
};
