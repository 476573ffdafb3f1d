import { describe, expect, it } from 'vitest';
import { toEvent } from '../events/to-event.ts';
import type { HistoryMessage } from '../resources/messages/schemas.ts';
import { messagesOf } from './place-live.ts';
import { type ChatAction, reduce } from './reduce.ts';
import { type ChatState, initialState } from './state.ts';

function ask(id: string, parent?: string | null): ChatAction[] {
  const question = { role: 'user', id: `q-${id}`, createdAt: 0, text: id, files: [] } as const;
  const end = toEvent(JSON.stringify({ event: 'message_end', task_id: id, message_id: id, conversation_id: 'c' }));
  const part = toEvent(
    JSON.stringify({ event: 'message', task_id: id, message_id: id, conversation_id: 'c', answer: `re ${id}` }),
  );
  if (typeof end === 'string' || typeof part === 'string') throw new Error('no event');
  return [
    { type: 'asked', question, answerId: `a-${id}`, parent, now: 1 },
    { type: 'event', event: part, now: 2 },
    { type: 'event', event: end, now: 3 },
  ];
}

function stateAfter(...actions: ChatAction[]): ChatState {
  return actions.reduce(reduce, initialState(null));
}

const shown = (state: ChatState) => messagesOf(state).flatMap((row) => (row.role === 'user' ? [row.text] : []));
const places = (state: ChatState) =>
  messagesOf(state).flatMap(({ role, branch }) =>
    role === 'user' && branch ? [`${branch.index + 1}/${branch.count}`] : [],
  );
const choose = (id: string, to: number | 'previous' | 'next'): ChatAction => ({ type: 'branch-selected', id, to });

function turn(id: string, at: number, parent?: string): HistoryMessage {
  return {
    id,
    conversation_id: 'c',
    query: id,
    answer: `re ${id}`,
    created_at: at,
    ...(parent === undefined ? {} : { parent_message_id: parent }),
  };
}

const nil = '00000000-0000-0000-0000-000000000000';

describe('branches', () => {
  it('are not there in a plain conversation, whose rows stay the same list', () => {
    const state = stateAfter(...ask('1'), ...ask('2'));
    expect(messagesOf(state)).toBe(state.rows);
    expect(state.branches).toEqual({ parents: {}, selected: {} });
    expect(places(state)).toEqual([]);
  });

  it('show the newest of several turns in one place', () => {
    const state = stateAfter(...ask('1'), ...ask('2'), ...ask('2b', '1'));
    expect(shown(state)).toEqual(['1', '2b']);
    expect(places(state)).toEqual(['2/2']);
    expect(state.branches.parents).toEqual({ '2b': '1' });
  });

  it('bring a turn back with everything that followed it', () => {
    const state = stateAfter(...ask('1'), ...ask('2'), ...ask('3'), ...ask('1b', null), ...ask('4'));
    expect(shown(state)).toEqual(['1b', '4']);
    const back = reduce(state, choose('a-1b', 'previous'));
    expect(shown(back)).toEqual(['1', '2', '3']);
    expect(places(back)).toEqual(['1/2']);
    expect(shown(reduce(back, choose('q-1', 'next')))).toEqual(['1b', '4']);
    expect(shown(reduce(back, choose('q-1', 1)))).toEqual(['1b', '4']);
  });

  it('stay where there is no other one to go to', () => {
    const state = stateAfter(...ask('1'), ...ask('1b', null));
    expect(reduce(state, choose('q-1b', 'next'))).toBe(state);
    expect(reduce(state, choose('q-1b', 7))).toBe(state);
    expect(reduce(state, choose('nobody', 'next'))).toBe(state);
  });

  it('go on where the person is looking', () => {
    const back = reduce(stateAfter(...ask('1'), ...ask('1b', null)), choose('q-1b', 'previous'));
    const state = ask('2').reduce(reduce, back);
    expect(shown(state)).toEqual(['1', '2']);
    expect(state.branches.parents).toMatchObject({ '2': '1' });
    expect(shown(reduce(state, choose('q-1', 'next')))).toEqual(['1b']);
  });

  it('hide a growing answer whose question is not shown, and let it grow', () => {
    const [asked, delta, end] = ask('1b', null);
    if (asked === undefined || delta === undefined || end === undefined) throw new Error('no actions');
    const growing = [asked, delta].reduce(reduce, stateAfter(...ask('1')));
    expect(messagesOf(growing).map(({ id }) => id)).toEqual(['q-1b', 'a-1b']);
    const away = reduce(growing, choose('q-1b', 'previous'));
    expect(messagesOf(away).map(({ id }) => id)).toEqual(['q-1', 'a-1']);
    const done = [end, choose('q-1', 'next')].reduce(reduce, away);
    expect(messagesOf(done).at(-1)).toMatchObject({
      id: 'a-1b',
      status: { type: 'complete' },
      branch: { index: 1, count: 2 },
    });
  });

  it('know a turn by its row until the server has named it', () => {
    const [asked] = ask('1b', null);
    if (asked === undefined) throw new Error('no action');
    expect(reduce(stateAfter(...ask('1')), asked).branches.parents).toEqual({ 'q-1b': null });
    expect(stateAfter(...ask('1'), ...ask('1b', null)).branches.parents).toEqual({ '1b': null });
  });

  it('keep the identity of rows whose place stays', () => {
    const before = stateAfter(...ask('1'), ...ask('2'));
    const later = ask('2b', '1').reduce(reduce, before);
    expect(later.rows[0]).toBe(before.rows[0]);
    expect(later.rows[2]).not.toBe(before.rows[2]);
  });

  it('come back after a reload from what was kept', () => {
    const history: ChatAction = {
      type: 'history',
      turns: [turn('1', 1, nil), turn('2', 2, nil), turn('2b', 3, nil)],
      hasMore: false,
    };
    const kept: ChatAction = { type: 'branches', branches: { parents: { '2b': '1' }, selected: { '1': '2' } } };
    for (const state of [stateAfter(history, kept), stateAfter(kept, history)]) {
      expect(shown(state)).toEqual(['1', '2']);
      expect(places(state)).toEqual(['1/2']);
      expect(state.serverBranches).toBe(false);
    }
  });

  it('come from a server that keeps them itself', () => {
    const state = stateAfter({
      type: 'history',
      turns: [turn('1', 1, nil), turn('2', 2, '1'), turn('2b', 3, '1')],
      hasMore: false,
    });
    expect(shown(state)).toEqual(['1', '2b']);
    expect(state.serverBranches).toBe(true);
  });

  it('make no circle out of what was stored', () => {
    const state = stateAfter(...ask('1'), ...ask('2'), {
      type: 'branches',
      branches: { parents: { '1': '2', '2': '1', '3': '3', constructor: 'toString' }, selected: { '': '__proto__' } },
    });
    expect(shown(state)).toEqual(['1', '2']);
  });
});
