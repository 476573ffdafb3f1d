import { describe, expect, it } from 'vitest';
import { AbortError } from '../errors/abort-error.ts';
import { APIError } from '../errors/api-error.ts';
import { StreamError } from '../errors/stream-error.ts';
import type { DifyEvent } from '../events/dify-event.ts';
import { readEvents } from '../events/read-events.ts';
import { fixture, wireStreams } from '../testing/recorded-streams.ts';
import { bodyOf, bytesOf, line } from '../testing/streams.ts';
import type { DifyStream } from './dify-stream.ts';
import { RunError } from './run-error.ts';
import { type HelperOptions, withHelpers } from './with-helpers.ts';

type End = 'end' | 'break' | 'hang';

/** A stream of recorded text, and whether its connection is closed. */
function streamOf(text: string, end: End = 'end', options: HelperOptions = { grace: 20 }) {
  const controller = new AbortController();
  const connection = { isClosed: false };
  async function* source(): AsyncGenerator<DifyEvent, void, undefined> {
    try {
      yield* readEvents(bodyOf([bytesOf(text)], end), { signal: controller.signal });
    } catch (cause) {
      if (controller.signal.aborted) throw new AbortError('aborted', { code: 'aborted', cause });
      throw new StreamError('lost', { code: 'interrupted', cause });
    } finally {
      connection.isClosed = true;
    }
  }
  return { stream: withHelpers(source(), () => controller.abort(), options), connection };
}

const finalOf = (text: string) => streamOf(text).stream.final();

async function all<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const list: Item[] = [];
  for await (const item of items) list.push(item);
  return list;
}

const run = (event: string, data: object, more: object = {}) => line(event, { workflow_run_id: 'r1', ...more, data });
const finished = (data: object) => run('workflow_finished', { id: 'r1', status: 'succeeded', outputs: {}, ...data });

