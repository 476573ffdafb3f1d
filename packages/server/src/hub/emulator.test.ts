import { createEmulator, defineApp, reply, type WorkflowDefinition } from '@dify-oapi/emulator';
import { describe, expect, it } from 'vitest';
import { fromPage, handlerOn, question } from '../testing/handler-on.ts';
import { attached, handleIn, recordsIn, stopped, textIn } from '../testing/run-requests.ts';

const inputs = [
  { type: 'paragraph', output_variable_name: 'note', default: { type: 'constant', value: 'fine', selector: [] } },
] as const;

/** Says something, asks a person, and says what the person wrote. */
const workflow: WorkflowDefinition = {
  nodes: [
    { id: 'start', data: { type: 'start', title: 'start', variables: [] } },
    { id: 'before', data: { type: 'answer', title: 'before', answer: 'Before. ' } },
    {
      id: 'form',
      data: {
        type: 'human-input',
        title: 'form',
        delivery_methods: [{ type: 'webapp', enabled: true }],
        form_content: 'Well?',
        inputs: [...inputs],
        user_actions: [{ id: 'ok', title: 'OK' }],
        timeout: 1,
        timeout_unit: 'hour',
      },
    },
    { id: 'after', data: { type: 'answer', title: 'after', answer: 'After {{#form.note#}}.' } },
  ],
  edges: [
    { source: 'start', sourceHandle: 'source', target: 'before' },
    { source: 'before', sourceHandle: 'source', target: 'form' },
    { source: 'form', sourceHandle: 'ok', target: 'after' },
  ],
};

const apps = { support: { baseURL: 'http://localhost/v1', apiKey: 'app-c1234567890' } };

describe.each(['1.14', '1.16'] as const)('with Dify %s', (profile) => {
  it('a chatflow that asked a person goes on in the log that its reader left', async () => {
    const emulator = createEmulator({
      profile,
      pace: { firstMs: 0, pieceMs: 0 },
      apps: [defineApp({ key: apps.support.apiKey, mode: 'advanced-chat', model: reply('x'), workflow })],
    });
    const handler = handlerOn(emulator.fetch, { apps });
    const response = await handler(question());
    const paused = recordsIn(await response.text());
    expect(paused.at(-1)?.[1].event).toBe('workflow_paused');
    const token = /"form_token":"([^"]+)"/.exec(JSON.stringify(paused))?.[1] ?? '';
    const body = JSON.stringify({ inputs: { note: 'me' }, action: 'ok' });
    expect((await handler(fromPage('POST', `/form/human_input/${token}`, { body }))).status).toBe(200);
    const rest = recordsIn(await (await handler(attached(handleIn(response), paused.length))).text());
    expect(rest[0]?.[0]).toBe(paused.length + 1);
    expect(rest.at(-1)?.[1]).toMatchObject({ event: 'workflow_finished', data: { status: 'succeeded' } });
    expect(JSON.stringify(rest.at(-1))).toContain('After me.');
  });

  it('a chat is stopped by the handle of its run, and ends as Dify ends it', async () => {
    const emulator = createEmulator({
      profile,
      pace: { firstMs: 0, pieceMs: 10 },
      apps: [defineApp({ key: apps.support.apiKey, mode: 'chat', model: reply('word '.repeat(500)) })],
    });
    const handler = handlerOn(emulator.fetch, { apps });
    const response = await handler(question());
    expect((await handler(stopped(handleIn(response)))).status).toBe(200);
    const text = await response.text();
    expect(recordsIn(text).at(-1)?.[1].event).toBe('message_end');
    expect(textIn(text).length).toBeLessThan(2500);
  });
});
