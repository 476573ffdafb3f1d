import { describe, expect, it } from 'vitest';
import type { DifyEvent } from '../events/dify-event.ts';
import { toEvent } from '../events/to-event.ts';
import { type AssistantMessage, textOf } from './message.ts';
import { reduce } from './reduce.ts';
import { type ChatState, initialState } from './state.ts';

const question = { role: 'user', id: 'q', createdAt: 0, text: 'x', files: [] } as const;

function event(name: string, fields: Readonly<Record<string, unknown>> = {}): DifyEvent {
  const made = toEvent(JSON.stringify({ event: name, task_id: 't', message_id: 'm', conversation_id: 'c', ...fields }));
  if (typeof made === 'string') throw new Error(made);
  return made;
}

function stateAfter(...events: DifyEvent[]): ChatState {
  const asked = reduce(initialState(null), { type: 'asked', question, answerId: 'a', now: 0 });
  return events.reduce((state, item) => reduce(state, { type: 'event', event: item, now: 5 }), asked);
}

function answerOf(state: ChatState): AssistantMessage {
  const row = state.live ?? state.rows.at(-1);
  if (row?.role !== 'assistant') throw new Error('no answer');
  return row;
}

const run = (name: string, data: Readonly<Record<string, unknown>> = {}) =>
  event(name, { workflow_run_id: 'r', data: { id: 'r', ...data } });
const node = (name: string, data: Readonly<Record<string, unknown>>) => event(name, { workflow_run_id: 'r', data });

describe('reduceEvent: text', () => {
  it('appends message and agent_message deltas', () => {
    expect(textOf(answerOf(stateAfter(event('message', { answer: 'a' }), event('message', { answer: 'b' }))))).toBe(
      'ab',
    );
    expect(
      textOf(answerOf(stateAfter(event('agent_message', { answer: 'a' }), event('agent_message', { answer: 'b' })))),
    ).toBe('ab');
  });

  it('replaces the live text of an agent app by its closing message', () => {
    const state = stateAfter(
      event('agent_message', { answer: 'Looking… ' }),
      event('agent_message', { answer: 'Found.' }),
      event('message', { answer: 'Found.' }),
    );
    expect(textOf(answerOf(state))).toBe('Found.');
  });

  it('replaces everything at message_replace and goes on from there', () => {
    const state = stateAfter(
      event('message', { answer: 'bad' }),
      event('message_replace', { answer: 'Good' }),
      event('message', { answer: '!' }),
    );
    expect(textOf(answerOf(state))).toBe('Good!');
    expect(answerOf(state).replaced).toBe(true);
  });

  it('lets an empty message_replace delete nothing', () => {
    expect(
      textOf(answerOf(stateAfter(event('message', { answer: 'kept' }), event('message_replace', { answer: '' })))),
    ).toBe('kept');
  });

  it('appends the text of a message_file, and takes one with a url for a file', () => {
    const state = stateAfter(
      event('message_file', { answer: 'text' }),
      event('message_file', { id: 'f', type: 'image', url: 'https://x/y.png', belongs_to: 'assistant' }),
    );
    expect(answerOf(state).parts).toEqual([
      { type: 'text', id: 'text-0', text: 'text', state: 'done' },
      { type: 'file', id: 'f', kind: 'image', url: 'https://x/y.png' },
    ]);
  });

  it('keeps unknown events and speech out of the message', () => {
    const before = stateAfter(event('message', { answer: 'a' }));
    expect(reduce(before, { type: 'event', event: event('brand_new'), now: 6 })).toBe(before);
    expect(
      textOf(answerOf(stateAfter(event('tts_message', { audio: 'AAAA' }), event('tts_message_end', { audio: '' })))),
    ).toBe('');
  });
});

describe('reduceEvent: agents', () => {
  it('shows a tool once, running and then done', () => {
    const call = event('agent_thought', {
      id: 'th',
      thought: 'look',
      tool: 'current_time',
      tool_input: '{}',
      observation: '',
    });
    const running = stateAfter(event('agent_thought', { id: 'th', thought: '', tool: '', observation: '' }), call);
    expect(answerOf(running).parts).toMatchObject([
      { type: 'reasoning', text: 'look', origin: 'agent-thought', state: 'done' },
      { type: 'tool', id: 'th', name: 'current_time', state: 'running' },
    ]);
    const done = reduce(running, {
      type: 'event',
      event: event('agent_thought', { id: 'th', tool: 'current_time', observation: '12:00' }),
      now: 6,
    });
    expect(answerOf(done).parts.slice(1)).toMatchObject([{ type: 'tool', id: 'th', output: '12:00', state: 'done' }]);
  });

  it('leaves no tool running when the answer has ended', () => {
    const state = stateAfter(event('agent_thought', { id: 'th', tool: 'current_time' }), event('message_end'));
    expect(answerOf(state).parts).toMatchObject([{ type: 'tool', state: 'done' }]);
  });
});

