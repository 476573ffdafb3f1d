import { describe, expect, it } from 'vitest';
import { collect } from './collect.ts';
import { directed } from './directed.ts';
import { extractive } from './extractive.ts';
import { modelRequest } from './model-request.ts';
import { openAICompatible } from './openai-compatible.ts';
import { reply } from './reply.ts';

const tools = [{ name: 'weather', description: 'The weather of a city.', parameters: schemaOf({ city: 'string' }) }];

function schemaOf(types: Readonly<Record<string, string>>) {
  const properties = Object.fromEntries(Object.entries(types).map(([name, type]) => [name, { type }]));
  return { type: 'object', properties };
}

describe('reply', () => {
  it('says a text, a stream, or what a function of the question makes', async () => {
    const said = async (model: ReturnType<typeof reply>) => (await collect(model, modelRequest({ query: 'Hi' }))).text;
    expect(await said(reply('One two'))).toBe('One two');
    expect(await said(reply(['a', { type: 'text', text: 'b' }]))).toBe('ab');
    expect(await said(reply((query) => `${query}!`))).toBe('Hi!');
  });

  it('proposes questions, and calls a conversation by its first one', async () => {
    const model = reply('x', { followUps: ['Why?'] });
    expect((await collect(model, modelRequest({ query: 'Hi', purpose: 'title' }))).text).toBe('Hi');
    expect((await collect(model, modelRequest({ query: 'Hi', purpose: 'follow_ups' }))).followUps).toEqual(['Why?']);
  });
});

describe('directed', () => {
  const ask = (query: string, more = {}) => collect(directed(), modelRequest({ query, ...more }));

  it.each([
    ['[[say:Yes.]]', 'Yes.'],
    ['[[rot:grkg]]', 'text'],
    ['[[empty]]', ''],
    ['Go [[json]]', '{"answer":"Go","items":[1,2,3],"ok":true}'],
  ])('%s comes to "%s"', async (query, text) => {
    expect((await ask(query)).text).toBe(text);
  });

  it('thinks inside the text or beside it', async () => {
    expect((await ask('[[think]] [[say:x]]')).text).toMatch(/^<think>\n.+\n<\/think>\n\nx$/);
    expect(await ask('[[think-field]] [[say:x]]')).toMatchObject({ text: 'x', reasoning: 'Thinking in a field.' });
  });

  it('fails before or after some pieces', async () => {
    await expect(ask('[[fail:429]]')).rejects.toMatchObject({ status: 429, code: 'rate_limit_exceeded' });
    await expect(ask('[[tokens:9]] [[cut:3]]')).rejects.toMatchObject({ status: 0 });
    expect((await ask('[[tokens:9]] [[finish:length]]')).finish).toBe('length');
  });

  it('calls tools, chooses, and fills in', async () => {
    const called = await ask('In Oslo [[tool]]', { tools });
    expect(called).toMatchObject({
      finish: 'tool_calls',
      toolCalls: [{ name: 'weather', arguments: '{"city":"Oslo"}' }],
    });
    const choices = [
      { id: '1', name: 'animals' },
      { id: '2', name: 'weather and storms' },
    ];
    expect((await ask('a storm', { purpose: 'classify', choices })).text).toBe('2');
    const schema = schemaOf({ count: 'integer', isGood: 'boolean' });
    expect((await ask('I want 3', { purpose: 'extract', schema })).text).toBe('{"count":3,"isGood":true}');
  });
});

describe('extractive', () => {
  const passage = { segment_id: 's1', document_id: 'd1', document_name: 'Tea', dataset_name: 'Drinks', score: 0.9 };
  const context = [
    { ...passage, position: 1, content: 'Green tea likes water of eighty degrees. It keeps warm in clay.' },
  ];

  it('quotes what the app has found when it has no library of its own', async () => {
    const { sources, text } = await collect(
      extractive(),
      modelRequest({ query: 'How hot is water for green tea?', context }),
    );
    expect(text).toContain('eighty degrees');
    expect(sources).toMatchObject([{ segment_id: 's1', document_name: 'Tea' }]);
  });

  it('calls a tool whose words the question has, and thinks aloud when it may', async () => {
    const model = extractive(undefined, { thinking: 'field' });
    expect((await collect(model, modelRequest({ query: 'The weather in Oslo?', tools }))).toolCalls).toHaveLength(1);
    expect((await collect(model, modelRequest({ query: 'green tea', context }))).reasoning).toContain('tea');
  });
});

describe('openAICompatible', () => {
  /** A model server that sends these lines, and what it was asked. */
  function serving(...chunks: readonly unknown[]) {
    const asked: { url: string; body: Record<string, unknown> }[] = [];
    const lines = [...chunks.map((chunk) => JSON.stringify(chunk)), '[DONE]'].map((data) => `data: ${data}\n\n`);
    const fetch = async (url: string, { body }: RequestInit) => {
      asked.push({ url, body: JSON.parse(String(body)) });
      return new Response(lines.join(''), { headers: { 'content-type': 'text/event-stream' } });
    };
    return { asked, model: openAICompatible({ baseURL: 'http://model.test/v1', apiKey: 'k', model: 'm', fetch }) };
  }
  const delta = (fields: object, finish_reason: string | null = null) => ({
    choices: [{ delta: fields, finish_reason }],
  });

  it('passes on text, thoughts and usage', async () => {
    const { asked, model } = serving(
      delta({ reasoning_content: 'Hm.' }),
      delta({ content: 'One ' }),
      delta({ content: 'two' }),
      delta({}, 'stop'),
      { choices: [], usage: { prompt_tokens: 5, completion_tokens: 2, total_tokens: 7 } },
    );
    expect(await collect(model, modelRequest({ query: 'Hi' }))).toMatchObject({
      text: 'One two',
      reasoning: 'Hm.',
      usage: { prompt_tokens: 5, completion_tokens: 2 },
    });
    expect(asked[0]).toMatchObject({
      url: 'http://model.test/v1/chat/completions',
      body: { model: 'm', stream: true, messages: [{ role: 'user', content: 'Hi' }] },
    });
  });

  it('puts calls of tools together from their parts', async () => {
    const part = (fields: object, name?: string) =>
      delta({ tool_calls: [{ index: 0, ...fields, function: { name, ...fields } }] });
    const { model } = serving(
      part({ id: 'c1', arguments: '' }, 'weather'),
      part({ arguments: '{"city":' }),
      part({ arguments: '"Oslo"}' }),
      delta({}, 'tool_calls'),
    );
    const { finish, toolCalls } = await collect(model, modelRequest({ query: 'Hi', tools }));
    expect(toolCalls).toEqual([{ id: 'c1', name: 'weather', arguments: '{"city":"Oslo"}' }]);
    expect(finish).toBe('tool_calls');
  });

  it('fails with the status and the words of the server, and when the stream breaks off', async () => {
    const fetch = async () => Response.json({ error: { message: 'No such key.' } }, { status: 401 });
    const model = openAICompatible({ baseURL: 'http://model.test/v1', model: 'm', fetch });
    await expect(collect(model, modelRequest({ query: 'Hi' }))).rejects.toMatchObject({
      status: 401,
      message: 'No such key.',
    });
    await expect(collect(serving(delta({ content: 'a' })).model, modelRequest({ query: 'Hi' }))).rejects.toMatchObject({
      status: 0,
    });
  });
});
