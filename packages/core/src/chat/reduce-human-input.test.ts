import { describe, expect, it } from 'vitest';
import { toEvent } from '../events/to-event.ts';
import type { HistoryMessage } from '../resources/messages/schemas.ts';
import { fixture } from '../testing/recorded-streams.ts';
import { type AssistantMessage, formsOf, textOf } from './message.ts';
import { messagesOf } from './place-live.ts';
import { type ChatAction, reduce } from './reduce.ts';
import { type ChatState, initialState } from './state.ts';

const question = { role: 'user', id: 'q', createdAt: 0, text: 'x', files: [] } as const;
const form = {
  form_id: 'f1',
  node_id: 'human',
  node_title: 'Review',
  form_content: 'Right?',
  inputs: [],
  actions: [{ id: 'ok', title: 'OK' }],
  display_in_ui: true,
  form_token: 't1',
  expiration_time: 9000,
};

function event(name: string, fields: Readonly<Record<string, unknown>> = {}): ChatAction {
  const made = toEvent(JSON.stringify({ event: name, task_id: 't', message_id: 'm', conversation_id: 'c', ...fields }));
  if (typeof made === 'string') throw new Error(made);
  return { type: 'event', event: made, now: 5 };
}

const of = (name: string, data: Readonly<Record<string, unknown>> = {}) =>
  event(name, { workflow_run_id: 'r', data: { id: 'r', ...data } });
const text = (answer: string) => event('message', { answer });
const started = of('workflow_started', { reason: 'initial' });
const goesOn = of('workflow_started', { reason: 'resumption' });
const required = (more: object = {}) => of('human_input_required', { ...form, ...more });
const paused = (...reasons: object[]) =>
  of('workflow_paused', { reasons: reasons.map((reason) => ({ TYPE: 'human_input_required', ...form, ...reason })) });
const ended = (status: string, answer?: string) =>
  of('workflow_finished', { status, outputs: answer === undefined ? {} : { answer } });
const resuming: ChatAction = { type: 'resuming', id: 'a' };

function stateAfter(...actions: ChatAction[]): ChatState {
  return actions.reduce(reduce, reduce(initialState(null), { type: 'asked', question, answerId: 'a', now: 0 }));
}

/** All events of a recorded stream. */
function recorded(name: string): ChatAction[] {
  return fixture(name)
    .split(/\n\n/)
    .flatMap((record) => {
      const made = record.startsWith('data: ') ? toEvent(record.slice(6)) : 'no data';
      return typeof made === 'string' ? [] : [{ type: 'event' as const, event: made, now: 5 }];
    });
}

function answerOf(state: ChatState): AssistantMessage {
  const row = messagesOf(state).findLast(({ id }) => id === 'a');
  if (row?.role !== 'assistant') throw new Error('no answer');
  return row;
}

const paragraphs = (state: ChatState) =>
  answerOf(state).parts.map((part) => (part.type === 'text' ? part.text : part.type));

