import type { FormField, FormReply, PendingForm, SubmitResult } from '@dify-oapi/core';
import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, fn } from 'storybook/test';
import { Stage } from '../../testing/stage.tsx';
import { HumanInputForm } from './human-input-form.tsx';

const field = (name: string, kind: FormField['kind'], more: Partial<FormField> = {}): FormField => ({
  name,
  kind,
  initial: '',
  options: [],
  fileTypes: [],
  fileExtensions: [],
  uploadMethods: [],
  limit: null,
  ...more,
});

function aForm(more: Partial<PendingForm> = {}): PendingForm {
  return {
    id: 'form-1',
    nodeId: 'review',
    title: 'Book the workshop slot',
    token: 'token-1',
    markdown: 'Bergen, **Thursday 27 November**, 08:30.\n\n{{#$output.note#}}\n\nThe bike comes back the same day.',
    isRendered: true,
    fields: [field('note', 'paragraph')],
    actions: [
      { id: 'book', title: 'Book it', style: 'primary' },
      { id: 'other', title: 'Other time', style: 'default' },
    ],
    expiresAt: Date.now() + 5 * 60_000,
    displayInUI: true,
    state: 'waiting',
    ...more,
  };
}

/** Takes what is submitted, and answers as the server would. */
function answering(result: SubmitResult) {
  return fn(async (_: FormReply): Promise<SubmitResult> => result);
}

const meta = {
  component: HumanInputForm,
  decorators: [
    (Story) => (
      <Stage>
        <Story />
      </Stage>
    ),
  ],
  args: { form: aForm(), onSubmit: answering({ ok: true, form: aForm({ state: 'answered' }) }) },
} satisfies Meta<typeof HumanInputForm>;
export default meta;

type Story = StoryObj<typeof meta>;

/** Text, a field where the text wants it, the app's own buttons, the time that is left. */
export const Waiting: Story = {
  play: async ({ args, canvas, userEvent }) => {
    await expect(canvas.getByRole('form', { name: 'Waiting for you: Book the workshop slot' })).toBeVisible();
    await userEvent.type(canvas.getByRole('textbox', { name: 'note' }), 'The bell too');
    await userEvent.tab();
    await userEvent.keyboard('{Enter}');
    await expect(args.onSubmit).toHaveBeenCalledWith({ action: 'book', inputs: { note: 'The bell too' } });
  },
};

/** Every kind of field. What is missing is said beside its field before anything is sent, and has the focus. */
export const AllFields: Story = {
  args: {
    form: aForm({
      markdown: 'Please look at the damage.',
      fields: [
        field('comment', 'paragraph', { initial: 'Looks fine' }),
        field('grade', 'select', { options: ['minor', 'major'] }),
        field('photo', 'file', { fileTypes: ['image'] }),
        field('papers', 'file-list', { limit: 2, fileTypes: ['document'] }),
        field('report', 'file', { uploadMethods: ['remote_url'], fileTypes: ['document'] }),
      ],
      actions: [
        { id: 'yes', title: 'Accept', style: 'primary' },
        { id: 'ask', title: 'Ask again', style: 'accent' },
        { id: 'no', title: 'Decline', style: 'ghost' },
      ],
    }),
  },
  play: async ({ args, canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Accept' }));
    await expect(args.onSubmit).not.toHaveBeenCalled();
    await expect(canvas.getByRole('combobox', { name: 'grade' })).toHaveFocus();
    await expect(canvas.getByRole('combobox', { name: 'grade' })).toHaveAccessibleDescription('This is needed.');
    await userEvent.selectOptions(canvas.getByRole('combobox', { name: 'grade' }), 'minor');
    await expect(canvas.getByRole('combobox', { name: 'grade' })).toBeValid();
  },
};

/** On its way: the fields are closed, the buttons do nothing. */
export const Submitting: Story = { args: { form: aForm({ state: 'submitting' }) } };

/** The last minute comes in words. */
export const LastMinute: Story = {
  args: { form: aForm({ expiresAt: Date.now() + 40_000 }) },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('status')).toHaveTextContent('Less than a minute left');
  },
};

/** The server was not reached; what was written is kept. */
export const NotSent: Story = {
  args: {
    form: aForm(),
    onSubmit: answering({ ok: false, reason: 'failed', form: aForm() }),
  },
  play: async ({ canvas, userEvent }) => {
    await userEvent.type(canvas.getByRole('textbox', { name: 'note' }), 'Kept');
    await userEvent.click(canvas.getByRole('button', { name: 'Book it' }));
    await expect(canvas.getByRole('alert')).toHaveTextContent('This could not be sent.');
    await expect(canvas.getByRole('textbox', { name: 'note' })).toHaveValue('Kept');
  },
};

/** Answered: one line is left. */
export const Answered: Story = {
  args: { form: aForm({ state: 'answered', answer: { action: 'book', title: 'Book it', values: {} } }) },
};

/** Somebody else was first. */
export const Taken: Story = { args: { form: aForm({ state: 'taken' }) } };

/** Nobody answered in time; the clock says so before the server does. */
export const TimedOut: Story = {
  args: { form: aForm({ expiresAt: Date.now() - 1000 }) },
  play: async ({ canvas }) => {
    await expect(canvas.getByText('Nobody answered in time.')).toBeVisible();
  },
};

/** Sent by e-mail: there is nothing to fill in here. */
export const Elsewhere: Story = { args: { form: aForm({ state: 'elsewhere', token: null }) } };
