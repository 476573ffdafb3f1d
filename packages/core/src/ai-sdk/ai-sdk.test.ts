import { readUIMessageStream, type UIMessage, uiMessageChunkSchema } from 'ai';
import { describe, expect, it } from 'vitest';
import { AbortError } from '../errors/abort-error.ts';
import type { DifyEvent } from '../events/dify-event.ts';
import { readEvents } from '../events/read-events.ts';
import { withHelpers } from '../streams/with-helpers.ts';
import { fixture, wireStreams } from '../testing/recorded-streams.ts';
import { bodyOf, bytesOf, line } from '../testing/streams.ts';
import {
  type DifyDataTypes,
  type DifyMessageMetadata,
  type DifyUIMessageChunk,
  toUIMessageStream,
  toUIMessageStreamResponse,
  type UIMessageStreamOptions,
} from './ai-sdk.ts';

type Message = UIMessage<DifyMessageMetadata, DifyDataTypes>;

const eventsOf = (text: string) => readEvents(bodyOf([bytesOf(text)]));

async function chunksOf(text: string, options?: UIMessageStreamOptions): Promise<DifyUIMessageChunk[]> {
  const chunks: DifyUIMessageChunk[] = [];
  for await (const chunk of toUIMessageStream(eventsOf(text), options)) chunks.push(chunk);
  return chunks;
}

/** The message that the AI SDK itself makes of a stream, and the errors that it is told of. */
async function messageOf(text: string, options?: UIMessageStreamOptions) {
  const errors: string[] = [];
  let message: Message | undefined;
  const stream = toUIMessageStream(eventsOf(text), options);
  for await (const next of readUIMessageStream<Message>({ stream, onError: (error) => errors.push(String(error)) }))
    message = next;
  return { message, errors, parts: message?.parts ?? [] };
}

function textOf(parts: Message['parts']): string[] {
  return parts.flatMap((part) => (part.type === 'text' ? [part.text] : []));
}

