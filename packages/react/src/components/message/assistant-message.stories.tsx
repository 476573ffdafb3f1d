import { APIError, StreamError } from '@dify-oapi/core';
import type { Meta, StoryObj } from '@storybook/react-vite';
import { use } from 'react';
import { expect, screen, waitFor } from 'storybook/test';
import { twoSources } from '../../testing/an-emulator.ts';
import { anAnswer } from '../../testing/fixtures.ts';
import { Stage } from '../../testing/stage.tsx';
import { AnswerContext } from '../chat/answer-context.ts';
import { AssistantMessageView } from './assistant-message.tsx';
import { FeedbackReasons } from './feedback-reasons.tsx';

const meta = {
  component: AssistantMessageView,
  decorators: [
    (Story) => (
      <Stage>
        <Story />
      </Stage>
    ),
  ],
  args: { message: anAnswer(), isLast: true },
} satisfies Meta<typeof AssistantMessageView>;
export default meta;

type Story = StoryObj<typeof meta>;

const text = (value: string, state: 'streaming' | 'done' = 'done') =>
  ({ type: 'text', id: 'text-0', text: value, state }) as const;

/** Sent; nothing has arrived. Same height as the first line. */
export const Pending: Story = { args: { message: anAnswer({ status: { type: 'pending' }, parts: [] }) } };

/** One live mark, at the end of the text. */
export const Streaming: Story = {
  args: {
    message: anAnswer({
      status: { type: 'streaming' },
      parts: [text('Loosen the two bolts of the motor cover with a Torx 30, then lift it', 'streaming')],
      timing: { firstTokenMs: 820 },
    }),
  },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('article')).toHaveAttribute('aria-busy', 'true');
  },
};

/** Text with marks, sources by document, actions, time. */
export const Complete: Story = {
  args: {
    message: anAnswer({
      parts: [text('Tighten the axle to **40 Nm** on both sides. [1] Do the arm bolt last. [2]')],
      sources: twoSources,
      usage: { total_tokens: 1284 },
      feedback: 'like',
    }),
  },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('button', { name: 'Good answer' })).toHaveAttribute('aria-pressed', 'true');
    await expect(canvas.queryByText('1,284 tokens')).toBeNull();
  },
};

/** Headings follow one another without a gap below those of the chat, whatever depths the model chose. */
export const Headings: Story = {
  args: {
    message: anAnswer({
      parts: [
        text(
          '## Before the ride\n\nCheck the brakes.\n\n#### Tyres\n\n3.5 bar.\n\n#### Lights\n\nBoth.\n\n# After it\n\n> ### From the handbook\n>\n> Dry the chain.',
        ),
      ],
    }),
  },
  play: async ({ canvas }) => {
    const levels = canvas.getAllByRole('heading').map((heading) => `${heading.tagName} ${heading.textContent}`);
    await expect(levels).toEqual([
      'H3 Before the ride',
      'H4 Tyres',
      'H4 Lights',
      'H3 After it',
      'H4 From the handbook',
    ]);
  },
};

/** Where the host wants it: tokens, times, speed and price. */
export const Usage: Story = {
  args: {
    message: anAnswer({
      usage: { total_tokens: 1284, completion_tokens: 84, time_to_generate: 2, total_price: '0.004', currency: 'USD' },
      timing: { firstTokenMs: 820, totalMs: 2800 },
    }),
  },
  decorators: [
    (Story) => (
      <AnswerContext value={{ ...use(AnswerContext), showsUsage: true }}>
        <Story />
      </AnswerContext>
    ),
  ],
  play: async ({ canvas }) => {
    for (const fact of ['1,284 tokens', '2.8 s', '42 tokens a second', '$0.004'])
      await expect(canvas.getByText(fact)).toBeVisible();
  },
};

/** Thinking is over when the text begins. */
export const Reasoned: Story = {
  args: {
    message: anAnswer({
      parts: [
        {
          type: 'reasoning',
          id: 'reasoning-0',
          text: 'E-214 appears in two bulletins.',
          state: 'done',
          origin: 'think-tag',
          ms: 11_000,
        },
        text('Check connector X4 first.'),
      ],
    }),
  },
};

/** A model thinks; nothing is said yet. */
export const Reasoning: Story = {
  args: {
    message: anAnswer({
      status: { type: 'streaming' },
      parts: [
        {
          type: 'reasoning',
          id: 'reasoning-0',
          text: 'E-214 appears in',
          state: 'streaming',
          origin: 'reasoning-chunk',
        },
      ],
    }),
  },
  play: async ({ canvas }) => {
    await expect(canvas.queryByText('Working')).toBeNull();
  },
};

