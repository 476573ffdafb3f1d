import '../../styles/index.css';
import { memoryAdapter, type StorageAdapter } from '@dify-oapi/core';
import type { Emulator } from '@dify-oapi/emulator';
import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { describe, expect, it } from 'vitest';
import { DifyProvider } from '../../provider/dify-provider.tsx';
import { anAppWithAForm } from '../../testing/an-app-with-a-form.ts';
import { ChatStage } from '../../testing/chat-stage.tsx';
import { difyOn } from '../../testing/dify-on.ts';
import { DifyChat, type DifyChatProps } from '../chat/dify-chat.tsx';
import { loadSchemaCheck } from './schema-check.ts';

const form = () => screen.findByRole('group', { name: 'Before the first message' });
const questions = () => screen.queryAllByRole('article', { name: 'You' }).map(({ textContent }) => textContent);

describe('the form of an app', () => {
  it('holds the first message back until it is filled in, says where, and keeps the text', async () => {
    render(<ChatStage emulator={anAppWithAForm()} />);
    const group = await form();
    const name = within(group).getByRole('textbox', { name: /^Your name/ });
    await userEvent.type(screen.getByRole('textbox', { name: 'Message' }), 'It squeaks{Enter}');
    await waitFor(() => expect(document.activeElement).toBe(name));
    expect(name.getBoundingClientRect().top).toBeGreaterThan(0);
    expect(within(group).getAllByText('This is needed.')).toHaveLength(2);
    expect(screen.getByRole('textbox', { name: 'Message' })).toHaveProperty('value', 'It squeaks');
    expect(questions()).toEqual([]);
    await userEvent.type(name, 'Ada');
    expect(within(group).getAllByText('This is needed.')).toHaveLength(1);
    await userEvent.selectOptions(within(group).getByRole('combobox', { name: 'Model' }), 'Elv 2');
    await userEvent.type(within(group).getByRole('textbox', { name: /^Kilometres/ }), '1200');
    expect(screen.getByRole('heading', { name: 'Hello Ada' })).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Send' }));
    await screen.findByText('Ada rides Elv 2, 1200 km.');
    expect(questions()).toEqual(['It squeaks']);
    expect(screen.queryByRole('group', { name: 'Before the first message' })).toBeNull();
  });

  it('is seen from its beginning, however long it is', async () => {
    render(<ChatStage emulator={anAppWithAForm()} />);
    await form();
    await waitFor(() => expect(screen.getByRole('region', { name: 'Messages' }).scrollTop).toBe(0));
    expect(screen.queryByRole('button', { name: /^Newest/ })).toBeNull();
  });

  it('says what is wrong when a field is left, and no longer when it is mended', async () => {
    render(<ChatStage emulator={anAppWithAForm()} />);
    const group = await form();
    const km = within(group).getByRole('textbox', { name: /^Kilometres/ });
    await userEvent.type(km, 'many');
    expect(within(group).queryByText('This has to be a number.')).toBeNull();
    await userEvent.tab();
    expect(within(group).getByText('This has to be a number.')).toBeTruthy();
    expect(km.getAttribute('aria-invalid')).toBe('true');
    await userEvent.clear(km);
    expect(within(group).queryByText('This has to be a number.')).toBeNull();
    await userEvent.type(within(group).getByRole('textbox', { name: /^Log/ }), 'x');
    await userEvent.tab();
    expect(within(group).getByText('This has to be JSON: an object in braces.')).toBeTruthy();
    await loadSchemaCheck();
    const log = within(group).getByRole('textbox', { name: /^Log/ });
    await userEvent.clear(log);
    await userEvent.type(log, '{{"code": 214}');
    await userEvent.tab();
    expect(within(group).getByText('“code” has to be of this type: string.')).toBeTruthy();
    await userEvent.clear(log);
    await userEvent.type(log, '{{}');
    await userEvent.tab();
    expect(within(group).getByText('“code” is missing.')).toBeTruthy();
  });

  it('begins with what the host says, which then needs nobody', async () => {
    render(<ChatStage emulator={anAppWithAForm()} inputs={{ name: 'Grace', model: 'Fjell 3' }} />);
    const group = await form();
    expect(within(group).getByRole('textbox', { name: /^Your name/ })).toHaveProperty('value', 'Grace');
    await userEvent.click(screen.getByRole('button', { name: 'How do I store the battery?' }));
    await screen.findByText(/Grace rides Fjell 3/);
  });
});

/** An app whose uploads arrive when they are let. */
function withSlowUploads() {
  let arrive: () => void = () => undefined;
  const arrived = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  const emulator = anAppWithAForm();
  const sent: unknown[] = [];
  const fetch: Emulator['fetch'] = async (input, init) => {
    const request = new Request(input, init);
    if (request.url.includes('/files/upload')) await arrived;
    if (request.url.includes('/chat-messages')) sent.push(await request.clone().json());
    return emulator.fetch(request);
  };
  return { emulator: { ...emulator, fetch }, sent, arrive: () => arrive() };
}

const addPhoto = async (group: HTMLElement) => {
  const input = group.querySelector('input[type="file"]');
  if (!(input instanceof HTMLInputElement)) throw new Error('There is no file picker.');
  await userEvent.upload(input, new File(['x'], 'photo.png', { type: 'image/png' }));
};

