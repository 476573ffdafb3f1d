import type { Meta, StoryObj } from '@storybook/react-vite';
import { FileText, Languages, ListChecks, PenLine } from 'lucide-react';
import { expect } from 'storybook/test';
import { Stage } from '../../testing/stage.tsx';
import { Composer } from '../composer/composer.tsx';
import { Icon } from '../icon/icon.tsx';
import type { ComposerTrigger } from './composer-trigger.ts';

const commands: ComposerTrigger = {
  char: '/',
  label: 'Commands',
  items: [
    {
      id: 'summarise',
      label: 'summarise',
      description: 'What was said so far, in five lines',
      icon: <Icon as={ListChecks} />,
      group: 'This conversation',
    },
    {
      id: 'report',
      label: 'report',
      description: 'For the workshop, with times and torques',
      icon: <Icon as={FileText} />,
      group: 'This conversation',
    },
    { id: 'shorter', label: 'shorter', icon: <Icon as={PenLine} />, group: 'My text' },
    {
      id: 'translate',
      label: 'translate',
      description: 'Norwegian, German, Japanese',
      icon: <Icon as={Languages} />,
      group: 'My text',
    },
  ],
};

const names = ['Ada Lovelace', 'Alan Turing', 'Grace Hopper', 'Katherine Johnson', '山田 太郎', 'עדה לביא'];
const people: ComposerTrigger = {
  char: '@',
  label: 'People',
  items: names.map((label) => ({ id: label, label })),
};

const meta = {
  title: 'components/chat/Triggers',
  component: Composer,
  args: { triggers: [commands, people] },
  decorators: [
    (Story) => (
      <Stage>
        <div style={{ paddingBlockStart: 320 }}>
          <Story />
        </div>
      </Stage>
    ),
  ],
} satisfies Meta<typeof Composer>;
export default meta;

type Story = StoryObj<typeof meta>;

/** Commands in two groups, with icons and a second text. */
export const Commands: Story = {
  play: async ({ canvas, userEvent }) => {
    await userEvent.type(canvas.getByRole('textbox'), '/');
    await expect(await canvas.findByRole('listbox', { name: 'Commands' })).toBeVisible();
  },
};

/** People, in the middle of a text: the list stands at the sign. */
export const People: Story = {
  play: async ({ canvas, userEvent }) => {
    await userEvent.type(canvas.getByRole('textbox'), 'Please forward this to @');
    await expect(await canvas.findByRole('listbox', { name: 'People' })).toBeVisible();
  },
};

/** Nothing fits: Enter sends what was written. */
export const Nothing: Story = {
  play: async ({ canvas, userEvent }) => {
    await userEvent.type(canvas.getByRole('textbox'), '/xyz');
    await expect((await canvas.findAllByText('Nothing found'))[0]).toBeVisible();
  },
};

/** Items are on their way. */
export const Loading: Story = {
  args: { triggers: [{ char: '@', items: () => new Promise(() => undefined) }] },
  play: async ({ canvas, userEvent }) => {
    await userEvent.type(canvas.getByRole('textbox'), '@');
    await expect((await canvas.findAllByText('Loading'))[0]).toBeVisible();
  },
};

/** They did not come. Enter asks again. */
export const Failed: Story = {
  args: { triggers: [{ char: '@', items: () => Promise.reject(new Error('offline')) }] },
  play: async ({ canvas, userEvent }) => {
    await userEvent.type(canvas.getByRole('textbox'), '@');
    await expect(await canvas.findByRole('option', { name: 'Try again' })).toBeVisible();
  },
};

/** As wide as a phone, in the dark, from right to left. */
export const NarrowDark: Story = {
  ...Commands,
  globals: { theme: 'dark', direction: 'rtl' },
  decorators: [
    (Story) => (
      <div style={{ inlineSize: 350 }}>
        <Story />
      </div>
    ),
  ],
};