describe('final', () => {
  it('gives the answer of a chat with its ids, sources and usage', async () => {
    const result = await finalOf(fixture('chat'));
    expect(result).toMatchObject({
      status: 'completed',
      events: 13,
      usage: { total_tokens: 228 },
      forms: [],
      files: [],
    });
    expect(result.text).toBe('Turn 1: you said “What does the knowledge base');
    expect(result.sources.length).toBeGreaterThan(0);
    expect(result).toMatchObject({ conversation_id: expect.any(String), message_id: expect.any(String) });
    expect(result.task_id).toEqual(expect.any(String));
    expect(result).not.toHaveProperty('workflow_run_id');
  });

  it('joins the rounds of an agent', async () => {
    expect((await finalOf(fixture('agent'))).text).toMatch(/^Let me look that up\.The tool answered: 2026/);
  });

  it('S63: takes the closing message of an agent app for the answer, and its thoughts for reasoning', async () => {
    const thought = (id: string, text: string) => line('agent_thought', { id, thought: text });
    const stream = [
      thought('t1', 'Let me'),
      line('agent_message', { answer: 'I look it up. ' }),
      thought('t1', 'Let me think.'),
      line('agent_message', { answer: 'It is 4.' }),
      line('message', { answer: 'It is 4.' }),
      line('message_end'),
    ].join('');
    expect(await finalOf(stream)).toMatchObject({ text: 'It is 4.', reasoning: 'Let me think.' });
    expect(await all(streamOf(stream).stream.text())).toEqual(['I look it up. ', 'I look it up. It is 4.', 'It is 4.']);
  });

  it('S21: replaces rather than appends the closing message of a recorded agent app', async () => {
    const { text } = await finalOf(fixture('agent-app'));
    expect(text.length).toBeGreaterThan(0);
    expect(text.indexOf(text.slice(0, 40), 1)).toBe(-1);
  });

  it('S22: replaces the text, and appends what comes after', async () => {
    const stream = [
      line('message', { answer: 'bad' }),
      line('message_replace', { answer: 'Removed.' }),
      line('message_replace', { answer: '' }),
      line('message', { answer: ' Sorry.' }),
      line('message_end'),
    ].join('');
    expect((await finalOf(stream)).text).toBe('Removed. Sorry.');
    expect((await finalOf(fixture('moderated'))).text).toBe('Output replaced by the lab moderation.');
  });

  it('keeps the text of a moderation when the outputs of the run still hold the original', async () => {
    const stream = [
      run('workflow_started', { id: 'r1' }),
      line('message', { answer: 'secret' }),
      line('message_replace', { answer: 'Removed.', reason: 'output_moderation' }),
      line('message_end'),
      finished({ outputs: { answer: 'secret' } }),
    ].join('');
    expect((await finalOf(stream)).text).toBe('Removed.');
  });

  it('S17: is known only after workflow_finished in a chatflow, with what message_end said', async () => {
    const usage = { total_tokens: 7 };
    const begin = run('workflow_started', { id: 'r1' }) + line('message', { answer: 'x' });
    const end = line('message_end', { metadata: { usage } });
    await expect(finalOf(begin + end)).rejects.toMatchObject({ code: 'interrupted', received: { text: 'x' } });
    const result = await finalOf(begin + end + finished({ outputs: { answer: 'x' } }));
    expect(result).toMatchObject({ status: 'completed', usage, workflow_run_id: 'r1', outputs: { answer: 'x' } });
  });

  it('waits a moment for the message_end that older servers send after workflow_finished', async () => {
    const stream = run('workflow_started', { id: 'r1' }) + line('message', { answer: 'x' }) + finished({});
    const usage = { total_tokens: 7 };
    expect(await finalOf(stream + line('message_end', { metadata: { usage } }))).toMatchObject({ usage });
    expect(await streamOf(stream, 'hang').stream.final()).toMatchObject({ status: 'completed', text: 'x' });
  });

  it('S19: is failed, once, with the human sentence when a chatflow fails', async () => {
    const late = line('error', { code: 'invalid_param', message: 'Run failed: x', status: 400 });
    for (const trailing of ['', late]) {
      const result = await finalOf(fixture('chatflow-failed') + trailing);
      expect(result.status).toBe('failed');
      expect(result.error).toBeInstanceOf(APIError);
      expect(result.error?.message).not.toMatch(/[{}]|req_id/);
    }
  });

  it('S20: rejects with the error of an error event, and what had arrived', async () => {
    const error = await finalOf(fixture('error')).catch((cause: unknown) => cause);
    expect(error).toBeInstanceOf(RunError);
    expect(error).toMatchObject({
      code: 'invalid_param',
      status: 400,
      retryable: false,
      received: { events: 1, text: '' },
    });
    expect(String(error)).not.toContain('{');
    const busy =
      line('message', { answer: 'x' }) + line('error', { status: '429', code: 'too_many_requests', message: 'no' });
    await expect(finalOf(busy)).rejects.toMatchObject({ status: 429, retryable: true, received: { text: 'x' } });
  });

  it('S16: rejects when the stream ends before its closing event', async () => {
    await expect(finalOf(line('message', { answer: 'half' }))).rejects.toMatchObject({
      code: 'interrupted',
      received: { text: 'half', events: 1 },
    });
  });

  it('S18: is whole when the connection breaks after its closing event', async () => {
    const { stream } = streamOf(line('message', { answer: 'x' }) + line('message_end'), 'break');
    expect(await all(stream)).toHaveLength(2);
    expect(await stream.final()).toMatchObject({ text: 'x', status: 'completed' });
  });

  it('S27: prefers the outputs of a workflow to its chunks, and joins those that are text', async () => {
    const chunk = (from: string, text: string) => run('text_chunk', { text, from_variable_selector: [from, 'text'] });
    const stream =
      run('workflow_started', { id: 'r1' }) +
      chunk('a', 'On') +
      chunk('end', '\n') +
      chunk('b', 'Two') +
      chunk('a', 'e');
    const live = await all(streamOf(stream + finished({ outputs: { a: 'One!', n: 3, b: 'Two' } })).stream.text());
    expect(live).toEqual(['On', 'On\nTwo', 'One\nTwo', 'One!\nTwo']);
  });

  it('gives the outputs, tokens and files of a nested workflow', async () => {
    const result = await finalOf(fixture('workflow-nested'));
    expect(result.status).toBe('completed');
    expect(result.outputs).toHaveProperty('items');
    expect(result.usage?.total_tokens).toBeGreaterThan(0);
    expect(result.text).toBe([result.outputs?.a, result.outputs?.b].filter(Boolean).join('\n'));
  });

  it('is stopped when the server says so, in either of its ways', async () => {
    expect((await finalOf(fixture('workflow-stopped'))).status).toBe('stopped');
    const other = finished({ status: 'failed', error: 'Aborted: User requested stop' });
    expect(await finalOf(run('workflow_started', { id: 'r1' }, { message_id: undefined }) + other)).toMatchObject({
      status: 'stopped',
    });
  });

  it('is paused with the forms that wait', async () => {
    const result = await finalOf(fixture('chatflow-paused'));
    expect(result).toMatchObject({ status: 'paused', text: 'Before the review: please review\n' });
    expect(result.forms).toMatchObject([{ node_id: 'human', form_token: expect.any(String) }]);
  });

  it('goes on through a pause when asked to, with the text of before in its place', async () => {
    const before = 'Before the review: please review\n';
    const through = async (name: string) => streamOf(fixture(name), 'end', { continuesOnPause: true }).stream.final();
    const chatflow = await through('chatflow-through-pause');
    expect(chatflow).toMatchObject({ status: 'completed', forms: [], text: chatflow.outputs?.answer });
    expect(chatflow.text.startsWith(before)).toBe(true);
    expect(await through('workflow-through-pause')).toMatchObject({ status: 'completed', forms: [] });
    const repeated = fixture('chatflow-through-pause').split('data: {"event":"workflow_finished"')[0] ?? '';
    const texts = await all(streamOf(`${repeated}${finished({ outputs: null })}`).stream.text());
    expect(texts).toEqual([before]);
  });

  it('gives the reasoning of a chatflow that keeps it apart', async () => {
    const result = await finalOf(fixture('reasoning'));
    expect(result.reasoning.length).toBeGreaterThan(10);
    expect(result.reasoning).toBe(result.reasoning.trim());
    expect(result.text).toMatch(/^Turn 1: you said “Think first”/);
  });

  it('fails with the sentence of a setup error, whichever way a server tells it', async () => {
    expect((await finalOf(fixture('workflow-setup-error'))).error?.message).toMatch(/query is required/);
    await expect(finalOf(fixture('setup-error'))).rejects.toThrow(/query is required/);
  });

  it('takes no notice of a run that is invented after the answer', async () => {
    const stream = line('message', { answer: 'Stored.' }) + line('message_end') + run('workflow_started', { id: 'i' });
    expect(await finalOf(stream + finished({ status: 'failed', error: 'no terminal event' }))).toMatchObject({
      status: 'completed',
      text: 'Stored.',
    });
  });

  it('lists the files of an answer once', async () => {
    const file = { id: 'f1', type: 'image', belongs_to: 'assistant', url: 'https://x/1' };
    const end = { files: [{ related_id: 'f1', filename: 'a.png', url: 'https://x/2' }] };
    const stream = line('message_file', file) + line('message_file', { answer: 'See.' }) + line('message_end', end);
    const result = await finalOf(stream);
    expect(result.text).toBe('See.');
    expect(result.files).toMatchObject([{ related_id: 'f1', type: 'image', filename: 'a.png', url: 'https://x/2' }]);
  });

  it('knows the ends of a data source', async () => {
    expect(await finalOf(fixture('datasource'))).toMatchObject({ status: 'completed' });
    await expect(finalOf(fixture('datasource-error'))).rejects.toBeInstanceOf(RunError);
  });

  it('may be asked after a loop has read the events, and after text', async () => {
    const { stream } = streamOf(fixture('chat'));
    expect(await all(stream)).toHaveLength(13);
    const other = streamOf(fixture('chat')).stream;
    const texts = await all(other.text());
    expect((await stream.final()).text).toBe((await other.final()).text);
    expect(texts.at(-1)).toBe((await other.final()).text);
  });

  it('rejects when the loop was left early', async () => {
    const { stream, connection } = streamOf(fixture('chat'), 'hang');
    for await (const _ of stream) break;
    expect(connection.isClosed).toBe(true);
    await expect(stream.final()).rejects.toMatchObject({ code: 'interrupted', received: { events: 1 } });
  });

  it('rejects with an AbortError when the stream is taken back', async () => {
    const { stream } = streamOf(line('message', { answer: 'x' }), 'hang');
    const final = stream.final();
    setTimeout(() => stream.abort());
    await expect(final).rejects.toBeInstanceOf(AbortError);
  });
});

