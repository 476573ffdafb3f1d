import { endpoints } from '@dify-oapi/core/endpoints';
import { describe, expect, it } from 'vitest';
import { isAdminOperation, type Operation, operations } from '../operations.ts';
import { handleOf } from '../testing/handle-of.ts';
import { apiKey, baseURL, errorOf, fromPage, handlerOn, question, secret } from '../testing/handler-on.ts';
import { json, line, recordedDify, stream } from '../testing/recorded-dify.ts';
import { requestFor, uuid } from '../testing/request-for.ts';
import type { HandleKind } from './handle-kind.ts';
import { createHandles } from './handles.ts';

const open = operations.filter((operation) => !isAdminOperation(operation));
const apps = {
  support: { baseURL, apiKey, operations: open },
  sales: { baseURL, apiKey, operations: open },
};
const missing = { status: 404, code: 'not_found' };
const day = 86_400_000;

/** Each place where a page sends a handle. */
const places: readonly (readonly [string, HandleKind, Operation, (handle: string) => Request])[] = [
  ['a stop of a chat', 'task', 'stopChatMessageGeneration', inPath('stopChatMessageGeneration', 'task_id')],
  ['a stop of a text', 'task', 'stopGenerate', inPath('stopGenerate', 'task_id')],
  ['a stop of a workflow', 'task', 'stopWorkflowTaskGeneration', inPath('stopWorkflowTaskGeneration', 'task_id')],
  ['a run', 'workflow-run', 'getWorkflowRunDetail', inPath('getWorkflowRunDetail', 'workflow_run_id')],
  ['a run’s events', 'workflow-run', 'streamWorkflowEvents', inPath('streamWorkflowEvents', 'workflow_run_id')],
  ['a file', 'file', 'previewChatFile', inPath('previewChatFile', 'file_id')],
  ['a form', 'form', 'getChatflowHumanInputForm', inPath('getChatflowHumanInputForm', 'form_token')],
  ['an answered form', 'form', 'submitChatflowHumanInputForm', inPath('submitChatflowHumanInputForm', 'form_token')],
  ['a file with a message', 'file', 'sendChatMessage', (handle) => question({ files: [fileOf(handle)] })],
  [
    'a file inside inputs',
    'file',
    'sendChatMessage',
    (handle) => question({ inputs: { a: { b: [{ c: fileOf(handle) }] } } }),
  ],
  [
    'a file of a workflow',
    'file',
    'executeWorkflow',
    (handle) => fromPage('POST', '/workflows/run', { body: JSON.stringify({ inputs: { a: [fileOf(handle)] } }) }),
  ],
  [
    'a file in a form',
    'file',
    'submitChatflowHumanInputForm',
    (handle) =>
      fromPage('POST', `/form/human_input/${handleOf('form', uuid)}`, {
        body: JSON.stringify({ action: 'yes', inputs: { picture: fileOf(handle) } }),
      }),
  ],
  [
    'a message to be read',
    'message',
    'textToAudioChat',
    (handle) => fromPage('POST', '/text-to-audio', { body: JSON.stringify({ message_id: handle }) }),
  ],
];

function inPath(operation: Operation, slot: string): (handle: string) => Request {
  const endpoint = endpoints[operation];
  return (handle) => requestFor(endpoint, endpoint.path.replace(`{${slot}}`, handle));
}

function fileOf(upload_file_id: string) {
  return { type: 'image', transfer_method: 'local_file', upload_file_id };
}

async function ask(request: Request, options: Parameters<typeof handlerOn>[1] = {}) {
  const dify = recordedDify(() => json({ result: 'success' }));
  const response = await handlerOn(dify.fetch, { apps, ...options })(request);
  return { response, asked: dify.requests };
}

function as(person: string, request: Request): Request {
  request.headers.set('x-test-person', person);
  return request;
}

