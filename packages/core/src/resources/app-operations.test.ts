import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type AnyEndpoint, endpoints } from '../endpoints.ts';
import { checkInput } from '../transport/check-input.ts';
import { checkOutput } from '../transport/check-output.ts';
import * as annotations from './annotations/endpoints.ts';
import * as audio from './audio/endpoints.ts';
import * as chat from './chat/endpoints.ts';
import * as completion from './completion/endpoints.ts';
import * as conversations from './conversations/endpoints.ts';
import * as endUsers from './end-users/endpoints.ts';
import * as feedbacks from './feedbacks/endpoints.ts';
import * as files from './files/endpoints.ts';
import stored from './fixtures/app.json' with { type: 'json' };
import * as humanInput from './human-input/endpoints.ts';
import * as messages from './messages/endpoints.ts';
import * as workflows from './workflows/endpoints.ts';

const known: Readonly<Record<string, AnyEndpoint>> = endpoints;
const fixtures: Readonly<Record<string, readonly unknown[]>> = stored;
const uuid = '8eb20e60-ac67-44be-9a75-f9c6e5d5f235';

describe('answers of real servers', () => {
  it.each(Object.entries(fixtures))('%s has the shape that its schema promises', (operation, answers) => {
    expect(answers.length).toBeGreaterThan(0);
    for (const answer of answers) expect(checkOutput(endpointOf(operation), answer)).toBe(answer);
  });

  it('a stored turn without the fields of newer servers is read', () => {
    const turn = { id: uuid, conversation_id: uuid, query: 'Hi', answer: '', created_at: 1 };
    expect(checkOutput(messages.list, { limit: 20, has_more: false, data: [turn] }).data[0]?.total_tokens).toBe(
      undefined,
    );
  });

  it('an unknown run full of null is read', () => {
    const run = { id: null, workflow_id: null, status: null, inputs: null, outputs: null, error: null };
    expect(checkOutput(workflows.get, run).status).toBe(null);
  });

  it('outputs and inputs of a run are read as text and decoded', () => {
    const run = { id: uuid, status: 'succeeded', inputs: { query: 'x' }, outputs: '{"answer":"y"}' };
    expect(checkOutput(workflows.get, run).outputs).toBe('{"answer":"y"}');
  });

  it('a body in place of none is no failure of a delete', () => {
    expect(() => checkOutput(conversations.delete, 204)).not.toThrow();
    expect(() => checkOutput(annotations.delete, undefined)).not.toThrow();
  });

  it('a control of a kind that is not known yet is kept', () => {
    const form = [{ colour: { variable: 'c' } }, { 'text-input': { variable: 'name', max_length: 48 } }];
    const { user_input_form } = checkOutput(endpoints.getChatAppParameters, { user_input_form: form });
    expect(user_input_form?.[1]?.['text-input']?.max_length).toBe(48);
    expect(user_input_form?.[0]?.colour).toEqual({ variable: 'c' });
  });
});

