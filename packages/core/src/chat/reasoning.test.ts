import { describe, expect, it } from 'vitest';
import type { DifyEvent } from '../events/dify-event.ts';
import { toEvent } from '../events/to-event.ts';
import type { HistoryMessage } from '../resources/messages/schemas.ts';
import { fixture } from '../testing/recorded-streams.ts';
import { type AssistantMessage, textOf } from './message.ts';
import { rawTextOf } from './raw-text-of.ts';
import { reduce } from './reduce.ts';
import { type ChatState, initialState } from './state.ts';
import { toolState } from './tool-state.ts';

const question = { role: 'user', id: 'q', createdAt: 0, text: 'x', files: [] } as const;

function event(name: string, fields: Readonly<Record<string, unknown>> = {}): DifyEvent {
  const made = toEvent(JSON.stringify({ event: name, task_id: 't', message_id: 'm', conversation_id: 'c', ...fields }));
  if (typeof made === 'string') throw new Error(made);
  return made;
}

const said = (...pieces: readonly string[]) => pieces.map((answer) => event('message', { answer }));
const thought = (reasoning: string, node_id = 'llm') => event('reasoning_chunk', { data: { reasoning, node_id } });

function after(state: ChatState, events: readonly DifyEvent[], from = 0): ChatState {
  return events.reduce((next, item, at) => reduce(next, { type: 'event', event: item, now: from + at * 1000 }), state);
}

function stateAfter(...events: readonly DifyEvent[]): ChatState {
  return after(reduce(initialState(null), { type: 'asked', question, answerId: 'a', now: 0 }), events);
}

function answerOf(state: ChatState): AssistantMessage {
  const row = state.live ?? state.rows.at(-1);
  if (row?.role !== 'assistant') throw new Error('no answer');
  return row;
}

const brief = (state: ChatState) =>
  answerOf(state).parts.map((part) => {
    if (part.type !== 'text' && part.type !== 'reasoning') return part.type;
    return `${part.type} ${part.state}: ${part.text.trim()}`;
  });

const turn = (fields: Partial<HistoryMessage>): HistoryMessage => ({
  id: 'm',
  conversation_id: 'c',
  query: 'x',
  answer: '',
  created_at: 0,
  ...fields,
});

describe('thinking in the text', () => {
  it('is a part of its own, with its time, and not in the text', () => {
    const state = stateAfter(...said('<thi', 'nk>Let me', ' see.</th', 'ink>\n\nIt is', ' 4.'));
    expect(brief(state)).toEqual(['reasoning done: Let me see.', 'text streaming: It is 4.']);
    expect(answerOf(state).parts[0]).toMatchObject({ origin: 'think-tag', startedAt: 1000, ms: 2000 });
    expect(textOf(answerOf(state)).trim()).toBe('It is 4.');
    expect(rawTextOf(answerOf(state))).toBe('<think>Let me see.</think>\n\nIt is 4.');
  });

  it('ends when the answer is stopped in the middle of it', () => {
    const thinking = stateAfter(...said('<think>Let me'));
    expect(brief(thinking)).toEqual(['reasoning streaming: Let me']);
    const stopped = reduce(thinking, { type: 'settled', status: { type: 'stopped' }, now: 9000 });
    expect(answerOf(stopped).parts).toMatchObject([{ type: 'reasoning', state: 'done', ms: 9000 }]);
  });

  it('shows at the end what only looked like a tag', () => {
    const state = stateAfter(...said('a <th'), event('message_end'));
    expect(textOf(answerOf(state))).toBe('a <th');
  });

  it('goes with the text that the content rules replaced', () => {
    const state = stateAfter(
      ...said('<think>secret</think>bad'),
      event('message_replace', { answer: 'Good' }),
      ...said('!'),
    );
    expect(brief(state)).toEqual(['text streaming: Good!']);
  });

  it('is read from history', () => {
    const state = reduce(initialState('c'), {
      type: 'history',
      turns: [turn({ answer: '<think>\nHm.\n</think>\n\nYes.', total_tokens: 9, total_price: '0.1', currency: 'USD' })],
      hasMore: false,
    });
    expect(brief(state)).toEqual(['reasoning done: Hm.', 'text done: Yes.']);
    expect(answerOf(state).usage).toEqual({ total_tokens: 9, total_price: '0.1', currency: 'USD' });
  });

  it('keeps its identity when history tells the same', () => {
    const state = stateAfter(...said('<think>Hm.</think>', 'Yes.'), event('message_end'));
    const turns = [turn({ answer: '<think>Hm.</think>Yes.' })];
    expect(reduce(state, { type: 'history', turns, hasMore: false }).rows[1]).toBe(state.rows[1]);
  });

  it('is taken from the end of a run that said nothing before', () => {
    const run = (name: string, data: object) => event(name, { workflow_run_id: 'r', data: { id: 'r', ...data } });
    const state = stateAfter(
      run('workflow_started', {}),
      run('workflow_finished', { status: 'succeeded', outputs: { answer: '<think>Hm.</think>Yes.' } }),
    );
    expect(brief(state)).toEqual(['reasoning done: Hm.', 'text done: Yes.']);
  });
});

