import type { AssistantMessage, RunNode, WorkflowRun } from '@dify-oapi/core';
import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect } from 'storybook/test';
import { anAnswer } from '../../testing/fixtures.ts';
import { Stage } from '../../testing/stage.tsx';
import { Steps } from './steps.tsx';

const node = (id: string, fields: Partial<RunNode>): RunNode => ({
  id,
  nodeId: id,
  type: 'llm',
  title: id,
  status: 'succeeded',
  ...fields,
});

const nested: readonly RunNode[] = [
  node('Read 4 service logs', {
    type: 'http-request',
    elapsedMs: 4900,
    retries: [{ index: 1, error: 'HTTP 503', elapsedMs: 800 }],
  }),
  node('For each log', { type: 'iteration', status: 'running', round: 2 }),
  node('a1', { title: 'Clean the rows', type: 'code', parentId: 'For each log', round: 0, elapsedMs: 61 }),
  node('b1', { title: 'Describe the fault', parentId: 'For each log', round: 0, elapsedMs: 2100 }),
  node('a2', { title: 'Clean the rows', type: 'code', parentId: 'For each log', round: 1, elapsedMs: 58 }),
  node('b2', { title: 'Describe the fault', parentId: 'For each log', round: 1, status: 'running' }),
];

function answer(run: Partial<WorkflowRun>, fields: Partial<AssistantMessage> = {}): AssistantMessage {
  return anAnswer({ run: { id: 'r', status: 'running', nodes: [], ...run }, ...fields });
}

const meta = {
  component: Steps,
  decorators: [
    (Story) => (
      <Stage>
        <Story />
      </Stage>
    ),
  ],
  args: { message: answer({ nodes: nested }, { status: { type: 'streaming' }, parts: [] }) },
} satisfies Meta<typeof Steps>;
export default meta;

type Story = StoryObj<typeof meta>;

/** Rounds nest, and what runs is open. */
export const Live: Story = {
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('Describe the fault')).toBeVisible();
    await expect(canvas.getByRole('button', { name: /^For each log Round 2/ })).toHaveAttribute(
      'aria-expanded',
      'true',
    );
    await expect(canvas.getByRole('button', { name: /^Read 4 service logs 2 tries/ })).toBeVisible();
  },
};

/** Branches run side by side; one is tried again. */
export const Parallel: Story = {
  args: {
    message: answer(
      {
        nodes: [
          node('Search the handbook', { type: 'knowledge-retrieval', status: 'running' }),
          node('Ask the stock service', {
            type: 'http-request',
            status: 'retrying',
            retries: [{ index: 1, error: '503' }],
          }),
        ],
      },
      { status: { type: 'streaming' }, parts: [] },
    ),
  },
};

/** Three steps or more of a settled answer stand behind one line. */
export const Settled: Story = {
  args: {
    message: answer({
      status: 'succeeded',
      elapsedMs: 5000,
      nodes: [
        node('Search the handbook', { type: 'knowledge-retrieval', elapsedMs: 300 }),
        node('Weigh the passages', { type: 'code', elapsedMs: 41 }),
        node('Write the answer', { elapsedMs: 4200 }),
      ],
    }),
  },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', { name: /^Worked for 5\ss 3 steps/ }));
    await expect(canvas.getByText('Weigh the passages')).toBeVisible();
  },
};

/** A failed node says why; one that was left out says that the run went on. */
export const Failed: Story = {
  args: {
    message: answer({
      status: 'partial-succeeded',
      nodes: [
        node('Ask the stock service', {
          type: 'http-request',
          status: 'exception',
          error: 'HTTP 503',
          elapsedMs: 5000,
        }),
        node('Write the answer', { status: 'failed', error: 'The model is overloaded.' }),
      ],
    }),
  },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', { name: /^Could not finish Ask the stock service/ }));
    await expect(await canvas.findByText('HTTP 503')).toBeVisible();
    await expect(canvas.getByText('The run went on without it.')).toBeVisible();
  },
};

/** What an agent does in its node, as a tree. */
export const AgentLog: Story = {
  args: {
    message: answer(
      {
        nodes: [
          node('Ask the agent', {
            type: 'agent',
            status: 'running',
            agentLog: [
              { id: 'r1', label: 'ROUND 1', status: 'succeeded' },
              { id: 't1', parentId: 'r1', label: 'gpt-4o Thought', status: 'succeeded' },
              {
                id: 'c1',
                parentId: 'r1',
                label: 'CALL stock_check',
                status: 'succeeded',
                data: { output: { tool_response: '12' } },
              },
              { id: 'r2', label: 'ROUND 2', status: 'running' },
              { id: 't2', parentId: 'r2', label: 'gpt-4o Thought', status: 'running' },
            ],
          }),
        ],
      },
      { status: { type: 'streaming' }, parts: [] },
    ),
  },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('gpt-4o Thought')).toBeVisible();
  },
};

/** Where the server lets all through, what went in and came out is shown too. */
export const Full: Story = {
  args: {
    message: answer({
      status: 'succeeded',
      nodes: [
        node('Weigh the passages', { type: 'code', elapsedMs: 41, inputs: { passages: 4 }, outputs: { best: [1, 3] } }),
      ],
    }),
  },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', { name: /^Weigh the passages/ }));
    await expect(await canvas.findByText(/"passages": 4/)).toBeVisible();
  },
};