describe('inputs', () => {
  it.each([
    ['annotations.update', annotations.update, { annotation_id: 'abc', question: 'q', answer: 'a' }, 'annotation_id'],
    ['annotations.delete', annotations.delete, { annotation_id: '..' }, 'annotation_id'],
    ['annotations.replyStatus', annotations.replyStatus, { action: 'enable', job_id: 'abc' }, 'job_id'],
    ['conversations.delete', conversations.delete, { conversation_id: 'abc' }, 'conversation_id'],
    ['conversations.variables', conversations.variables, { conversation_id: 'abc' }, 'conversation_id'],
    [
      'conversations.updateVariable',
      conversations.updateVariable,
      { conversation_id: uuid, variable_id: 'x', value: 1 },
      'variable_id',
    ],
    ['endUsers.get', endUsers.get, { end_user_id: 'rec-user-1' }, 'end_user_id'],
    ['files.preview', files.preview, { file_id: 'abc' }, 'file_id'],
    ['messages.suggested', messages.suggested, { message_id: 'abc' }, 'message_id'],
    ['messages.feedback', messages.feedback, { message_id: 'abc', rating: 'like' }, 'message_id'],
    ['workflows.get', workflows.get, { workflow_run_id: 'abc' }, 'workflow_run_id'],
    ['workflows.events', workflows.events, { workflow_run_id: 'abc' }, 'workflow_run_id'],
    ['workflows.runById', workflows.runById, { workflow_id: 'draft', inputs: {} }, 'workflow_id'],
    ['audio.fromText', audio.fromText, { message_id: 'abc' }, 'message_id'],
  ])(
    '%s takes nothing but a UUID where the server has one',
    (_, endpoint: AnyEndpoint, input: object, field: string) => {
      expect(() => checkInput(endpoint, input)).toThrow(`needs "${field}" to be a UUID`);
    },
  );

  it.each([
    ['chat.send', chat.send, { query: 'Hi' }],
    ['completion.send', completion.send, {}],
    ['workflows.run', workflows.run, {}],
    ['conversations.list', conversations.list, {}],
    ['humanInput.submit', humanInput.submit, { form_token: 't', action: 'approve' }],
  ])('%s takes a user of 1 to 255 characters', (_, endpoint: AnyEndpoint, input: object) => {
    expect(() => checkInput(endpoint, { ...input, user: 'u'.repeat(255) })).not.toThrow();
    expect(() => checkInput(endpoint, { ...input, user: 'u'.repeat(256) })).toThrow(
      'needs "user" to be at most 255 characters long',
    );
    expect(() => checkInput(endpoint, { ...input, user: '' })).toThrow('needs "user" to be at least 1 characters long');
  });

  it.each([
    ['completion.send', completion.send],
    ['workflows.run', workflows.run],
  ])('%s sends empty inputs where none are given', (_, endpoint) => {
    expect(checkInput(endpoint, {})).toEqual({ inputs: {} });
  });

  it('an unknown field is refused, with the ones that there are', () => {
    expect(() => checkInput(annotations.create, { question: 'q', answer: 'a', hit_count: 1 })).toThrow(
      'has no field "hit_count". Its fields are question, answer.',
    );
    expect(() => checkInput(workflows.get, { workflow_run_id: uuid, user: 'u' })).toThrow('has no field "user"');
    expect(() => checkInput(conversations.rename, { conversation_id: uuid, title: 'x' })).toThrow(
      'Its fields are conversation_id, name, auto_generate, user.',
    );
  });

  it('a conversation is renamed to a name, or gets one made', () => {
    const conversation_id = uuid;
    expect(() => checkInput(conversations.rename, { conversation_id, name: '名前 👋' })).not.toThrow();
    expect(() => checkInput(conversations.rename, { conversation_id, auto_generate: true })).not.toThrow();
    expect(() => checkInput(conversations.rename, { conversation_id })).toThrow(
      'needs "name" to be the new name, unless auto_generate is true, received nothing',
    );
    expect(() => checkInput(conversations.rename, { conversation_id, name: ' ' })).toThrow(
      'needs "name" to be text that is not blank',
    );
    expect(() => checkInput(conversations.rename, { conversation_id, name: 'n'.repeat(256) })).toThrow(
      'needs "name" to be at most 255 characters long',
    );
  });

  it.each([
    ['text', 'x'],
    ['number', 1.5],
    ['boolean', false],
    ['array', ['x', 1, null]],
    ['object', { a: [1, null, true] }],
  ])('a variable takes a %s', (_, value) => {
    const input = { conversation_id: uuid, variable_id: uuid, value };
    expect(checkInput(conversations.updateVariable, input)).toEqual(input);
  });

  it.each([[null], [undefined], [Number.NaN]])('a variable does not take %s', (value) => {
    const input = { conversation_id: uuid, variable_id: uuid, value };
    expect(() => checkInput(conversations.updateVariable, input)).toThrow(
      'needs "value" to be a text, number, boolean, array or object',
    );
  });

  it.each([
    ['conversations.list', conversations.list, {}, 100],
    ['conversations.variables', conversations.variables, { conversation_id: uuid }, 100],
    ['messages.list', messages.list, { conversation_id: uuid }, 100],
    ['annotations.list', annotations.list, {}, 100],
    ['workflows.logs', workflows.logs, {}, 100],
    ['feedbacks.list', feedbacks.list, {}, 101],
  ])('%s takes pages that the server gives in full', (_, endpoint, input, most) => {
    expect(() => checkInput(endpoint, { ...input, limit: most })).not.toThrow();
    for (const limit of [0, -1, 1.5, most + 1]) {
      expect(() => checkInput(endpoint, { ...input, limit })).toThrow('needs "limit" to be');
    }
  });

  it('times of the log are ISO 8601', () => {
    expect(() => checkInput(workflows.logs, { created_at__before: '2026-01-31T12:00:00+01:00' })).not.toThrow();
    expect(() => checkInput(workflows.logs, { created_at__after: 'yesterday' })).toThrow('to be an ISO 8601 time');
    expect(() => checkInput(workflows.logs, { created_at__after: '2026-13-01' })).toThrow('to be an ISO 8601 time');
  });

  it('what is read aloud is a message or a text', () => {
    expect(() => checkInput(audio.fromText, { message_id: uuid })).not.toThrow();
    expect(() => checkInput(audio.fromText, { text: 'Hello', voice: 'alloy' })).not.toThrow();
    expect(() => checkInput(audio.fromText, { voice: 'alloy' })).toThrow('needs "text" to be a text, unless there is');
    expect(() => checkInput(audio.fromText, { text: '' })).toThrow('needs "text" to be text that is not empty');
  });

  it('uploads and recordings are files', () => {
    const file = new File(['x'], 'a.wav', { type: 'audio/wav' });
    expect(checkInput(audio.toText, { file }).file).toBe(file);
    expect(() => checkInput(audio.toText, { file: 'a.wav' })).toThrow('needs "file" to be a File or Blob');
    expect(() => checkInput(files.upload, {})).toThrow('needs "file" to be a File or Blob');
  });

  it('a file of a message says where it is', () => {
    const withFile = (file: object) => checkInput(chat.send, { query: 'Look', files: [{ type: 'image', ...file }] });
    expect(() => withFile({ transfer_method: 'local_file', upload_file_id: uuid })).not.toThrow();
    expect(() => withFile({ transfer_method: 'remote_url', url: 'https://example.com/a.png' })).not.toThrow();
    expect(() => withFile({})).toThrow('needs "files.0.transfer_method"');
    expect(() => withFile({ transfer_method: 'local_file' })).toThrow('needs "files.0.upload_file_id" to be the id of');
    expect(() => withFile({ transfer_method: 'remote_url', url: '' })).toThrow('needs "files.0.url" to be an address');
  });

  it('a form takes texts and files, which are all that its fields can hold', () => {
    const form = { form_token: 'DEoRkqe8U7e2m2JQz1Awz3', action: 'approve' };
    const file = { type: 'image', transfer_method: 'local_file', upload_file_id: uuid };
    expect(checkInput(humanInput.submit, form)).toEqual({ ...form, inputs: {} });
    const inputs = { comment: 'Fine', grade: 'good', picture: file, pages: [file, file] };
    expect(checkInput(humanInput.submit, { ...form, inputs })).toEqual({ ...form, inputs });
    expect(() => checkInput(humanInput.submit, { ...form, inputs: { comment: 5 } })).toThrow(
      'needs "inputs.comment" to be a text, a file or a list of files, received number',
    );
    expect(() => checkInput(humanInput.submit, { form_token: '../x', action: 'approve' })).toThrow(
      'to be an identifier',
    );
  });

  it('an annotation reply is switched on or off, with its model in both cases', () => {
    const model = {
      embedding_provider_name: 'langgenius/openai/openai',
      embedding_model_name: 'text-embedding-3-small',
    };
    const input = { ...model, action: 'disable', score_threshold: 0.9 };
    expect(() => checkInput(annotations.configureReply, input)).not.toThrow();
    expect(() => checkInput(annotations.configureReply, { ...input, action: 'bad' })).toThrow('"enable" or "disable"');
    expect(() => checkInput(annotations.configureReply, { ...input, score_threshold: 90 })).toThrow('to be at most 1');
    expect(() => checkInput(annotations.configureReply, { action: 'disable' })).toThrow('needs "score_threshold"');
  });

  it('names of traces are ones that the server keeps', () => {
    expect(() => checkInput(workflows.run, { trace_id: 'a-1', trace_session_id: 'chat 7' })).not.toThrow();
    expect(() => checkInput(workflows.run, { trace_id: 'a 1' })).toThrow('needs "trace_id" to be at most 128 letters');
    expect(() => checkInput(chat.send, { query: 'x', trace_session_id: ' ' })).toThrow('to be 1 to 200 characters');
  });
});