describe('toUIMessageStream', () => {
  it('is read by the AI SDK as a message with text, sources and metadata', async () => {
    const { message, parts, errors } = await messageOf(fixture('chat'));
    expect(errors).toEqual([]);
    expect(textOf(parts)).toEqual(['Turn 1: you said “What does the knowledge base']);
    const sources = parts.filter(({ type }) => type === 'source-document');
    expect(sources[0]).toMatchObject({
      title: expect.any(String),
      providerMetadata: { dify: { score: expect.any(Number) } },
    });
    expect(message?.metadata).toMatchObject({ status: 'completed', usage: { total_tokens: 228 } });
    expect(message?.id).toBe(message?.metadata?.message_id);
  });

  it('ends each part of text, and none is left streaming', async () => {
    const { parts } = await messageOf(fixture('agent'));
    expect(parts.every((part) => part.type !== 'text' || part.state === 'done')).toBe(true);
  });

  it('tells an agent’s tools between the texts of its rounds, each once', async () => {
    const { parts } = await messageOf(fixture('agent'));
    expect(parts.map(({ type }) => type)).toEqual(['step-start', 'text', 'dynamic-tool', 'text']);
    expect(parts[2]).toMatchObject({
      toolName: 'current_time',
      state: 'output-available',
      input: {},
      output: expect.stringMatching(/^2026-/),
    });
  });

  it('tells parallel tools of one round apart', async () => {
    const thought = { id: 't', tool: 'a;b', tool_input: '{"a":{"x":1},"b":"plain"}' };
    const text = line('agent_thought', thought) + line('agent_thought', { ...thought, observation: 'not JSON' });
    const { parts } = await messageOf(text + line('message_end'));
    expect(parts.slice(1)).toMatchObject([
      { toolCallId: 't-0', toolName: 'a', input: { x: 1 }, output: 'not JSON' },
      { toolCallId: 't-1', toolName: 'b', input: 'plain', output: 'not JSON' },
    ]);
  });

  it('S63: does not double the closing message of an agent app', async () => {
    const { parts } = await messageOf(fixture('agent-app'));
    expect(textOf(parts)).toHaveLength(1);
    const [text = ''] = textOf(parts);
    expect(text.indexOf(text.slice(0, 40), 1)).toBe(-1);
  });

  it('tells the thoughts of an agent app as reasoning, as they grow', async () => {
    const thought = (text: string) => line('agent_thought', { id: 't', thought: text });
    const text = thought('Let') + thought('Let me see.') + line('agent_message', { answer: 'Four.' });
    const { parts } = await messageOf(text + line('message', { answer: 'Four.' }) + line('message_end'));
    expect(parts.slice(1)).toEqual([
      expect.objectContaining({ type: 'reasoning', text: 'Let me see.', state: 'done' }),
      expect.objectContaining({ type: 'text', text: 'Four.' }),
    ]);
  });

  it('tells reasoning before the text, and leaves it out when asked to', async () => {
    const { parts } = await messageOf(fixture('reasoning'));
    const kinds = parts.map(({ type }) => type);
    expect(kinds.indexOf('reasoning')).toBeGreaterThan(0);
    expect(kinds.indexOf('reasoning')).toBeLessThan(kinds.indexOf('text'));
    const other = await messageOf(fixture('reasoning'), { reasoning: false, nodes: false, sources: false });
    expect(other.parts.map(({ type }) => type)).toEqual(['step-start', 'text']);
  });

  it('tells the nodes of a run by name and state, updating each in its place', async () => {
    const { parts } = await messageOf(fixture('workflow-nested'));
    const nodes = parts.flatMap((part) => (part.type === 'data-dify-node' ? [part] : []));
    expect(new Set(nodes.map(({ id }) => id)).size).toBe(nodes.length);
    expect(nodes.every(({ data }) => data.status === 'succeeded')).toBe(true);
    expect(JSON.stringify(nodes)).not.toContain('inputs');
    const run = parts.find(({ type }) => type === 'data-dify-workflow');
    expect(run).toMatchObject({ data: { status: 'succeeded', outputs: { items: expect.any(Array) } } });
  });

  it('marks text that is replaced', async () => {
    const { parts } = await messageOf(fixture('moderated'));
    expect(parts.map(({ type }) => type)).toEqual(['step-start', 'text', 'data-dify-replace', 'text']);
    expect(textOf(parts)[1]).toBe('Output replaced by the lab moderation.');
  });

  it('tells the forms that a run waits for', async () => {
    const { message, parts } = await messageOf(fixture('chatflow-paused'));
    expect(message?.metadata?.status).toBe('paused');
    expect(parts.find(({ type }) => type === 'data-dify-form')).toMatchObject({
      data: { form_token: expect.any(String) },
    });
  });

  it('tells files with their media type, once', async () => {
    const text =
      line('message_file', { id: 'f', type: 'image', belongs_to: 'assistant', url: 'https://x/a' }) +
      line('message_file', { id: 'g', type: 'image', belongs_to: 'user', url: 'https://x/b' }) +
      line('message_end', {
        files: [
          { related_id: 'f', url: 'https://x/a2', transfer_method: 'tool_file' },
          { related_id: 'h', url: 'https://x/c', mime_type: 'audio/wav', transfer_method: 'tool_file' },
        ],
      });
    const { parts } = await messageOf(text);
    expect(parts.slice(1)).toEqual([
      expect.objectContaining({ type: 'file', url: 'https://x/a', mediaType: 'image/*' }),
      expect.objectContaining({ type: 'file', url: 'https://x/c', mediaType: 'audio/wav' }),
    ]);
  });

  it('gives a page of the web as an address', async () => {
    const resource = { segment_id: 's', document_name: 'Page', doc_metadata: { source_url: 'https://example.com/a' } };
    const chunks = await chunksOf(line('message_end', { metadata: { retriever_resources: [resource] } }));
    expect(chunks).toContainEqual({ type: 'source-url', sourceId: 's', url: 'https://example.com/a', title: 'Page' });
  });

  it('gives the answer of a run that streamed no text', async () => {
    const run = (event: string, data: object) => line(event, { workflow_run_id: 'r', data });
    const end = run('workflow_finished', { status: 'succeeded', outputs: { answer: 'Whole.' } });
    expect(textOf((await messageOf(run('workflow_started', { id: 'r' }) + end)).parts)).toEqual(['Whole.']);
  });

  it.each([
    ['an error event', fixture('error'), /The stub was told to fail/],
    ['a failed run', fixture('chatflow-failed'), /./],
    ['a stream that is cut off', line('message', { answer: 'x' }), /cut off/],
  ])('tells the sentence of %s, and goes to its end', async (_, text, sentence) => {
    const { errors } = await messageOf(text);
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatch(sentence);
    const types = (await chunksOf(text)).map(({ type }) => type);
    expect(types.slice(-3)).toEqual(['error', 'finish-step', 'finish']);
  });

  it('lets the caller word the error, and hides what is no failure of Dify', async () => {
    async function* failing(): AsyncGenerator<DifyEvent> {
      yield { event: 'message', answer: 'x' };
      throw new TypeError('secret');
    }
    const all = async (options?: UIMessageStreamOptions) => {
      const texts: string[] = [];
      for await (const chunk of toUIMessageStream(failing(), options))
        if (chunk.type === 'error') texts.push(chunk.errorText);
      return texts;
    };
    expect(await all()).toEqual(['The answer could not be completed.']);
    expect(await all({ onError: () => 'Sorry.' })).toEqual(['Sorry.']);
  });

  it.each([
    [
      'stopped by the server',
      async function* () {
        yield* eventsOf(fixture('workflow-stopped'));
      },
    ],
    [
      'taken back',
      async function* (): AsyncGenerator<DifyEvent> {
        yield { event: 'message', answer: 'x' };
        throw new AbortError('aborted', { code: 'aborted' });
      },
    ],
  ])('is aborted when the answer was %s', async (_, source) => {
    const types: string[] = [];
    for await (const { type } of toUIMessageStream(source())) types.push(type);
    expect(types.at(-1)).toBe('abort');
    expect(types).not.toContain('error');
  });

  it('reads no further than it is asked, and leaves the source when it is cancelled', async () => {
    let read = 0;
    let left = false;
    async function* endless(): AsyncGenerator<DifyEvent> {
      try {
        for (;;) {
          read++;
          yield { event: 'message', answer: 'x' };
        }
      } finally {
        left = true;
      }
    }
    const reader = toUIMessageStream(endless()).getReader();
    await reader.read();
    expect(read).toBe(1);
    await reader.cancel();
    expect(left).toBe(true);
  });

  it('ends at the closing event, though the body stays open', async () => {
    const source = withHelpers(readEvents(bodyOf([bytesOf(fixture('chat'))], 'hang')), () => undefined, { grace: 5 });
    const types: string[] = [];
    for await (const { type } of toUIMessageStream(source)) types.push(type);
    expect(types.at(-1)).toBe('finish');
  });
});