describe('thinking in events of its own', () => {
  it('ends when the text begins, also with a late closing event', () => {
    const state = stateAfter(
      thought('\nThe'),
      thought(' axle.'),
      ...said('40 Nm.'),
      event('reasoning_chunk', { data: { reasoning: '', node_id: 'llm', is_final: true } }),
      ...said(' Both sides.'),
    );
    expect(brief(state)).toEqual(['reasoning done: The axle.', 'text streaming: 40 Nm. Both sides.']);
    expect(answerOf(state).parts[0]).toMatchObject({ origin: 'reasoning-chunk', nodeId: 'llm', ms: 2000 });
  });

  it('is kept apart for nodes that think at the same time', () => {
    const state = stateAfter(thought('a', 'one'), thought('x', 'two'), thought('b', 'one'), thought('y', 'two'));
    expect(brief(state)).toEqual(['reasoning streaming: ab', 'reasoning streaming: xy']);
  });

  it('is told once more at the end, and taken where it was not heard', () => {
    const end = event('message_end', { metadata: { reasoning: { llm: 'The axle.' } } });
    expect(brief(stateAfter(thought('The axle.'), ...said('40.'), end))).toEqual([
      'reasoning done: The axle.',
      'text done: 40.',
    ]);
    expect(brief(stateAfter(...said('40.'), end))).toEqual(['reasoning done: The axle.', 'text done: 40.']);
  });

  it('stays when history, which has none of it, knows more text', () => {
    const state = stateAfter(thought('Hm.'), ...said('Yes'), event('message_end'));
    const next = reduce(state, { type: 'history', turns: [turn({ answer: 'Yes, both.' })], hasMore: false });
    expect(brief(next)).toEqual(['reasoning done: Hm.', 'text done: Yes, both.']);
  });

  it('is read from a recorded stream', () => {
    const lines = fixture('reasoning').split('\n');
    const events = lines.flatMap((line) => {
      const made = line.startsWith('data: ') ? toEvent(line.slice(6)) : 'no data';
      return typeof made === 'string' ? [] : [made];
    });
    const [first, ...rest] = brief(stateAfter(...events));
    expect(first).toMatch(/^reasoning done: The user asks about think first\./);
    expect(rest).toEqual([expect.stringMatching(/^text done: /)]);
  });
});

describe('thoughts of an agent', () => {
  it('are left out where the text says the same', () => {
    const state = stateAfter(
      event('agent_message', { answer: 'Looking it up.' }),
      event('agent_thought', { id: 'th', thought: 'Looking it up.', tool: 'clock' }),
    );
    expect(brief(state)).toEqual(['text done: Looking it up.', 'tool']);
  });

  it('grow in their own part, and come from history too', () => {
    const grown = stateAfter(
      event('agent_thought', { id: 'th', thought: 'Let' }),
      event('agent_thought', { id: 'th', thought: 'Let me see.' }),
    );
    expect(brief(grown)).toEqual(['reasoning streaming: Let me see.']);
    const agent_thoughts = [{ id: 'th', thought: 'Let me see.', tool: 'clock', observation: 'tool invoke error: no' }];
    const state = reduce(initialState('c'), {
      type: 'history',
      turns: [turn({ answer: 'Noon.', agent_thoughts })],
      hasMore: false,
    });
    expect(brief(state)).toEqual(['reasoning done: Let me see.', 'tool', 'text done: Noon.']);
    expect(answerOf(state).parts[1]).toMatchObject({ state: 'failed' });
  });
});

describe('files of a run', () => {
  const file = { type: 'image', transfer_method: 'tool_file', related_id: 'f', url: 'https://x/files/f.png?sign=1' };

  it('come at the end, unless the text shows them', () => {
    const end = event('message_end', { files: [{ ...file, filename: 'a.png', size: 7 }] });
    expect(answerOf(stateAfter(...said('Here.'), end)).parts[1]).toEqual({
      type: 'file',
      id: 'f',
      kind: 'image',
      url: file.url,
      name: 'a.png',
      size: 7,
    });
    expect(brief(stateAfter(...said('![a](https://x/files/f.png?sign=2)'), end))).toHaveLength(1);
  });
});

describe('links to files', () => {
  const url = (timestamp: number) => `https://x/files/f.png?timestamp=${timestamp}&sign=${timestamp}`;
  const files = (timestamp: number) => [{ id: 'f', type: 'image', belongs_to: 'assistant', url: url(timestamp) }];
  const read = (state: ChatState, timestamp: number, now: number) =>
    reduce(state, {
      type: 'history',
      turns: [turn({ answer: 'Here.', message_files: files(timestamp) })],
      hasMore: false,
      now,
    });

  it('are taken anew from history when they are too old to work, and left alone before', () => {
    const first = read(initialState('c'), 1000, 1_000_000);
    const soon = read(first, 1100, 1_100_000);
    expect(soon.rows[1]).toBe(first.rows[1]);
    const later = read(first, 1300, 1_300_000);
    expect(answerOf(later).parts[1]).toMatchObject({ type: 'file', url: url(1300) });
  });
});

describe('toolState', () => {
  it('reads a failure from what Dify hands to the model', () => {
    expect(toolState(undefined)).toBe('running');
    expect(toolState('{"clock":"12:00"}')).toBe('done');
    expect(toolState('{"clock":"tool invoke error: 503"}')).toBe('failed');
    expect(toolState('there is not a tool named clock')).toBe('failed');
    expect(toolState('{not json')).toBe('done');
  });
});