describe('operations', () => {
  it('need the user where the server refuses without one', () => {
    const needing = Object.keys(fixtures).filter((operation) => endpointOf(operation).user === 'required');
    expect(needing.sort()).toEqual([
      'createCompletionMessage',
      'executeWorkflow',
      'getSuggestedQuestions',
      'postChatMessageFeedback',
      'runWorkflowById',
      'sendChatMessage',
      'stopChatMessageGeneration',
      'stopGenerate',
      'stopWorkflowTaskGeneration',
      'submitChatflowHumanInputForm',
    ]);
    expect(workflows.events.user).toBe('required');
  });

  it('say how their lists are paged', () => {
    const paged = Object.keys(fixtures).flatMap((name) => {
      const { pages } = endpointOf(name);
      return pages === undefined ? [] : [[name, pages]];
    });
    expect(Object.fromEntries(paged)).toEqual({
      getAnnotationList: 'page',
      getChatAppFeedbacks: 'page',
      getConversationHistory: 'first_id',
      getConversationVariables: 'last_id',
      getConversationsList: 'last_id',
      getSuggestedQuestions: 'whole',
      getWorkflowLogs: 'page',
    });
  });
});

/** Recordings of real servers, where the workspace has them beside it. */
const folder = '../shared/wire';

interface Exchange {
  operation: string | null;
  request: { path: string; body_text?: string; form?: { name: string; value?: string; filename?: string }[] };
  response?: { status: number; body_text?: unknown };
}