describe('P05: a handle is its owner’s', () => {
  it.each(places)('P05 for %s it leads its owner to Dify’s own id', async (_, kind, _operation, requestWith) => {
    const { asked } = await ask(requestWith(handleOf(kind, uuid)));
    expect(asked).toHaveLength(1);
    const [sent] = asked;
    const text = `${sent?.url} ${sent?.body}`;
    expect(text).toContain(uuid);
    expect(text).not.toContain('~');
  });

  it.each(places)('P05 for %s it is a 404 for anybody else', async (_, kind, _operation, requestWith) => {
    const handle = handleOf(kind, uuid, { user: 'grace' });
    const { response, asked } = await ask(as('ada', requestWith(handle)));
    expect(await errorOf(response)).toMatchObject(missing);
    expect(asked).toEqual([]);
  });

  it('P05 a form that is shared may be answered by another person of the site, but not in another app', async () => {
    const sharing = { apps: { ...apps, support: { ...apps.support, sharesForms: true } } };
    const form = handlesOf({ sharesForms: true }).seal('form', uuid) ?? '';
    const get = inPath('getChatflowHumanInputForm', 'form_token');
    expect((await ask(as('grace', get(form)), sharing)).asked).toHaveLength(1);
    expect((await ask(as('grace', get(form)))).asked).toEqual([]);
    const elsewhere = new Request(`https://app.example/api/dify/sales/form/human_input/${form}`);
    expect((await ask(elsewhere, sharing)).asked).toEqual([]);
  });
});

function handlesOf(options: Partial<Parameters<typeof createHandles>[0]> = {}) {
  return createHandles({ secrets: [secret], app: 'support', user: 'ada', ...options });
}

describe('P06: what is no handle opens nothing', () => {
  const kinds: readonly HandleKind[] = ['run', 'workflow-run', 'task', 'file', 'form', 'message', 'batch'];

  it.each(places)('P06 for %s a raw id, and wrong handles of its owner', async (_, kind, _operation, requestWith) => {
    const right = handleOf(kind, uuid);
    const wrong = [
      uuid,
      handleOf(kind, uuid, { app: 'sales' }),
      handleOf(kind, uuid, { secret: `another ${secret}` }),
      handleOf(kind, uuid, { at: Date.now() - 33 * day }),
      handleOf(kind === 'task' ? 'run' : 'task', uuid),
      right.slice(0, -1),
      right.slice(0, right.indexOf('~') + 1),
      right.replace(/^5/, '6'),
      right.replace('~', '~~'),
      `${right}A`,
    ];
    for (const handle of wrong) {
      const { response, asked } = await ask(requestWith(handle));
      expect([400, 404]).toContain(response.status);
      expect(asked).toEqual([]);
    }
    expect((await ask(requestWith(uuid))).response.status).toBe(404);
    expect((await ask(requestWith(wrong[3] ?? ''))).response.status).toBe(404);
  });

  it('P06 a handle with any one character changed', () => {
    const handles = handlesOf();
    for (const kind of kinds) {
      const id = kind === 'batch' ? '20260101123045123456' : uuid;
      const handle = handles.seal(kind, id) ?? '';
      expect(handles.open(kind, handle)).toBe(id);
      for (let at = 0; at < handle.length; at += 1) {
        for (const other of ['0', '1', 'A', 'B', '_', '~', '.']) {
          if (handle[at] === other) continue;
          const changed = handle.slice(0, at) + other + handle.slice(at + 1);
          expect(() => handles.open(kind, changed)).toThrow('There is no such thing');
        }
      }
    }
  });

  it('P06 a handle of another kind', () => {
    const handles = handlesOf();
    for (const kind of kinds) {
      for (const other of kinds.filter((one) => one !== kind && one !== 'batch')) {
        const handle = handles.seal(other, uuid) ?? '';
        expect(() => handles.open(kind, handle)).toThrow('There is no such thing');
      }
    }
  });

  it('P06 a handle is good for thirty days and no longer than thirty-one', () => {
    const at = Date.UTC(2026, 0, 10, 13, 45);
    const handle = handlesOf({ now: () => at }).seal('file', uuid) ?? '';
    const opened = (later: number) => handlesOf({ now: () => at + later }).open('file', handle);
    expect(opened(0)).toBe(uuid);
    expect(opened(30 * day)).toBe(uuid);
    expect(() => opened(31 * day)).toThrow('There is no such thing');
  });

  it('P06 handles of the old secret are taken while it is listed, and new ones are made with the new secret', () => {
    const old = handlesOf();
    const both = handlesOf({ secrets: [`new ${secret}`, secret] });
    const late = handlesOf({ secrets: [`new ${secret}`] });
    const handle = old.seal('file', uuid) ?? '';
    expect(both.open('file', handle)).toBe(uuid);
    expect(() => late.open('file', handle)).toThrow('There is no such thing');
    expect(late.open('file', both.seal('file', uuid) ?? '')).toBe(uuid);
    expect(() => old.open('file', both.seal('file', uuid) ?? '')).toThrow('There is no such thing');
  });

  it('P06 parts cannot be moved between user, id and expiry', () => {
    const handle = handlesOf({ user: 'ada\0x' }).seal('task', 'y') ?? '';
    expect(() => handlesOf({ user: 'ada' }).open('task', handle)).toThrow('There is no such thing');
    const [, signed = ''] = handle.split('~');
    expect(() => handlesOf({ user: 'ada' }).open('task', `x~${signed}`)).toThrow('There is no such thing');
  });
});