/** Text stays, and words say who stopped it. */
export const Stopped: Story = {
  args: { message: anAnswer({ status: { type: 'stopped' }, parts: [text('Loosen the two bolts of the motor')] }) },
};

/** The connection was lost for good; what arrived is kept. */
export const Interrupted: Story = {
  args: {
    message: anAnswer({
      status: { type: 'interrupted', error: new StreamError('', { code: 'interrupted' }) },
      parts: [text('The display needs firmware 5.2 or later. To see the')],
    }),
  },
};

/** Cause, consequence, way out. */
export const Failed: Story = {
  args: {
    message: anAnswer({
      status: {
        type: 'failed',
        error: new APIError('The model is overloaded', { code: 'completion_request_error', status: 400 }),
      },
      parts: [],
    }),
  },
  play: async ({ canvas }) => {
    await expect(canvas.getByText('The model is overloaded. Your question is kept.')).toBeVisible();
    await expect(canvas.getByRole('button', { name: 'Try again' })).toBeEnabled();
  },
};

/** The conversation was deleted elsewhere: the way out is a new one. */
export const ConversationGone: Story = {
  args: {
    message: anAnswer({
      status: { type: 'failed', error: new APIError('', { code: 'not_found', status: 404 }) },
      parts: [],
    }),
  },
};

/** The app's content rules rewrote it. */
export const Replaced: Story = {
  args: {
    message: anAnswer({
      replaced: true,
      parts: [text('I can’t help with removing the speed limiter. Here is how to report a fault in it instead.')],
    }),
  },
};

/** The server has forgotten the text: it is held here alone. */
export const NotStored: Story = { args: { message: anAnswer({ unstored: true }) } };

/** A workflow waits for somebody. */
export const Paused: Story = {
  args: { message: anAnswer({ status: { type: 'paused' }, parts: [text('The slot is free.')] }) },
};

/** An annotation answered. */
export const Approved: Story = {
  args: { message: anAnswer({ annotation: { id: 'a1', author: 'Kari, Service team' } }) },
};

/** An agent's tools before the text; three steps or more fold into one line. */
export const Agent: Story = {
  args: {
    message: anAnswer({
      parts: [
        { type: 'tool', id: 't1', name: '', input: '', thought: 'The newer table applies.', state: 'done' },
        {
          type: 'tool',
          id: 't2',
          name: 'spec_lookup',
          input: '{"part":"rear_axle"}',
          output: '{"torque_nm":40}',
          state: 'done',
        },
        { type: 'tool', id: 't3', name: 'stock_check', input: '{"part":"nut"}', output: '12', state: 'done' },
        text('Tighten it to 40 Nm. Twelve nuts are in stock.'),
      ],
      timing: { totalMs: 5000 },
    }),
  },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', { name: /^Worked for 5\ss/ }));
    await expect(canvas.getByRole('button', { name: /spec_lookup/ })).toBeVisible();
  },
};

/** A file that the app made; nothing is loaded before the reader asks. */
export const WithFile: Story = {
  play: async ({ canvas }) => {
    const link = await canvas.findByRole('link', { name: 'Download campaign-e214.pdf' }, { timeout: 5000 });
    await expect(link).toHaveAttribute('href', 'https://files.example/campaign-e214.pdf');
  },
  args: {
    message: anAnswer({
      parts: [
        text('Here is the notice.'),
        {
          type: 'file',
          id: 'f1',
          kind: 'document',
          name: 'campaign-e214.pdf',
          url: 'https://files.example/campaign-e214.pdf',
        },
      ],
    }),
  },
};

/** A bad rating; pressed once more it is taken back. */
export const Disliked: Story = {
  args: { message: anAnswer({ feedback: 'dislike' }) },
};

/** After a bad rating a reason may be given; the rating was sent already. */
export const Reasons: Story = {
  render: () => <FeedbackReasons id="answer-1" onUndo={() => undefined} onClose={() => undefined} />,
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Out of date' }));
    await expect(canvas.getByRole('button', { name: 'Out of date' })).toHaveAttribute('aria-pressed', 'true');
    await expect(canvas.getByRole('button', { name: 'Send' })).toBeDisabled();
    await userEvent.type(canvas.getByRole('textbox', { name: 'In your own words' }), 'The table is from 2024.');
    await expect(canvas.getByRole('button', { name: 'Send' })).toBeEnabled();
  },
};

/** What is done less often, behind one button. */
export const More: Story = {
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'More for this answer' }));
    await expect(
      await screen.findByRole('menuitem', { name: 'Download as Markdown' }, { timeout: 5000 }),
    ).toBeVisible();
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(canvas.getByRole('button', { name: 'More for this answer' })).toHaveFocus());
  },
};
