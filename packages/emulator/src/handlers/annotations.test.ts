import { describe, expect, it } from 'vitest';
import { reply } from '../model/reply.ts';
import { asking, orderOf, textOf } from '../testing/asking.ts';

const settings = { score_threshold: 0.9, embedding_provider_name: 'p', embedding_model_name: 'm' };
const entry = { question: 'When does the office open?', answer: 'At nine. 🕘' };

describe('annotations', () => {
  it('answer a question that is close enough, letter by letter, once answering from them is on', async () => {
    const { call, json, stream, turn } = asking({ model: reply('By the model.') });
    const made = await call('POST', '/apps/annotations', entry);
    expect(made.status).toBe(201);
    expect(textOf(await stream(entry.question), 'message')).toBe('By the model.');
    const { job_id } = await json('POST', '/apps/annotation-reply/enable', settings);
    expect(await json('GET', `/apps/annotation-reply/enable/status/${job_id}`)).toMatchObject({
      job_id,
      error_msg: '',
    });
    const events = await stream('when does the office open');
    expect(events.filter(({ event }) => event === 'message')).toHaveLength(10);
    expect(orderOf(events)).toEqual(['message', 'message_end']);
    const { id } = await made.json();
    expect(events.at(-1)).toMatchObject({ metadata: { annotation_reply: { id } } });
    expect(await turn(events[0]?.conversation_id)).toMatchObject({ answer: entry.answer });
    expect(await json('GET', '/apps/annotations?keyword=OFFICE')).toMatchObject({
      data: [{ hit_count: 1 }],
      has_more: false,
      total: 1,
    });
    expect(textOf(await stream('Who are you?'), 'message')).toBe('By the model.');
  });

  it('are on and off in the parameters, where the job is asked for by its action', async () => {
    const { json } = asking({});
    const { job_id } = await json('POST', '/apps/annotation-reply/enable', settings);
    expect((await json('GET', '/parameters')).annotation_reply).toMatchObject({ enabled: true, score_threshold: 0.9 });
    expect(await json('GET', `/apps/annotation-reply/disable/status/${job_id}`)).toMatchObject({
      message: 'The job does not exist.',
    });
    await json('POST', '/apps/annotation-reply/disable', settings);
    expect((await json('GET', '/parameters')).annotation_reply).toEqual({ enabled: false });
  });

  it('say what is missing in the words of the validator', async () => {
    const { json } = asking({});
    const { message } = await json('POST', '/apps/annotations', { answer: 'x' });
    expect(message).toContain(
      "question\n  Field required [type=missing, input_value={'answer': 'x'}, input_type=dict]",
    );
  });
});