describe('a handle', () => {
  it('is the id, the secret’s name, the day of its end and an HMAC that WebCrypto makes too', async () => {
    const handle = handlesOf().seal('file', uuid) ?? '';
    const [, expires = '', signature = ''] = handle.slice(handle.indexOf('~') + 1).split('.');
    expect(handle).toMatch(/^[A-Za-z0-9_.~-]{1,512}$/);
    expect(handle.startsWith(`${uuid}~`)).toBe(true);
    expect(signature).toBe(await webCryptoHMAC(secret, `\0handle\0file\0support\0ada\0${uuid}\0${expires}`));
    expect(handle).not.toContain(secret.slice(0, 6));
  });

  it('is the same text all day', () => {
    expect(handlesOf().seal('file', uuid)).toBe(handlesOf().seal('file', uuid));
  });

  it.each<[HandleKind, string]>([
    ['file', '../x'],
    ['file', uuid.slice(1)],
    ['workflow-run', ''],
    ['task', 'a~b'],
    ['task', 'a b'],
    ['batch', '2026'],
    ['form', 'short'],
  ])('is not made for a %s %j', (kind, id) => {
    expect(handlesOf().seal(kind, id)).toBeUndefined();
  });

  it('is made once, however often an id is named', () => {
    const handles = handlesOf();
    const ids = Array.from({ length: 20_000 }, (_, at) => `task-${at % 10}`);
    expect(new Set(ids.map((id) => handles.seal('task', id))).size).toBe(10);
  });
});