describe('a file of the form that is still on its way', () => {
  it('holds the send back, also where the app can do without it, and both say so', async () => {
    const { emulator, arrive, sent } = withSlowUploads();
    render(<ChatStage emulator={emulator} inputs={{ name: 'Ada', model: 'Elv 2' }} />);
    const group = await form();
    await addPhoto(group);
    await userEvent.type(screen.getByRole('textbox', { name: 'Message' }), 'It squeaks{Enter}');
    expect(await within(group).findByText('This is still being uploaded.')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Send: waiting for 1 upload' })).toHaveProperty('disabled', true);
    expect(questions()).toEqual([]);
    arrive();
    await within(group).findByText('Ready');
    expect(within(group).queryByText('This is still being uploaded.')).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'Send' }));
    await waitFor(() => expect(questions()).toEqual(['It squeaks']));
    await screen.findByText(/^Ada rides Elv 2/);
    expect(sent[0]).toMatchObject({ inputs: { photos: [{ transfer_method: 'local_file' }] } });
  });

  it('holds a starter question back as well', async () => {
    const { emulator, arrive } = withSlowUploads();
    render(<ChatStage emulator={emulator} inputs={{ name: 'Ada', model: 'Elv 2' }} />);
    const group = await form();
    await addPhoto(group);
    await userEvent.click(screen.getByRole('button', { name: 'How do I store the battery?' }));
    expect(await within(group).findByText('This is still being uploaded.')).toBeTruthy();
    expect(questions()).toEqual([]);
    arrive();
    await within(group).findByText('Ready');
    await userEvent.click(screen.getByRole('button', { name: 'How do I store the battery?' }));
    await screen.findByText(/Ada rides Elv 2/);
  });

  it('is there when the form comes back beside the composer', async () => {
    render(<ChatStage emulator={anAppWithAForm()} inputs={{ name: 'Ada', model: 'Elv 2' }} />);
    const group = await form();
    await addPhoto(group);
    await within(group).findByText('Ready');
    await write('It squeaks');
    await screen.findByText(/^Ada rides Elv 2/);
    await userEvent.click(await screen.findByRole('button', { name: 'Your details: Ada' }));
    expect(within(screen.getByRole('dialog', { name: 'Your details' })).getByText('photo.png')).toBeTruthy();
  });
});

/** A place that keeps what a browser would. */
function Visit({ emulator, storage, ...props }: DifyChatProps & { emulator: Emulator; storage: StorageAdapter }) {
  const [dify] = useState(() => difyOn(emulator));
  return (
    <DifyProvider dify={dify} storage={storage} locale="en">
      <div style={{ blockSize: 720 }}>
        <DifyChat layout="inline" {...props} />
      </div>
    </DifyProvider>
  );
}

const write = async (text: string) => {
  await userEvent.type(screen.getByRole('textbox', { name: 'Message' }), `${text}{Enter}`);
};

describe('the form of an app after the first message', () => {
  it('is found beside the composer, and what is changed there counts from the next message', async () => {
    render(<ChatStage emulator={anAppWithAForm()} inputs={{ name: 'Ada' }} />);
    await userEvent.selectOptions(within(await form()).getByRole('combobox', { name: 'Model' }), 'Elv 2');
    await write('It squeaks');
    await screen.findByText(/^Ada rides Elv 2/);
    await userEvent.click(await screen.findByRole('button', { name: 'Your details: Ada' }));
    const panel = screen.getByRole('dialog', { name: 'Your details' });
    const name = within(panel).getByRole('textbox', { name: /^Your name/ });
    expect(document.activeElement).toBe(name);
    await userEvent.clear(name);
    await userEvent.type(name, 'Grace{Enter}');
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Message' }));
    expect(questions()).toHaveLength(1);
    await write('And now?');
    await screen.findByText(/^Grace rides Elv 2/);
  });

  it('is sent again after the page was loaded anew, also when a question is asked again', async () => {
    const emulator = anAppWithAForm();
    const storage = memoryAdapter();
    const first = render(<Visit emulator={emulator} storage={storage} inputs={{ name: 'Ada', model: 'Elv 2' }} />);
    await form();
    await write('It squeaks');
    await screen.findByText(/^Ada rides Elv 2/);
    first.unmount();
    const conversation = emulator.snapshot().conversations[0]?.id ?? '';
    render(<Visit emulator={emulator} storage={storage} defaultConversationId={conversation} />);
    await screen.findByText(/^Ada rides Elv 2/);
    await write('And now?');
    await waitFor(() => expect(screen.getAllByText(/^Ada rides Elv 2/)).toHaveLength(2));
    const again = screen.getAllByRole('button', { name: 'Ask again' }).at(-1);
    if (again === undefined) throw new Error('Nothing can be asked again.');
    await userEvent.click(again);
    await screen.findByRole('group', { name: /versions/i });
    await waitFor(() => expect(screen.getAllByText(/^Ada rides Elv 2/)).toHaveLength(2));
  });

  it('is asked for where it is not known: the message waits, and the field that is missing has the focus', async () => {
    const emulator = anAppWithAForm();
    const first = render(
      <Visit emulator={emulator} storage={memoryAdapter()} inputs={{ name: 'Ada', model: 'Elv 2' }} />,
    );
    await form();
    await write('It squeaks');
    await screen.findByText(/^Ada rides Elv 2/);
    first.unmount();
    const conversation = emulator.snapshot().conversations[0]?.id ?? '';
    render(<Visit emulator={emulator} storage={memoryAdapter()} defaultConversationId={conversation} />);
    await screen.findByText(/^Ada rides Elv 2/);
    await write('And now?');
    const panel = await screen.findByRole('dialog', { name: 'Your details' });
    await waitFor(() =>
      expect(document.activeElement).toBe(within(panel).getByRole('textbox', { name: /^Your name/ })),
    );
    expect(screen.getByRole('textbox', { name: 'Message' })).toHaveProperty('value', 'And now?');
    expect(questions()).toHaveLength(1);
    await userEvent.keyboard('{Escape}');
    expect(screen.queryByRole('dialog')).toBeNull();
  });
});
