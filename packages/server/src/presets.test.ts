import { createBrowserDify, type DifyEvent, type DifyStream } from '@dify-oapi/core';
import { createEmulator, defineApp } from '@dify-oapi/emulator';
import { demoSeed } from '@dify-oapi/emulator/demo';
import { describe, expect, it } from 'vitest';
import { createDifyHandler } from './handler.ts';
import type { AppOptions } from './options.ts';
import { secret } from './testing/handler-on.ts';

const withFiles = defineApp({
  key: 'app-files',
  parameters: {
    file_upload: { enabled: true, allowed_file_types: ['image', 'document'], number_limits: 3 },
    text_to_speech: { enabled: true },
  },
});

/** Pages of two people, on an emulated Dify with an app of each kind. */
function pages(options: Partial<AppOptions> = {}) {
  const demo = demoSeed();
  const emulator = createEmulator({ ...demo, apps: [...(demo.apps ?? []), withFiles] });
  const baseURL = 'http://localhost/v1';
  const handler = createDifyHandler({
    apps: {
      desk: { baseURL, apiKey: 'app-service-desk', ...options },
      files: { baseURL, apiKey: 'app-files', ...options },
      writer: { baseURL, apiKey: 'app-reply-writer', operations: 'completion', ...options },
      report: { baseURL, apiKey: 'app-service-report', operations: 'workflow', ...options },
    },
    identify: (request) => ({ id: request.headers.get('x-test-person') ?? 'ada' }),
    secret,
    fetch: emulator.fetch,
  });
  return (app: string, person = 'ada') =>
    createBrowserDify({
      url: `https://app.example/api/dify/${app}`,
      fetch: (input, init) => {
        const request = new Request(input, init);
        request.headers.set('x-test-person', person);
        return handler(request);
      },
    });
}

async function eventsOf(stream: DifyStream): Promise<DifyEvent[]> {
  const events: DifyEvent[] = [];
  for await (const event of stream) events.push(event);
  return events;
}

const report = { symptoms: 'Error E-214 shows', model: 'Fjell 3' };
const missing = { status: 404 };

describe('a page of a text generator', () => {
  it('has its text written, rates it and stops it', async () => {
    const dify = pages()('writer');
    const inputs = { query: 'What does the error E-214 mean?', tone: 'short' };
    const events = await eventsOf(dify.completion.stream({ inputs }));
    const text = events.map((event) => (event.event === 'message' ? event.answer : '')).join('');
    expect(text).toContain('E-214');
    const end = events.find((event) => event.event === 'message_end');
    expect(await dify.messages.feedback({ message_id: end?.message_id ?? '', rating: 'like' })).toEqual({
      result: 'success',
    });
    expect(await dify.completion.stop({ task_id: end?.task_id ?? '' })).toEqual({ result: 'success' });
    const answer = await dify.completion.send({ inputs });
    expect(answer.answer).toContain('E-214');
    expect((await dify.app.parameters()).user_input_form).toBeInstanceOf(Array);
    await expect(dify.conversations.list()).rejects.toMatchObject(missing);
  });
});