describe('text', () => {
  it('gives the whole answer so far each time', async () => {
    const stream =
      line('message', { answer: 'a' }) + line('message', { answer: '' }) + line('message', { answer: 'b' });
    expect(await all(streamOf(stream + line('message_end')).stream.text())).toEqual(['a', 'ab']);
  });

  it('throws what final rejects with, and the error of a failed run', async () => {
    await expect(all(streamOf(line('message', { answer: 'a' })).stream.text())).rejects.toMatchObject({
      code: 'interrupted',
    });
    await expect(all(streamOf(fixture('error')).stream.text())).rejects.toBeInstanceOf(RunError);
    await expect(all(streamOf(fixture('chatflow-failed')).stream.text())).rejects.toBeInstanceOf(APIError);
  });

  it('closes the connection when it is left', async () => {
    const { stream, connection } = streamOf(fixture('chat'), 'hang');
    for await (const _ of stream.text()) break;
    expect(connection.isClosed).toBe(true);
  });
});

describe('a body that stays open', () => {
  it.each([
    ['an error', fixture('setup-error')],
    ['the end of a message without a run', line('message', { answer: 'x' }) + line('message_end')],
    ['the end of a run', fixture('workflow-stopped')],
  ])('S61: is left a moment after %s', async (_, text) => {
    const { stream, connection } = streamOf(text, 'hang');
    expect((await all(stream)).length).toBeGreaterThan(0);
    await expect.poll(() => connection.isClosed).toBe(true);
  });

  it('S61: is not waited for by final', async () => {
    const { stream, connection } = streamOf(line('message', { answer: 'x' }) + line('message_end'), 'hang', {
      grace: 60,
    });
    expect((await stream.final()).text).toBe('x');
    expect(connection.isClosed).toBe(false);
    await expect.poll(() => connection.isClosed).toBe(true);
  });

  it('S61: is read on while speech goes on', async () => {
    const text = line('message', { answer: 'x' }) + line('tts_message', { audio: 'AAAA' }) + line('message_end');
    const { stream } = streamOf(text, 'hang', { grace: 5 });
    const events = all(stream);
    const first = await Promise.race([events, new Promise((resolve) => setTimeout(resolve, 50, 'open'))]);
    expect(first).toBe('open');
    stream.abort();
    await expect(events).rejects.toBeInstanceOf(AbortError);
  });
});

