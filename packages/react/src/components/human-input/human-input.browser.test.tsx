import '../../styles/index.css';
import { type FormReply, memoryAdapter, type PendingForm } from '@dify-oapi/core';
import { cleanup, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { describe, expect, it } from 'vitest';
import { DifyProvider } from '../../provider/dify-provider.tsx';
import { aReviewApp } from '../../testing/a-review-app.ts';
import { anEmulator } from '../../testing/an-emulator.ts';
import { ChatStage } from '../../testing/chat-stage.tsx';
import { difyOn } from '../../testing/dify-on.ts';
import { HumanInputForm } from './human-input-form.tsx';

const log = () => screen.getByRole('log');
const question = () => userEvent.type(screen.getByRole('textbox', { name: 'Message' }), 'Book it for me{Enter}');

/** What axe finds in the chat, by rule. */
async function problems(): Promise<string[]> {
  const { violations } = await axe.run(log());
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(', ')}`);
}

describe.each(['1.14', '1.16'] as const)('a form in the chat, with Dify %s', (profile) => {
  it('is answered by keyboard alone, and the same answer goes on below it', async () => {
    render(<ChatStage emulator={aReviewApp({ profile })} />);
    await question();
    const form = await screen.findByRole('form', { name: 'Waiting for you: Book the slot' });
    expect(form.textContent).toContain('Thursday, 08:30.');
    expect(within(form).getByText(/left$/)).toBeTruthy();
    expect(await problems()).toEqual([]);
    const note = within(form).getByRole('textbox', { name: 'note' });
    note.focus();
    await userEvent.keyboard('Thanks!');
    await userEvent.tab();
    expect(document.activeElement).toBe(within(form).getByRole('button', { name: 'Book it' }));
    await userEvent.keyboard('{Enter}');
    await waitFor(() => expect(log().textContent).toContain('Booked. Thanks!'), { timeout: 10_000 });
    expect(screen.queryByRole('form', { name: /^Waiting for you/ })).toBeNull();
    expect(log().textContent).toContain('Answered with “Book it”.');
    expect(log().textContent?.match(/The slot is free\./g)).toHaveLength(1);
    expect(await problems()).toEqual([]);
  });
});

const field = (name: string, kind: PendingForm['fields'][number]['kind']) => ({
  ...{ name, kind, initial: '', options: [], fileTypes: [], fileExtensions: [], uploadMethods: [], limit: 2 },
});

function aForm(id = 'form-1'): PendingForm {
  return {
    ...{ id, nodeId: 'review', title: 'Damage', token: `token-${id}`, markdown: 'Please look.', isRendered: true },
    fields: [field('note', 'paragraph'), field('photos', 'file-list')],
    actions: [{ id: 'yes', title: 'Accept', style: 'primary' }],
    ...{ expiresAt: null, displayInUI: true, state: 'waiting' },
  };
}

function picker(): HTMLInputElement {
  const input = document.querySelector('input[type="file"]');
  if (!(input instanceof HTMLInputElement)) throw new Error('There is no file picker.');
  return input;
}

describe('a form that is left before it is sent', () => {
  const stage = (storage = memoryAdapter()) => {
    const emulator = anEmulator();
    const dify = difyOn(emulator);
    const sent: FormReply[] = [];
    const { rerender } = render(<p />);
    const show = (form?: PendingForm) =>
      rerender(
        <DifyProvider dify={dify} locale="en" storage={storage}>
          {form && (
            <HumanInputForm
              key={form.id}
              form={form}
              onSubmit={async (reply) => {
                sent.push(reply);
                return { ok: true, form: { ...form, state: 'answered' } };
              }}
            />
          )}
        </DifyProvider>,
      );
    return { emulator, sent, show };
  };
  const note = () => screen.getByRole('textbox', { name: 'note' });

  it('has what was written and added when it comes back, and nothing of it in another form', async () => {
    const { show, sent } = stage();
    show(aForm());
    await userEvent.type(note(), 'The bell too');
    await userEvent.upload(picker(), new File(['a,b'], 'log.csv'));
    await screen.findByText('Ready');
    show();
    expect(screen.queryByRole('textbox')).toBeNull();
    show(aForm('form-2'));
    expect(note()).toHaveProperty('value', '');
    expect(screen.queryByText('log.csv')).toBeNull();
    show(aForm());
    expect(note()).toHaveProperty('value', 'The bell too');
    expect(screen.getByText('log.csv')).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Accept' }));
    expect(sent[0]?.inputs).toMatchObject({ note: 'The bell too', photos: [{ transfer_method: 'local_file' }] });
  });

  it('has what was written after a reload, under whatever signature its id comes then, until it is sent', async () => {
    const storage = memoryAdapter();
    const before = stage(storage);
    before.show(aForm('form-1~a.1.one'));
    await userEvent.type(note(), 'The bell too');
    cleanup();
    const after = stage(storage);
    after.show(aForm('form-1~a.2.two'));
    await waitFor(() => expect(note()).toHaveProperty('value', 'The bell too'));
    await userEvent.click(screen.getByRole('button', { name: 'Accept' }));
    await waitFor(() => expect(after.sent).toMatchObject([{ inputs: { note: 'The bell too' } }]));
    cleanup();
    stage(storage).show(aForm());
    expect(note()).toHaveProperty('value', '');
  });

  it('is forgotten when it was answered by another person', async () => {
    const storage = memoryAdapter();
    const before = stage(storage);
    before.show(aForm());
    await userEvent.type(note(), 'Mine');
    before.show({ ...aForm(), state: 'taken' });
    await waitFor(() => expect(storage.keys()).toEqual([]));
  });

  it('has a file that was still on its way when it left', async () => {
    const { emulator, show, sent } = stage();
    show(aForm());
    emulator.faults.delayMs = 300;
    await userEvent.type(note(), 'x');
    await userEvent.upload(picker(), new File(['a,b'], 'log.csv'));
    show();
    emulator.faults.delayMs = 0;
    show(aForm());
    await screen.findByText('Ready');
    await userEvent.click(screen.getByRole('button', { name: 'Accept' }));
    expect(sent[0]?.inputs).toMatchObject({ photos: [{ transfer_method: 'local_file' }] });
  });

  it('begins anew once it was sent', async () => {
    const { show, sent } = stage();
    show(aForm());
    await userEvent.type(note(), 'Mine');
    await userEvent.upload(picker(), new File(['a,b'], 'log.csv'));
    await screen.findByText('Ready');
    await userEvent.click(screen.getByRole('button', { name: 'Accept' }));
    await waitFor(() => expect(sent).toHaveLength(1));
    show();
    show(aForm());
    expect(note()).toHaveProperty('value', '');
  });
});

describe('a file that is still on its way', () => {
  it('holds the answer of a form back, and the form says so', async () => {
    let arrive: () => void = () => undefined;
    const arrived = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    const emulator = anEmulator();
    const dify = difyOn({
      async fetch(request) {
        const held = new Request(request);
        if (held.url.includes('/files/upload')) await arrived;
        return emulator.fetch(held);
      },
    });
    const sent: FormReply[] = [];
    const form = aForm();
    const onSubmit = async (reply: FormReply) => {
      sent.push(reply);
      return { ok: true as const, form };
    };
    render(
      <DifyProvider dify={dify} locale="en">
        <HumanInputForm form={form} onSubmit={onSubmit} />
      </DifyProvider>,
    );
    await userEvent.type(screen.getByRole('textbox', { name: 'note' }), 'x');
    await userEvent.upload(picker(), new File(['a,b'], 'log.csv'));
    await userEvent.click(screen.getByRole('button', { name: 'Accept' }));
    expect(screen.getByText('This is still being uploaded.')).toBeTruthy();
    expect(sent).toEqual([]);
    arrive();
    await screen.findByText('Ready');
    expect(screen.queryByText('This is still being uploaded.')).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'Accept' }));
    expect(sent[0]?.inputs).toMatchObject({ photos: [{ transfer_method: 'local_file' }] });
  });
});