describe('a form in an answer', () => {
  it('stands where the answer was when it came, and pauses it', () => {
    const state = stateAfter(started, text('Before. '), required(), paused({}));
    expect(state.status).toBe('paused');
    expect(answerOf(state).status).toEqual({ type: 'paused' });
    expect(paragraphs(state)).toEqual(['Before. ', 'human-input']);
    expect(formsOf(answerOf(state))).toMatchObject([{ id: 'f1', token: 't1', state: 'waiting' }]);
  });

  it('goes on in the same message when it was answered', () => {
    const state = stateAfter(
      started,
      text('Before. '),
      required(),
      paused({}),
      resuming,
      goesOn,
      text('After.'),
      ended('succeeded'),
    );
    expect(messagesOf(state).map(({ id }) => id)).toEqual(['q', 'a']);
    expect(paragraphs(state)).toEqual(['Before. ', 'human-input', 'After.']);
    expect(answerOf(state).status).toEqual({ type: 'complete' });
    expect(formsOf(answerOf(state))[0]?.state).toBe('taken');
  });

  it('says no text twice where the server repeats what it had said', () => {
    const state = stateAfter(
      ...[started, text('Before. '), required(), paused({}), resuming, goesOn],
      ...[text('Bef'), text('ore. Af'), text('ter.'), ended('succeeded')],
    );
    expect(paragraphs(state)).toEqual(['Before. ', 'human-input', 'After.']);
  });

  it('shows nothing of a repetition while it may still be one, and all of it when it was none', () => {
    const begun = stateAfter(started, text('Yes, sure. '), required(), paused({}), resuming, goesOn, text('Yes, '));
    expect(textOf(answerOf(begun))).toBe('Yes, sure. ');
    expect(textOf(answerOf(reduce(begun, text('no.'))))).toBe('Yes, sure. Yes, no.');
    expect(textOf(answerOf(reduce(begun, ended('succeeded'))))).toBe('Yes, sure. Yes, ');
  });

  it("lets the run's own answer decide in the end", () => {
    const state = stateAfter(
      ...[started, text('Intro. '), required(), paused({}), resuming, goesOn],
      ...[text('Intro. '), ended('succeeded', 'Intro. Middle. Last.')],
    );
    expect(paragraphs(state)).toEqual(['Intro. ', 'human-input', 'Middle. Last.']);
  });

  it('takes the whole from the run when no text was streamed at all', () => {
    const state = stateAfter(started, required(), paused({}), resuming, goesOn, ended('succeeded', 'Done.'));
    expect(paragraphs(state)).toEqual(['human-input', 'Done.']);
  });

  it('S50 asks one form after another, with its text said once', () => {
    const second = { form_id: 'f2', node_id: 'two', form_token: 't2' };
    const state = stateAfter(
      ...[started, text('Intro. '), required(), paused({}), resuming, goesOn],
      ...[text('Intro. '), required(second), paused(second)],
    );
    expect(state.status).toBe('paused');
    expect(formsOf(answerOf(state)).map((one) => one.state)).toEqual(['taken', 'waiting']);
    const done = [resuming, goesOn, text('Intro. '), ended('succeeded', 'Intro. Middle. Last.')].reduce(reduce, state);
    expect(paragraphs(done)).toEqual(['Intro. ', 'human-input', 'human-input', 'Middle. Last.']);
    expect(done.live).toBeNull();
  });

  it('is not paused again by a pause from before its answer', () => {
    const state = stateAfter(started, required(), paused({}));
    const [held] = formsOf(answerOf(state));
    if (held === undefined) throw new Error('no form');
    const mine = reduce(state, { type: 'form', form: { ...held, state: 'answered' } });
    const reading = [resuming, started, required(), paused({})].reduce(reduce, mine);
    expect(reading.live?.id).toBe('a');
    expect(reading.status).toBe('streaming');
  });

  it('says that the server lost the answer when the run was stopped by nobody', () => {
    const state = stateAfter(started, required(), paused({}), resuming, goesOn, ended('stopped'));
    expect(answerOf(state).status).toMatchObject({ type: 'failed', error: { code: 'lost_after_form' } });
    expect(state.status).toBe('error');
  });

  it('goes on above newer turns', () => {
    const next = { ...question, id: 'q2' };
    const state = stateAfter(started, text('Before. '), required(), paused({}));
    const talked = [
      { type: 'asked' as const, question: next, answerId: 'a2', now: 6 },
      event('message', { message_id: 'm2', answer: 'Hi.' }),
      event('message_end', { message_id: 'm2' }),
      resuming,
      goesOn,
      text('After.'),
    ].reduce(reduce, state);
    expect(messagesOf(talked).map(({ id }) => id)).toEqual(['q', 'a', 'q2', 'a2']);
    const done = reduce(talked, ended('succeeded', 'Before. After.'));
    expect(done.rows.map(({ id }) => id)).toEqual(['q', 'a', 'q2', 'a2']);
    expect(paragraphs(done)).toEqual(['Before. ', 'human-input', 'After.']);
  });

  it('is over when its time is over', () => {
    const state = stateAfter(started, required(), paused({}));
    expect(reduce(state, { type: 'forms-expired', now: 8_999_999 })).toBe(state);
    const later = reduce(state, { type: 'forms-expired', now: 9_000_000 });
    expect(formsOf(answerOf(later))[0]?.state).toBe('timed-out');
  });
});

describe('recorded runs with a form', () => {
  it('end as a real server of 1.14 said, read through the pause', () => {
    const state = stateAfter(...recorded('chatflow-through-pause'));
    expect(answerOf(state)).toMatchObject({ status: { type: 'complete' } });
    expect(answerOf(state).replaced).toBeUndefined();
    const [before, asked, rest] = paragraphs(state);
    expect([before, asked]).toEqual(['Before the review: please review\n', 'human-input']);
    expect(rest).toMatch(/^After: approve/);
    expect(formsOf(answerOf(state))[0]).toMatchObject({ state: 'answered', answer: { action: 'approve' } });
  });

  it('end as a real server of 1.16 said, read in two parts', () => {
    const pausedState = stateAfter(...recorded('chatflow-paused'));
    expect(pausedState.status).toBe('paused');
    const state = [resuming, ...recorded('chatflow-resumed')].reduce(reduce, pausedState);
    const [before, asked, rest] = paragraphs(state);
    expect([before, asked]).toEqual(['Before the review: please review\n', 'human-input']);
    expect(rest).toMatch(/^After: approve An answer by the recorder/);
    expect(state.rows).toHaveLength(2);
  });
});

