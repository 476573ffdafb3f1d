import { memoryAdapter } from '@dify-oapi/core';
import { createEmulator, type Emulator, supportApp } from '@dify-oapi/emulator';
import type { Meta, StoryObj } from '@storybook/react-vite';
import { useState } from 'react';
import { expect, waitFor } from 'storybook/test';
import { DifyProvider } from '../../provider/dify-provider.tsx';
import { anEmulator, twoSources } from '../../testing/an-emulator.ts';
import { difyOn } from '../../testing/dify-on.ts';
import { aWorld, conversationId } from '../../testing/fixtures.ts';
import { ShopPage } from '../../testing/shop-page.tsx';
import { DifyChat, type DifyChatProps } from '../chat/dify-chat.tsx';

function answered() {
  return anEmulator({
    pace: { firstMs: 600, pieceMs: 10 },
    snapshot: aWorld([
      {
        name: 'Frame size',
        turns: [
          {
            query: 'I am 158 cm. Which frame, and does the rack carry a child seat?',
            answer:
              'Take the **S frame**: it fits 152 to 166 cm. [1] The rear rack carries 27 kg, so these seats fit: [2]\n\n- Nordlys Mini, up to 22 kg\n- Nordlys Maxi, up to 27 kg, needs the wide rack bar',
            sources: twoSources,
          },
        ],
      },
    ]),
  });
}

function inColour() {
  const app = supportApp();
  return createEmulator({ apps: [{ ...app, site: { ...app.site, chat_color_theme: '#d03060' } }] });
}

function BubbleStage({ emulator, ...props }: DifyChatProps & { emulator?: Emulator }) {
  const [dify] = useState(() => difyOn(emulator ?? answered()));
  const [storage] = useState(memoryAdapter);
  return (
    <DifyProvider dify={dify} storage={storage} locale="en">
      <ShopPage>
        <DifyChat layout="bubble" {...props} />
      </ShopPage>
    </DifyProvider>
  );
}

const meta = {
  title: 'components/launcher/DifyBubble',
  component: BubbleStage,
  parameters: { layout: 'fullscreen' },
} satisfies Meta<typeof BubbleStage>;
export default meta;

type Story = StoryObj<typeof meta>;

/** Only the launcher; nothing of the chat is there before it is opened. */
export const Closed: Story = {
  play: async ({ canvas, canvasElement }) => {
    await expect(await canvas.findByRole('button', { name: 'Open chat' })).toBeVisible();
    await expect(canvasElement.querySelector('[data-dify="chat"]')).toBeNull();
  },
};

/** A panel over the page; the focus is where one writes, and goes back with Esc. */
export const Open: Story = {
  args: { defaultConversationId: conversationId(0) },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(await canvas.findByRole('button', { name: 'Open chat' }));
    await waitFor(() => expect(canvas.getByRole('textbox', { name: 'Message' })).toHaveFocus());
    await expect(await canvas.findByRole('heading', { name: '2 sources' })).toBeVisible();
    await userEvent.keyboard('{Escape}');
    await expect(canvas.getByRole('button', { name: 'Open chat' })).toHaveFocus();
    await userEvent.click(canvas.getByRole('button', { name: 'Open chat' }));
    await waitFor(() => expect(canvas.getByRole('textbox', { name: 'Message' })).toHaveFocus());
  },
};

/** A new conversation. */
export const Welcome: Story = {
  args: { defaultOpen: true },
  play: async ({ canvas }) => {
    const starters = await canvas.findByRole('list', { name: 'Starter questions' });
    await waitFor(() => expect(starters).toBeVisible());
  },
};

/** Answers that came while it was closed are counted. */
export const Unread: Story = {
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(await canvas.findByRole('button', { name: 'Open chat' }));
    await userEvent.type(await canvas.findByRole('textbox', { name: 'Message' }), 'Which frame?{Enter}');
    await userEvent.click(canvas.getAllByRole('button', { name: 'Close chat' })[0] ?? document.body);
    await expect(await canvas.findByRole('button', { name: 'Open chat, 1 new answer' })).toBeVisible();
  },
};

/** Mirrored: in the other corner, with the panel beside it. */
export const RightToLeft: Story = {
  globals: { direction: 'rtl' },
  args: { defaultOpen: true, defaultConversationId: conversationId(0) },
};

/** In the dark. */
export const Dark: Story = {
  globals: { theme: 'dark' },
  args: { defaultOpen: true, defaultConversationId: conversationId(0) },
};

const invitation = {
  title: 'Need a hand with sizing?',
  text: 'Tell me your height and I pick the frame.',
  delayMs: 0,
};

/** A card that invites, once to each person. */
export const Inviting: Story = {
  args: { invitation },
  play: async ({ canvas }) => {
    const card = await canvas.findByRole('complementary', { name: 'Invitation to chat' });
    await waitFor(() => expect(card).toBeVisible());
  },
};

/** The same in the dark, from right to left. */
export const InvitingInTheDark: Story = { ...Inviting, globals: { theme: 'dark', direction: 'rtl' } };

/** On a phone the card leaves a margin on both sides; it goes where one says so, and the focus is on the launcher. */
export const InvitingOnAPhone: Story = {
  args: { invitation },
  globals: { viewport: { value: 'phone' } },
  parameters: { viewport: { options: { phone: { name: 'Phone', styles: { width: '390px', height: '844px' } } } } },
  play: async ({ canvas, userEvent }) => {
    const card = await canvas.findByRole('complementary', { name: 'Invitation to chat' });
    await waitFor(() => expect(card).toBeVisible());
    await expect(window.innerWidth).toBe(390);
    const { left, right } = card.getBoundingClientRect();
    await expect(left).toBeGreaterThanOrEqual(24);
    await expect(right).toBeLessThanOrEqual(366);
    await userEvent.click(canvas.getByRole('button', { name: 'Dismiss' }));
    await waitFor(() => expect(canvas.queryByRole('complementary', { name: 'Invitation to chat' })).toBeNull());
    await expect(canvas.getByRole('button', { name: 'Open chat' })).toBeVisible();
  },
};

/** The launcher in the colour that the app was given in Dify. */
export const Tinted: Story = {
  args: { siteTheme: true, emulator: inColour() },
  play: async ({ canvasElement }) => {
    await waitFor(() =>
      expect(canvasElement.querySelector('[data-dify="chat-bubble"]')).toHaveAttribute('data-tinted'),
    );
  },
};