describe('toUIMessageStreamResponse', () => {
  it('is an event stream of the protocol', async () => {
    const response = toUIMessageStreamResponse(eventsOf(fixture('chat')), {
      headers: { 'x-mine': '1' },
      messageId: 'm',
    });
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/event-stream',
      'x-vercel-ai-ui-message-stream': 'v1',
      'x-mine': '1',
    });
    const lines = (await response.text()).trimEnd().split('\n\n');
    expect(lines[0]).toBe('data: {"type":"start","messageId":"m"}');
    expect(lines.at(-1)).toBe('data: [DONE]');
  });
});

const recorded = wireStreams();

describe.skipIf(recorded.length === 0)('all recordings of real servers', () => {
  it('become messages that the AI SDK reads without a complaint', async () => {
    const schema = uiMessageChunkSchema();
    for (const { name, text } of recorded) {
      const { errors, parts } = await messageOf(text);
      const chunks = await chunksOf(text);
      const told = chunks.flatMap((chunk) => (chunk.type === 'error' ? [`Error: ${chunk.errorText}`] : []));
      expect(errors, name).toEqual(told);
      expect(
        parts.every((part) => part.type !== 'text' || part.state === 'done'),
        name,
      ).toBe(true);
      for (const chunk of chunks) expect((await schema.validate?.(chunk))?.success, `${name} ${chunk.type}`).toBe(true);
    }
  });
});