describe('history with forms', () => {
  const turn: HistoryMessage = {
    id: 'm',
    conversation_id: 'c',
    query: 'x',
    answer: 'Before. ',
    created_at: 1,
    status: 'paused',
    extra_contents: [{ type: 'human_input', workflow_run_id: 'r', submitted: false, form_definition: form }],
  };
  const history = (one: HistoryMessage): ChatAction => ({ type: 'history', turns: [one], hasMore: false, now: 5 });
  const row = (state: ChatState) => {
    const last = state.rows.at(-1);
    if (last?.role !== 'assistant') throw new Error('no answer');
    return last;
  };

  it('brings a waiting form back, with the run to go on with', () => {
    const answer = row(reduce(initialState('c'), history(turn)));
    expect(answer).toMatchObject({ status: { type: 'paused' }, run: { id: 'r', status: 'paused' } });
    expect(formsOf(answer)).toMatchObject([{ id: 'f1', token: 't1', state: 'waiting' }]);
  });

  it('is paused while the last answer waits, and at rest when it does not', () => {
    const waiting = reduce(initialState('c'), history(turn));
    expect(waiting.status).toBe('paused');
    expect(reduce(waiting, history({ ...turn, status: 'normal', answer: 'Before. After.' })).status).toBe('ready');
  });

  it('reads text once that a server stores once more with each answered form', () => {
    const extra = { type: 'human_input', workflow_run_id: 'r', submitted: true, form_definition: form };
    const told = (answer: string) =>
      textOf(row(reduce(initialState('c'), history({ ...turn, answer, extra_contents: [extra] }))));
    expect(told('Intro. Intro. ')).toBe('Intro. ');
    expect(told('Intro. Last. ')).toBe('Intro. Last. ');
  });

  it('goes on with what was brought back', () => {
    const back = reduce(initialState('c'), history(turn));
    const on: ChatAction[] = [{ type: 'resuming', id: 'answer-m' }, goesOn, text('After.'), ended('succeeded')];
    expect(textOf(row(on.reduce(reduce, back)))).toBe('Before. After.');
  });

  it('does not overwrite what is held by a stored answer that is wrong after a pause', () => {
    const whole = stateAfter(
      started,
      text('Intro. '),
      required(),
      paused({}),
      resuming,
      goesOn,
      ended('succeeded', 'Intro. Last.'),
    );
    const wrong = { ...turn, status: 'normal', answer: 'Intro. Intro. Intro. ' };
    expect(textOf(row(reduce(whole, history(wrong))))).toBe('Intro. Last.');
    const waiting = stateAfter(started, text('Intro. '), required(), paused({}));
    const merged = row(reduce(waiting, history(wrong)));
    expect(textOf(merged)).toBe('Intro. ');
    expect(merged.status).toEqual({ type: 'complete' });
    expect(formsOf(merged)[0]?.state).toBe('closed');
  });

  it('takes the rest of a run that went on elsewhere, and how its form was answered', () => {
    const waiting = stateAfter(started, text('Before. '), required(), paused({}));
    const stored: HistoryMessage = {
      ...turn,
      status: 'normal',
      answer: 'Before. After.',
      extra_contents: [
        {
          type: 'human_input',
          workflow_run_id: 'r',
          submitted: true,
          form_definition: { ...form, form_token: null },
          form_submission_data: { action_id: 'ok', action_text: 'OK', submitted_data: {} },
        },
      ],
    };
    const state = reduce(waiting, history(stored));
    expect(paragraphs(state)).toEqual(['Before. ', 'human-input', 'After.']);
    expect(formsOf(answerOf(state))[0]).toMatchObject({ state: 'answered', answer: { title: 'OK' } });
    expect(answerOf(state).status).toEqual({ type: 'complete' });
  });

  it("takes the run's own answer where the stored one is wrong", () => {
    const wrong = { ...turn, status: 'normal', answer: 'Intro. Intro. ' };
    const state = reduce(initialState('c'), history(wrong));
    expect(textOf(row(reduce(state, { type: 'answer-known', serverId: 'm', text: 'Intro. Last.' })))).toBe(
      'Intro. Last.',
    );
  });
});
