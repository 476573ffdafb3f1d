import { describe, expect, it } from 'vitest';
import { directed } from '../model/directed.ts';
import { reply } from '../model/reply.ts';
import { asking, orderOf, textOf } from '../testing/asking.ts';

const moderation = {
  keywords: ['forbidden'],
  inputs: { preset_response: 'Not asked.' },
  outputs: { preset_response: 'Not said.' },
};

describe('a chat app', () => {
  it('leaves out what is null in streams of 1.16, and writes it in those of 1.14', async () => {
    const { stream } = asking({ model: reply('Hi') });
    const newer = (await stream('x')).at(-1);
    expect(newer).toMatchObject({ event: 'message_end', files: [], metadata: { reasoning: {} } });
    expect(newer?.metadata).not.toHaveProperty('annotation_reply');
    const old = asking({ model: reply('Hi') }, { profile: '1.14' });
    const events = await old.stream('x');
    expect(events[0]).toMatchObject({ event: 'message', from_variable_selector: null });
    expect(events.at(-1)).toMatchObject({
      files: null,
      metadata: { annotation_reply: null, usage: { time_to_first_token: null } },
    });
  });

  it('fills its prompt with the form, and shows the model the talk so far', async () => {
    const seen: string[] = [];
    const { ask } = asking({
      prompt: 'You talk to {{name}}.',
      parameters: { user_input_form: [{ 'text-input': { variable: 'name', label: 'Name', required: true } }] },
      model: reply((_, { messages }) => {
        seen.push(messages.map(({ content, role }) => `${role}: ${content}`).join(' | '));
        return 'Hello.';
      }),
    });
    const { conversation_id } = await ask('One', { inputs: { name: 'Ada' } });
    await ask('Two', { inputs: { name: 'Ada' }, conversation_id });
    expect(seen).toEqual([
      'system: You talk to Ada. | user: One',
      'system: You talk to Ada. | user: One | assistant: Hello. | user: Two',
    ]);
  });

  it('says a preset answer letter by letter when the question has a word that is not let through', async () => {
    const { ask, stream } = asking({ moderation, model: reply('Never said.') });
    const events = await stream('something FORBIDDEN');
    expect(events.filter(({ event }) => event === 'message')).toHaveLength('Not asked.'.length);
    expect(textOf(events, 'message')).toBe('Not asked.');
    expect(events.at(-1)).toMatchObject({ metadata: { usage: { total_tokens: 0, total_price: '0.0' } } });
    expect(await ask('forbidden')).toMatchObject({ answer: 'Not asked.' });
  });

  it('replaces an answer that has such a word, once, after all of it', async () => {
    const { ask, stream, turn } = asking({ moderation, model: reply('A forbidden word.') });
    const events = await stream('Go on');
    expect(orderOf(events)).toEqual(['message', 'message_replace', 'message_end']);
    expect(events.at(-2)).toMatchObject({ answer: 'Not said.', reason: '' });
    expect(await turn(events[0]?.conversation_id)).toMatchObject({ answer: 'Not said.' });
    expect(await ask('Go on')).toMatchObject({ answer: 'Not said.' });
  });

  it('speaks while it writes, and ends with the end of the speech, also after a failure', async () => {
    const parameters = { text_to_speech: { enabled: true, voice: 'alloy', language: 'en-US', autoPlay: 'enabled' } };
    const { stream } = asking({ parameters, model: directed() });
    const events = await stream('[[say:One is here. Two is there. Three is away.]]');
    expect(orderOf(events)).toEqual([
      'message',
      'tts_message',
      'message',
      'message_end',
      'tts_message',
      'tts_message_end',
    ]);
    expect(atob(String(events.find(({ event }) => event === 'tts_message')?.audio)).charCodeAt(0)).toBe(0xff);
    expect(orderOf(await stream('[[fail:500]]'))).toEqual(['error', 'tts_message_end']);
  });

  it('refuses a run too many, and lets the next one in when the first has ended', async () => {
    const { ask, call } = asking({ maxConcurrent: 1, model: directed() });
    const first = await call('POST', '/chat-messages', {
      query: '[[slow:0.2]]',
      inputs: {},
      user: 'u1',
      response_mode: 'streaming',
    });
    expect(await ask('x')).toMatchObject({ code: 'invalid_param', message: expect.stringContaining('is 1.') });
    await first.text();
    expect(await ask('x')).toMatchObject({ event: 'message' });
  });
});

describe('a completion app', () => {
  it('answers its prompt without a conversation, streamed and in one piece', async () => {
    const { ask, json, stream } = asking({
      mode: 'completion',
      prompt: 'Write about {{topic}}.',
      parameters: { user_input_form: [{ 'text-input': { variable: 'topic', label: 'Topic' } }] },
      model: reply((query) => `> ${query}`),
    });
    const inputs = { topic: 'tea' };
    const events = await stream('', { inputs }, '/completion-messages');
    expect(textOf(events, 'message')).toBe('> Write about tea.');
    expect(events.some((event) => 'conversation_id' in event)).toBe(false);
    expect(await ask('', { inputs }, '/completion-messages')).toMatchObject({
      mode: 'completion',
      answer: '> Write about tea.',
    });
    expect(await json('POST', '/chat-messages', { query: 'x', inputs, user: 'u1' })).toMatchObject({
      code: 'not_chat_app',
    });
  });
});
