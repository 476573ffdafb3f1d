import { createDify } from '@dify-oapi/core';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { createEmulator } from '../emulator.ts';
import { reply } from '../model/reply.ts';
import { appFromDsl } from './app-from-dsl.ts';

const chat = `
app: { name: Helper, mode: chat, description: Helps., icon: 🧭, icon_background: '#E0F2FE' }
kind: app
version: 0.6.0
model_config:
  opening_statement: Hello {{name}}!
  pre_prompt: You talk to {{name}}.
  model: { name: gpt-x, provider: openai }
  dataset_configs:
    top_k: 2
    score_threshold_enabled: true
    score_threshold: 0.4
    datasets: { datasets: [{ dataset: { enabled: true, id: 0f5c1d2e-3b4a-4c5d-8e6f-7a8b9c0d1e2f } }] }
  user_input_form:
    - text-input: { label: Name, variable: name, required: true, max_length: 48 }
  suggested_questions: [What now?]
  sensitive_word_avoidance: { enabled: false, type: '', configs: [] }
  text_to_speech: { enabled: true, voice: alloy, language: en-US }
`;

const workflow = `
app: { name: Shout, mode: workflow }
kind: app
version: 0.6.0
workflow:
  features:
    file_upload: { enabled: true, image: { enabled: true, number_limits: 2, transfer_methods: [local_file] } }
  graph:
    nodes:
      - { id: start, position: { x: 0, y: 0 }, data: { type: start, title: Start, variables: [{ variable: text, label: Text, type: paragraph, required: true }] } }
      - { id: loud, position: { x: 9, y: 0 }, data: { type: code, title: Loud, code_language: python3, code: '', variables: [{ variable: text, value_selector: [start, text] }], outputs: { loud: { type: string } } } }
      - { id: end, data: { type: end, title: End, outputs: [{ variable: loud, value_selector: [loud, loud], value_type: string }] } }
    edges:
      - { id: a, source: start, sourceHandle: source, target: loud, targetHandle: target }
      - { id: b, source: loud, sourceHandle: source, target: end, targetHandle: target }
`;

describe('appFromDsl', () => {
  it('reads a chat app: form, greeting, prompt, model, knowledge bases', () => {
    const app = appFromDsl(parse(chat), { key: 'app-1', author: 'Ada' });
    expect(app.info).toMatchObject({ name: 'Helper', mode: 'chat', description: 'Helps.', author_name: 'Ada' });
    expect(app).toMatchObject({ prompt: 'You talk to {{name}}.', modelName: 'gpt-x' });
    expect(app.datasets).toEqual({
      ids: ['0f5c1d2e-3b4a-4c5d-8e6f-7a8b9c0d1e2f'],
      top_k: 2,
      score_threshold: 0.4,
    });
    expect(app.parameters).toMatchObject({
      opening_statement: 'Hello {{name}}!',
      suggested_questions: ['What now?'],
      user_input_form: [{ 'text-input': { variable: 'name', required: true } }],
      sensitive_word_avoidance: { enabled: false },
      text_to_speech: { enabled: true, voice: 'alloy' },
    });
    expect(app.site).toMatchObject({ title: 'Helper', icon: '🧭', icon_background: '#E0F2FE' });
  });

  it('reads a workflow that runs, with what its code comes to', async () => {
    const app = appFromDsl(parse(workflow), {
      key: 'app-2',
      model: reply('unused'),
      functions: { code: { loud: ({ text }) => ({ loud: String(text).toUpperCase() }) } },
    });
    expect(app.parameters.file_upload).toEqual({
      enabled: true,
      allowed_file_types: ['image'],
      allowed_file_extensions: [],
      allowed_file_upload_methods: ['local_file'],
      number_limits: 2,
    });
    const { fetch } = createEmulator({ apps: [app] });
    const dify = createDify({ baseURL: 'http://dify.test/v1', apiKey: 'app-2', user: 'u1', fetch });
    const run = await dify.workflows.run({ inputs: { text: 'hi' } });
    expect(run.data).toMatchObject({ status: 'succeeded', outputs: { loud: 'HI' } });
  });

  it('refuses what is no app', () => {
    expect(() => appFromDsl({ kind: 'rag_pipeline' }, { key: 'x' })).toThrow(/This is no app of Dify.*"app.mode"/);
  });
});