describe('a page of a workflow', () => {
  it('runs it, reads how it ended, attaches to it again, and stops it', async () => {
    const dify = pages()('report');
    const events = await eventsOf(dify.workflows.stream({ inputs: report }));
    const end = events.at(-1);
    if (end?.event !== 'workflow_finished') throw new TypeError('The run has no end.');
    expect(end.data.outputs?.report).toMatch(/^# Service report: Fjell 3/);
    const names = new Set(events.map(({ event }) => event));
    expect([...names].sort()).toEqual(['text_chunk', 'workflow_finished', 'workflow_started']);
    const workflow_run_id = end.workflow_run_id ?? '';
    expect(workflow_run_id).toContain('~');
    expect(await dify.workflows.get({ workflow_run_id })).toMatchObject({
      status: end.data.status,
      outputs: end.data.outputs,
    });
    const again = await eventsOf(dify.workflows.events({ workflow_run_id, include_state_snapshot: true }));
    expect(again.at(-1)).toMatchObject({ event: 'workflow_finished', data: { status: end.data.status } });
    expect(await dify.workflows.stop({ task_id: end.task_id ?? '' })).toEqual({ result: 'success' });
    const run = await dify.workflows.run({ inputs: report });
    expect(await dify.workflows.get({ workflow_run_id: run.workflow_run_id })).toMatchObject({
      outputs: run.data.outputs,
    });
  });

  it('P05 knows nothing of another person’s run and form', async () => {
    const dify = pages();
    const events = await eventsOf(dify('report').workflows.stream({ inputs: { ...report, review: true } }));
    const form = events.find((event) => event.event === 'human_input_required');
    const form_token = form?.event === 'human_input_required' ? (form.data.form_token ?? '') : '';
    const workflow_run_id = form?.event === 'human_input_required' ? (form.workflow_run_id ?? '') : '';
    const task_id = form?.task_id ?? '';
    const other = dify('report', 'mallory');
    await expect(other.workflows.get({ workflow_run_id })).rejects.toMatchObject(missing);
    await expect(other.workflows.stop({ task_id })).rejects.toMatchObject(missing);
    await expect(other.humanInput.get({ form_token })).rejects.toMatchObject(missing);
    await expect(other.humanInput.submit({ form_token, action: 'sign' })).rejects.toMatchObject(missing);
    await expect(eventsOf(other.workflows.events({ workflow_run_id }))).rejects.toMatchObject(missing);
    const bare = workflow_run_id.slice(0, workflow_run_id.indexOf('~'));
    await expect(dify('report').workflows.get({ workflow_run_id: bare })).rejects.toMatchObject(missing);
  });

  it('answers its form, and may not answer it twice', async () => {
    const dify = pages()('report');
    const events = await eventsOf(dify.workflows.stream({ inputs: { ...report, review: true } }));
    const form = events.find((event) => event.event === 'human_input_required');
    const form_token = form?.event === 'human_input_required' ? (form.data.form_token ?? '') : '';
    expect((await dify.humanInput.get({ form_token })).user_actions.map(({ id }) => id)).toEqual(['sign', 'reject']);
    expect(await dify.humanInput.submit({ form_token, action: 'sign', inputs: { name: 'Ada' } })).toEqual({});
    await expect(dify.humanInput.submit({ form_token, action: 'sign', inputs: { name: 'Ada' } })).rejects.toMatchObject(
      {
        status: 412,
        code: 'human_input_form_submitted',
      },
    );
  });

  it('sees which nodes run at detail summary, and no more', async () => {
    const events = await eventsOf(pages({ detail: 'summary' })('report').workflows.stream({ inputs: report }));
    const node = events.find((event) => event.event === 'node_finished');
    if (node?.event !== 'node_finished') throw new TypeError('There is no node.');
    expect(node.data).toMatchObject({ title: 'Start', status: 'succeeded', node_type: 'start' });
    expect(Object.keys(node.data)).not.toContain('inputs');
    expect(Object.keys(node.data)).not.toContain('outputs');
    expect(events.some(({ event }) => event === 'iteration_next')).toBe(true);
  });

  it('sees all of it at detail full', async () => {
    const events = await eventsOf(pages({ detail: 'full' })('report').workflows.stream({ inputs: report }));
    const node = events.find((event) => event.event === 'node_finished');
    expect(node?.event === 'node_finished' && node.data.inputs).toMatchObject({ model: 'Fjell 3' });
  });
});

describe('a page of a chat', () => {
  it('sends a file, finds it in the history, and loads it', async () => {
    const dify = pages()('files');
    const file = await dify.files.upload({ file: new File(['# Notes'], 'notes.md', { type: 'text/markdown' }) });
    const files = [{ type: 'document' as const, transfer_method: 'local_file' as const, upload_file_id: file.id }];
    const events = await eventsOf(dify.chat.stream({ query: 'Look', inputs: {}, files }));
    const conversation_id = events.find((event) => event.event === 'message')?.conversation_id ?? '';
    const [turn] = (await dify.messages.list({ conversation_id })).data;
    expect(turn?.answer).not.toBe('');
    const [sent] = turn?.message_files ?? [];
    expect(sent?.upload_file_id).toBe(file.id);
    const response = await dify.files.preview({ file_id: sent?.upload_file_id ?? '' });
    expect(response.headers.get('content-disposition')).toMatch(/^attachment/);
    expect(await response.text()).toBe('# Notes');
  });

  it('has an answer read aloud by its handle', async () => {
    const dify = pages();
    const events = await eventsOf(dify('files').chat.stream({ query: 'Hi', inputs: {} }));
    const end = events.find((event) => event.event === 'message_end');
    const message_id = end?.event === 'message_end' ? (end.speech_id ?? '') : '';
    const response = await dify('files').audio.fromText({ message_id });
    expect(response.headers.get('content-type')).toMatch(/^audio\//);
    expect((await response.arrayBuffer()).byteLength).toBeGreaterThan(0);
    await expect(dify('files', 'mallory').audio.fromText({ message_id })).rejects.toMatchObject(missing);
  });

  it('reads and changes what a chatflow keeps for the conversation', async () => {
    const dify = pages()('desk');
    const events = await eventsOf(dify.chat.stream({ query: 'How do I store the battery in winter?', inputs: {} }));
    const conversation_id = events.find((event) => event.event === 'message')?.conversation_id ?? '';
    expect((await dify.conversations.variables({ conversation_id })).data).toBeInstanceOf(Array);
    const variable_id = '5b4ff11c-bf0e-4060-a08c-1eb493ecab0b';
    await expect(dify.conversations.updateVariable({ conversation_id, variable_id, value: 'x' })).rejects.toMatchObject(
      missing,
    );
  });

  it('P05 cannot send another person’s file', async () => {
    const dify = pages();
    const { id } = await dify('files').files.upload({ file: new File(['x'], 'x.md', { type: 'text/markdown' }) });
    const files = [{ type: 'document' as const, transfer_method: 'local_file' as const, upload_file_id: id }];
    await expect(
      eventsOf(dify('files', 'mallory').chat.stream({ query: 'Hi', inputs: {}, files })),
    ).rejects.toMatchObject(missing);
    await expect(dify('files', 'mallory').files.preview({ file_id: id })).rejects.toMatchObject(missing);
    await expect(dify('writer').completion.send({ inputs: { query: 'x' }, files })).rejects.toMatchObject(missing);
  });
});