describe('where handles are handed out', () => {
  const run = '0c1f5a52-9ab7-4c39-9f6b-2f1c1f0f7a11';
  const form_token = '9FbxBAF1Nw4VCMJCtdd94T';

  it('an upload answers one that can be sent with a message', async () => {
    const dify = recordedDify(() => json({ id: uuid, name: 'a.txt', size: 1 }, 201));
    const response = await handlerOn(dify.fetch, { apps })(requestFor(endpoints.uploadChatFile));
    const { id } = await response.json();
    expect(id).toBe(handleOf('file', uuid));
    expect((await ask(question({ files: [fileOf(id)] }))).asked[0]?.json.files).toEqual([fileOf(uuid)]);
  });

  it('a stream names its task, run, files, forms and message by them', async () => {
    const events = [
      line('workflow_started', { workflow_run_id: run, data: { id: run } }),
      line('human_input_required', { workflow_run_id: run, data: { form_id: 'f', node_id: 'n', form_token } }),
      line('message_end', {
        files: [
          { related_id: uuid, upload_file_id: uuid, transfer_method: 'local_file' },
          { dify_model_identity: '__dify__file__', related_id: uuid, transfer_method: 'local_file' },
          { dify_model_identity: '__dify__file__', related_id: uuid, transfer_method: 'tool_file' },
        ],
      }),
      line('workflow_paused', { workflow_run_id: run, data: { workflow_run_id: run, reasons: [{ form_token }] } }),
    ];
    const response = await handlerOn(recordedDify(() => stream(...events)).fetch, { apps })(question());
    const shown = (await response.text())
      .split('\n\n')
      .filter((record) => record !== '')
      .map((record) => JSON.parse(record.slice(record.indexOf('data: ') + 6)));
    const task_id = handleOf('task', '87133e06-e616-45f3-a517-313ca2e24627');
    const sealedRun = handleOf('workflow-run', run);
    const sealedForm = handleOf('form', form_token);
    const file = handleOf('file', uuid);
    expect(shown).toMatchObject([
      { task_id, workflow_run_id: sealedRun, data: { id: sealedRun } },
      { task_id, data: { form_token: sealedForm } },
      {
        speech_id: handleOf('message', '80739cfc-7640-4d76-b91e-89dd3b801d99'),
        files: [{ related_id: uuid, upload_file_id: file }, { related_id: file }, { related_id: uuid }],
      },
      { data: { workflow_run_id: sealedRun, reasons: [{ form_token: sealedForm }] } },
    ]);
  });

  it('blocking answers, the history and a run’s detail have them', async () => {
    const dify = recordedDify(({ url }) => {
      if (url.pathname.endsWith('/chat-messages')) return json({ task_id: 't1', message_id: uuid, answer: 'Hi' });
      if (url.pathname.endsWith('/messages')) return json({ limit: 20, has_more: false, data: [turn] });
      if (url.pathname.endsWith('/workflows/run'))
        return json({ task_id: 't1', workflow_run_id: run, data: { id: run } });
      return json({ id: run, status: 'succeeded', outputs: { picture: made } });
    });
    const made = { dify_model_identity: '__dify__file__', related_id: uuid, transfer_method: 'local_file', url: 'u' };
    const turn = {
      id: uuid,
      query: '',
      answer: '',
      message_files: [{ id: 'm', upload_file_id: uuid }],
      extra_contents: [{ type: 'human_input', workflow_run_id: run, form_definition: { form_token } }],
    };
    const handler = handlerOn(dify.fetch, { apps });
    const answerTo = async (request: Request) => (await handler(request)).json();
    const sealedRun = handleOf('workflow-run', run);
    expect(await answerTo(question({ response_mode: 'blocking' }))).toMatchObject({
      task_id: handleOf('task', 't1'),
      message_id: uuid,
      speech_id: handleOf('message', uuid),
    });
    expect(await answerTo(fromPage('GET', `/messages?conversation_id=${uuid}`))).toMatchObject({
      data: [
        {
          id: uuid,
          speech_id: handleOf('message', uuid),
          message_files: [{ id: 'm', upload_file_id: handleOf('file', uuid) }],
          extra_contents: [
            { workflow_run_id: sealedRun, form_definition: { form_token: handleOf('form', form_token) } },
          ],
        },
      ],
    });
    expect(await answerTo(requestFor(endpoints.executeWorkflow))).toMatchObject({
      task_id: handleOf('task', 't1'),
      workflow_run_id: sealedRun,
      data: { id: sealedRun },
    });
    expect(await answerTo(requestFor(endpoints.getWorkflowRunDetail))).toMatchObject({
      id: sealedRun,
      outputs: { picture: { related_id: handleOf('file', uuid), url: 'u' } },
    });
  });

  it('a message is read aloud by its handle; a raw id is only let go of where a text is sent too', async () => {
    const speak = (body: object) => fromPage('POST', '/text-to-audio', { body: JSON.stringify(body) });
    expect((await ask(speak({ message_id: uuid, text: 'Hi' }))).asked[0]?.json).not.toHaveProperty('message_id');
    expect((await ask(speak({ message_id: handleOf('message', uuid) }))).asked[0]?.json.message_id).toBe(uuid);
    expect((await ask(speak({ message_id: handleOf('message', uuid, { user: 'grace' }), text: 'Hi' }))).asked).toEqual(
      [],
    );
  });
});

async function webCryptoHMAC(key: string, text: string): Promise<string> {
  const bytes = new TextEncoder();
  const imported = await crypto.subtle.importKey('raw', bytes.encode(key), { name: 'HMAC', hash: 'SHA-256' }, false, [
    'sign',
  ]);
  return Buffer.from(await crypto.subtle.sign('HMAC', imported, bytes.encode(text))).toString('base64url');
}