describe('reduceEvent: ends', () => {
  it('completes a chat at message_end with its metadata', () => {
    const state = stateAfter(
      event('message', { answer: 'a' }),
      event('message_end', { metadata: { annotation_reply: { id: 'an', account: { name: 'Kari' } } } }),
    );
    expect(answerOf(state)).toMatchObject({ status: { type: 'complete' }, annotation: { id: 'an', author: 'Kari' } });
    expect(state).toMatchObject({ status: 'ready', live: null, conversationId: 'c' });
  });

  it('completes a chatflow only at workflow_finished', () => {
    const ended = stateAfter(
      run('workflow_started'),
      event('message', { answer: 'a' }),
      event('message_end', { metadata: {} }),
    );
    expect(ended.live?.status.type).toBe('streaming');
    const done = reduce(ended, {
      type: 'event',
      event: run('workflow_finished', { status: 'succeeded', outputs: { answer: 'a' } }),
      now: 9,
    });
    expect(answerOf(done)).toMatchObject({
      status: { type: 'complete' },
      run: { status: 'succeeded', outputs: { answer: 'a' } },
    });
  });

  it('takes the metadata of a message_end that comes after workflow_finished', () => {
    const state = stateAfter(
      run('workflow_started'),
      event('message', { answer: 'a' }),
      run('workflow_finished', { status: 'succeeded' }),
      event('message_end', { metadata: { usage: { total_tokens: 3 } } }),
    );
    expect(answerOf(state)).toMatchObject({ status: { type: 'complete' }, usage: { total_tokens: 3 } });
  });

  it('fails a chatflow at a failed workflow_finished, with the sentence of the server', () => {
    const state = stateAfter(
      run('workflow_started'),
      run('workflow_finished', { status: 'failed', error: 'No model.', outputs: {} }),
    );
    expect(state.error?.message).toBe('No model.');
    expect(answerOf(state).status.type).toBe('failed');
  });

  it('ignores an invented failure after message_end of a chat without a run', () => {
    const state = stateAfter(
      event('message', { answer: 'a' }),
      event('message_end'),
      run('workflow_started'),
      run('workflow_finished', { status: 'failed' }),
    );
    expect(answerOf(state).status.type).toBe('complete');
  });

  it('pauses at workflow_paused', () => {
    expect(stateAfter(run('workflow_started'), run('workflow_paused', { reasons: [] })).status).toBe('paused');
  });

  it('takes the answer from the outputs when no text was streamed', () => {
    expect(
      textOf(
        answerOf(
          stateAfter(
            run('workflow_started'),
            run('workflow_finished', { status: 'succeeded', outputs: { answer: 'Whole' } }),
          ),
        ),
      ),
    ).toBe('Whole');
  });

  it('counts a broken upstream as interrupted, with the text kept', () => {
    const state = stateAfter(
      event('message', { answer: 'Half' }),
      event('error', { code: 'upstream_interrupted', message: 'lost' }),
    );
    expect(answerOf(state)).toMatchObject({
      status: { type: 'interrupted', error: { code: 'interrupted' } },
      parts: [{ text: 'Half' }],
    });
  });
});

describe('reduceEvent: a run', () => {
  it('lists nodes in the order of arrival, each once, finished ones without a start too', () => {
    const state = stateAfter(
      run('workflow_started'),
      node('node_started', { id: 'n1', node_id: 'llm', node_type: 'llm', title: 'Model' }),
      node('node_retry', { id: 'n1', node_id: 'llm', node_type: 'llm', title: 'Model', status: 'retry' }),
      node('node_finished', {
        id: 'n2',
        node_id: 'kb',
        node_type: 'knowledge-retrieval',
        title: 'Search',
        status: 'succeeded',
        elapsed_time: 0.5,
      }),
      node('node_finished', {
        id: 'n1',
        node_id: 'llm',
        node_type: 'llm',
        title: 'Model',
        status: 'exception',
        error: 'Unknown error',
      }),
    );
    expect(state.live?.run?.nodes).toEqual([
      {
        id: 'n1',
        nodeId: 'llm',
        type: 'llm',
        title: 'Model',
        status: 'exception',
        error: 'Unknown error',
        retries: [{ index: 1 }],
      },
      { id: 'n2', nodeId: 'kb', type: 'knowledge-retrieval', title: 'Search', status: 'succeeded', elapsedMs: 500 },
    ]);
  });

  it('closes the nodes that a failed run leaves open', () => {
    const state = stateAfter(
      run('workflow_started'),
      node('node_started', { id: 'n1', node_id: 'x' }),
      run('workflow_finished', { status: 'failed', error: 'x' }),
    );
    expect(answerOf(state).run?.nodes[0]?.status).toBe('stopped');
  });
});
