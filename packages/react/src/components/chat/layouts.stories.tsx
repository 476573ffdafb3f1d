import { reply } from '@dify-oapi/emulator';
import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, fireEvent, waitFor } from 'storybook/test';
import { anEmulator, twoSources } from '../../testing/an-emulator.ts';
import { ChatStage } from '../../testing/chat-stage.tsx';
import { aWorld, conversationId } from '../../testing/fixtures.ts';

const meta = {
  title: 'components/chat/Layouts',
  component: ChatStage,
  parameters: { layout: 'fullscreen' },
} satisfies Meta<typeof ChatStage>;
export default meta;

type Story = StoryObj<typeof meta>;

const day = 86_400;
const now = Date.now() / 1000;

/** A conversation of many turns. */
function talkedOver(turns: number) {
  return anEmulator({
    pace: { firstMs: 100, pieceMs: 30 },
    snapshot: aWorld([
      {
        name: 'Rear axle torque and winter storage',
        at: now - day,
        turns: Array.from({ length: turns }, (_, index) => ({
          query: `Which torque do I use for bolt ${index + 1}?`,
          answer: `Tighten bolt ${index + 1} to **${20 + index} Nm** on both sides. [1]\n\nCheck it again after 50 km.`,
          sources: twoSources,
        })),
      },
    ]),
  });
}

function WorkshopHeader() {
  return (
    <header style={{ padding: 16, background: 'var(--dify-color-primary)', color: 'var(--dify-color-on-primary)' }}>
      Workshop
    </header>
  );
}

function ClosedComposer() {
  return <p style={{ padding: 16 }}>The workshop answers again on Monday.</p>;
}

/** A column beside the page's own content. It can be made wider at its edge. */
export const Sidebar: Story = {
  parameters: { onPhone: false },
  render: () => (
    <div style={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr) auto', blockSize: 720 }}>
      <main style={{ padding: 32, background: 'var(--dify-color-canvas)' }}>
        <h1>Order VN-20417</h1>
        <p>Fjell 3, frame M, delivered in March 2026.</p>
      </main>
      <ChatStage layout="sidebar" emulator={talkedOver(2)} defaultConversationId={conversationId(0)} />
    </div>
  ),
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('Which torque do I use for bolt 2?')).toBeVisible();
    await expect(canvas.getByRole('button', { name: 'Close chat' })).toBeVisible();
  },
};

/** The thread alone, as large as its box. */
export const Inline: Story = {
  render: () => (
    <ChatStage layout="inline" width={640} emulator={talkedOver(1)} defaultConversationId={conversationId(0)} />
  ),
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('button', { name: 'Earlier conversations' })).toBeVisible();
  },
};

/** Every word is found, also in rows that are not rendered; the one that is looked at stands out. */
export const Searching: Story = {
  render: () => <ChatStage emulator={talkedOver(12)} defaultConversationId={conversationId(0)} />,
  play: async ({ canvas, userEvent }) => {
    await canvas.findByText('Which torque do I use for bolt 12?');
    fireEvent.keyDown(canvas.getByRole('textbox', { name: 'Message' }), { key: 'f', ctrlKey: true });
    await userEvent.type(await canvas.findByRole('textbox', { name: 'Search in this conversation' }), 'bolt 1');
    await expect(await canvas.findByText('8 of 8 messages')).toBeVisible();
    await userEvent.click(canvas.getByRole('button', { name: 'Previous match' }));
    await expect(await canvas.findByText('7 of 8 messages')).toBeVisible();
  },
};

/** A question that was just asked stands in the upper third; its answer grows below it and nothing moves. */
export const NewTurn: Story = {
  render: () => <ChatStage layout="inline" emulator={talkedOver(4)} defaultConversationId={conversationId(0)} />,
  play: async ({ canvas, userEvent }) => {
    await canvas.findByText('Which torque do I use for bolt 4?');
    await userEvent.type(canvas.getByRole('textbox', { name: 'Message' }), 'And the saddle?{Enter}');
    await expect(await canvas.findByText('And the saddle?')).toBeVisible();
  },
};

/** The reader went up while an answer was written: the way back says what came. */
export const Away: Story = {
  render: () => (
    <ChatStage
      layout="inline"
      emulator={anEmulator({
        pace: { firstMs: 10, pieceMs: 5 },
        model: reply(Array.from({ length: 120 }, (_, index) => `Line ${index}\n\n`)),
      })}
    />
  ),
  play: async ({ canvas, userEvent }) => {
    await userEvent.type(canvas.getByRole('textbox', { name: 'Message' }), 'Everything{Enter}');
    const viewport = await canvas.findByRole('region', { name: 'Messages' });
    await waitFor(() => expect(viewport.scrollHeight).toBeGreaterThan(viewport.clientHeight * 2));
    fireEvent.wheel(viewport, { deltaY: -400 });
    viewport.scrollBy(0, -400);
    await expect(await canvas.findByRole('button', { name: /^Newest/ })).toBeVisible();
  },
};

/** What the app could do and the host does not want. */
export const FewFeatures: Story = {
  render: () => (
    <ChatStage
      emulator={talkedOver(1)}
      defaultConversationId={conversationId(0)}
      features={{ history: false, search: false, attachments: false, suggestions: false }}
    />
  ),
};

/** A host's own header and composer in the places of the kit's. */
export const WithSlots: Story = {
  render: () => (
    <ChatStage
      layout="inline"
      emulator={talkedOver(1)}
      defaultConversationId={conversationId(0)}
      slots={{
        Header: WorkshopHeader,
        Composer: ClosedComposer,
      }}
    />
  ),
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('The workshop answers again on Monday.')).toBeVisible();
  },
};
