import { endpoints } from '@dify-oapi/core/endpoints';
import { describe, expect, it } from 'vitest';
import type { Operation } from '../operations.ts';
import type { AppOptions } from '../options.ts';
import { unsealed } from '../testing/handle-of.ts';
import { apiKey, baseURL, handlerOn } from '../testing/handler-on.ts';
import {
  answerMetadata,
  citation,
  file,
  finished,
  form,
  paused,
  runId,
  submission,
  thought,
} from '../testing/leveled-events.ts';
import { json, recordedDify } from '../testing/recorded-dify.ts';
import { requestFor, uuid } from '../testing/request-for.ts';
import { inside, type WordLevel, word, wordsIn } from '../testing/words.ts';

const none = () => word('none');
const full = () => word('full');
const usage = () => word('usage');

const settings: readonly (readonly [string, Partial<AppOptions>, WordLevel[]])[] = [
  ['none', { detail: 'none' }, ['none']],
  ['none with usage', { detail: 'none', usage: true }, ['none', 'usage']],
  ['none with thinking', { detail: 'none', thinking: true }, ['none', 'thinking']],
  ['summary', { detail: 'summary' }, ['none', 'summary']],
  ['full', { detail: 'full' }, ['none', 'summary', 'usage', 'thinking', 'full']],
];

const page = (item: object) => ({ limit: none(), has_more: none(), data: [item] });

const turn = () => ({
  ...inside(),
  id: uuid,
  conversation_id: none(),
  parent_message_id: none(),
  inputs: { name: full() },
  query: none(),
  answer: none(),
  feedback: { rating: none() },
  retriever_resources: [citation()],
  created_at: none(),
  agent_thoughts: [{ ...thought(), message_id: none(), created_at: none(), files: [none()] }],
  message_files: [file(), { ...file(), upload_file_id: uuid }],
  status: none(),
  error: full(),
  extra_contents: [
    {
      ...inside(),
      type: none(),
      workflow_run_id: runId,
      submitted: none(),
      form_definition: form(),
      form_submission_data: submission(),
    },
  ],
  message_tokens: usage(),
  answer_tokens: usage(),
  total_tokens: usage(),
  provider_response_latency: usage(),
  total_price: usage(),
  currency: usage(),
});

const message = (more: object = {}) => ({
  ...inside(),
  event: none(),
  task_id: uuid,
  id: none(),
  message_id: uuid,
  conversation_id: none(),
  mode: none(),
  answer: none(),
  metadata: answerMetadata(),
  created_at: none(),
  ...more,
});

const conversation = () => ({
  ...inside(),
  id: none(),
  name: none(),
  inputs: { a: full() },
  status: none(),
  introduction: none(),
  created_at: none(),
  updated_at: none(),
});

/** Closed answers: what their fields are not shows at no detail. */
const hidden = () => ({ something_new: 'CANARY', tenant_id: 'CANARY', nested: { deep: ['CANARY'] } });

const variable = () => ({
  ...hidden(),
  id: none(),
  name: none(),
  value_type: none(),
  value: none(),
  description: none(),
  created_at: none(),
  updated_at: none(),
});

const answers: readonly (readonly [string, Operation, object])[] = [
  ['a chat’s answer', 'sendChatMessage', message()],
  ['a chatflow that waits', 'sendChatMessage', message({ workflow_run_id: runId, data: { ...inside(), ...paused() } })],
  ['a text', 'createCompletionMessage', message()],
  [
    'a run',
    'executeWorkflow',
    { ...inside(), task_id: uuid, workflow_run_id: runId, data: { ...inside(), ...finished() } },
  ],
  ['a run that waits', 'executeWorkflow', { task_id: uuid, workflow_run_id: runId, data: { ...paused(), id: runId } }],
  ['the detail of a run', 'getWorkflowRunDetail', { ...inside(), ...finished(), inputs: { 'sys.query': full() } }],
  ['the history', 'getConversationHistory', page(turn())],
  ['the conversations', 'getConversationsList', page(conversation())],
  ['a renamed conversation', 'renameConversation', conversation()],
  ['variables', 'getConversationVariables', page(variable())],
  ['a changed variable', 'updateChatConversationVariable', variable()],
  ['speech written down', 'audioToText', { ...hidden(), text: none() }],
  ['an answered form', 'submitChatflowHumanInputForm', hidden()],
  [
    'an upload',
    'uploadChatFile',
    {
      ...hidden(),
      id: uuid,
      name: none(),
      size: none(),
      extension: none(),
      mime_type: none(),
      created_at: none(),
      created_by: 'CANARY',
      source_url: 'CANARY',
      preview_url: 'CANARY',
      user_id: 'CANARY',
      reference: 'CANARY',
      file_key: 'CANARY',
    },
  ],
];

describe.each(settings)('P07: answers at detail %s', (_, options, levels) => {
  it.each(answers)('P07 %s shows exactly what it may', async (_name, operation, answer) => {
    const apps = { support: { baseURL, apiKey, operations: [operation], ...options } };
    const response = await handlerOn(recordedDify(() => json(answer)).fetch, { apps })(
      requestFor(endpoints[operation]),
    );
    expect(response.status).toBe(200);
    const text = unsealed(await response.text());
    expect(wordsIn(text)).toEqual(wordsIn(JSON.stringify(answer), levels));
    expect(text).not.toContain('CANARY');
  });
});
