import type { ToolPart } from '@dify-oapi/core';
import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect } from 'storybook/test';
import { Stage } from '../../testing/stage.tsx';
import { StepList } from '../steps/step-list.tsx';
import { Tool } from './tool-step.tsx';

const part: ToolPart = {
  type: 'tool',
  id: 't1',
  name: 'spec_lookup',
  labels: { spec_lookup: { en_US: 'Spec lookup', zh_Hans: '规格查询' } },
  input: '{"spec_lookup":{"part":"rear_axle"}}',
  output: '{"spec_lookup":"{\\"torque_nm\\":40,\\"tool\\":\\"Hex 8\\"}"}',
  state: 'done',
  startedAt: 0,
  ms: 300,
};

const meta = {
  component: Tool,
  decorators: [
    (Story) => (
      <Stage>
        <StepList>
          <Story />
        </StepList>
      </Stage>
    ),
  ],
  args: { part },
} satisfies Meta<typeof Tool>;
export default meta;

type Story = StoryObj<typeof meta>;

/** What went in and came out; JSON in lines. */
export const Done: Story = {
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', { name: /^Used Spec lookup/ }));
    await expect(await canvas.findByText(/"torque_nm": 40/)).toBeVisible();
    await expect(canvas.getByText(/"part": "rear_axle"/)).toBeVisible();
  },
};

/** The verb says that it goes on. */
export const Running: Story = {
  args: { part: { type: 'tool', id: 't1', name: 'stock_check', input: '{"part":"nut"}', state: 'running' } },
};

/** Dify hands the failure to the model; the answer may still go on. */
export const Failed: Story = {
  args: {
    part: {
      ...part,
      labels: {},
      output: '{"spec_lookup":"tool invoke error: the service answered 503"}',
      state: 'failed',
    },
  },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', { name: /^Could not use spec_lookup/ }));
    await expect(await canvas.findByText(/answered 503/)).toBeVisible();
  },
};

/** Several tools at once, each with its own. */
export const Several: Story = {
  args: {
    part: {
      ...part,
      name: 'spec_lookup;stock_check',
      labels: {},
      input: '{"spec_lookup":{"part":"axle"},"stock_check":{"part":"nut"}}',
      output: '{"spec_lookup":"40 Nm","stock_check":"12 in stock"}',
    },
  },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', { name: /spec_lookup, stock_check/ }));
    await expect(await canvas.findByText('12 in stock')).toBeVisible();
  },
};

/** A knowledge base is a tool of an agent too. */
export const Knowledge: Story = {
  args: { part: { ...part, name: 'dataset_5b4ff11c-bf0e-4060-a08c-1eb493ecab0b', labels: {} } },
};