describe.skipIf(!existsSync(folder)).each(['1.14.2', '1.16.1'])('recordings of %s', (version) => {
  const operations = new Set([
    ...Object.keys(fixtures),
    'deleteAnnotation',
    'deleteConversation',
    'previewChatFile',
    'streamWorkflowEvents',
    'textToAudioChat',
  ]);
  const exchanges = existsSync(folder) ? read(`${folder}/${version}`).filter(isDone) : [];

  function isDone({ operation, response }: Exchange): boolean {
    return operation !== null && operations.has(operation) && response !== undefined && response.status < 300;
  }

  it('every JSON answer has the shape that its schema promises', () => {
    const seen = new Set<string>();
    for (const { operation, response } of exchanges) {
      const answer = jsonOf(response?.body_text);
      if (operation === null || answer === undefined) continue;
      checkOutput(endpointOf(operation), answer);
      seen.add(operation);
    }
    expect([...seen]).toEqual(expect.arrayContaining(Object.keys(fixtures)));
  });

  it('every request passes, but for those with fields that a server drops in silence', () => {
    const odd = [
      'createAnnotation foo',
      'executeWorkflow workflow_id',
      'getAnnotationList limit',
      'getConversationsList foo',
      'getConversationsList last_id',
      'getConversationsList user',
      'sendChatMessage files.0.transfer_method',
      'sendChatMessage files.0.url',
      'sendChatMessage query',
      'sendChatMessage remote_url',
      'sendChatMessage workflow_id',
      'submitChatflowHumanInputForm extra',
      'uploadChatFile extra',
      'uploadChatFile user',
    ];
    const refusals = new Set<string>();
    const passed = new Set<string>();
    for (const { operation, request } of exchanges) {
      const endpoint = endpointOf(operation ?? '');
      try {
        checkInput(endpoint, inputOf(endpoint, request));
        passed.add(endpoint.operationId);
      } catch (error) {
        const field = error instanceof Error ? /"([^"]+)"/.exec(error.message)?.[1] : error;
        refusals.add(`${endpoint.operationId} ${field}`);
      }
    }
    expect([...passed].sort()).toEqual([...operations].sort());
    expect(odd).toEqual(expect.arrayContaining([...refusals]));
  });
});

function endpointOf(operation: string): AnyEndpoint {
  const endpoint = known[operation];
  if (endpoint === undefined) throw new TypeError(`There is no operation ${operation}.`);
  return endpoint;
}

function read(path: string): Exchange[] {
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json') && name !== 'index.json')
    .flatMap((name): Exchange[] => JSON.parse(readFileSync(`${path}/${name}`, 'utf8')).exchanges);
}

function jsonOf(body: unknown): unknown {
  if (typeof body !== 'string') return undefined;
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** What a caller of ours would have passed to make this request. */
function inputOf(endpoint: AnyEndpoint, request: Exchange['request']): Record<string, unknown> {
  const [path = '', query] = request.path.split('?');
  const pattern = new RegExp(`^/v1${endpoint.path.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`);
  const fields: Record<string, unknown> = { ...pattern.exec(path)?.groups };
  for (const [name, value] of new URLSearchParams(query)) {
    fields[name] = /^(limit|page)$/.test(name)
      ? Number(value)
      : /^(true|false)$/.test(value)
        ? value === 'true'
        : value;
  }
  Object.assign(fields, jsonOf(request.body_text));
  for (const { name, value, filename } of request.form ?? []) {
    fields[name] = filename === undefined ? value : new File(['x'], filename);
  }
  return fields;
}