describe('a stream', () => {
  it('is read once', async () => {
    const { stream } = streamOf(fixture('chat'));
    await all(stream);
    expect(() => stream[Symbol.asyncIterator]()).toThrow(/already read/);
    expect(() => stream.text()).toThrow(/already read/);
    expect(() => stream.tee()).toThrow(/already read/);
    expect((await stream.final()).status).toBe('completed');
  });

  it('S24: counts events that it does not know, and learns nothing from them', async () => {
    const result = await finalOf(
      line('new_thing', { answer: 'y' }) + line('message', { answer: 'x' }) + line('message_end'),
    );
    expect(result).toMatchObject({ text: 'x', events: 3 });
  });
});

const recorded = wireStreams();

describe.skipIf(recorded.length === 0)('all recordings of real servers', () => {
  it('come to a result, or say why not', async () => {
    for (const { name, text } of recorded) {
      const result = await settled(streamOf(text, 'end', { grace: 1, continuesOnPause: true }).stream);
      const outputs = result?.outputs?.answer;
      const isChatflow = result?.message_id !== undefined && result.status === 'completed';
      if (isChatflow && typeof outputs === 'string') expect(result?.text, name).toBe(outputs);
    }
  });

  it('stream a chatflow’s text as its outputs have it at the end', async () => {
    let compared = 0;
    for (const { name, text } of recorded) {
      if (/"event": ?"message_replace"|resumption/.test(text)) continue;
      const answers = [...text.matchAll(/^data: (\{"event":"message".*)$/gm)].map(
        ([, json = '']) => JSON.parse(json).answer,
      );
      const result = await settled(streamOf(text, 'end', { grace: 1 }).stream);
      if (answers.length === 0 || typeof result?.outputs?.answer !== 'string' || result.status !== 'completed')
        continue;
      if (!text.includes('"reason":"initial"')) continue;
      compared++;
      expect(unsigned(answers.join('')), name).toBe(unsigned(result.text));
    }
    expect(compared).toBeGreaterThan(20);
  });
});

/** The result, or `undefined` for a stream that says or shows that it has none. */
async function settled(stream: DifyStream) {
  return stream.final().catch((error: unknown) => {
    expect(error).toBeInstanceOf(StreamError);
    return undefined;
  });
}

/** Addresses of files are signed anew each time they are named. */
function unsigned(text: string): string {
  return text.replaceAll(/nonce=\w+/g, '');
}
