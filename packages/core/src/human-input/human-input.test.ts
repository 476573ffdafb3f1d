import { describe, expect, it } from 'vitest';
import { createDify } from '../dify.ts';
import type { DifyEvent } from '../events/dify-event.ts';
import { toEvent } from '../events/to-event.ts';
import { json, type Script, scriptedDify } from '../testing/scripted-dify.ts';
import { checkFormValues, completeFormValues, initialFormValues } from './check-form-values.ts';
import { formsFromHistory } from './from-extra-contents.ts';
import { isAnswerable, type PendingForm } from './pending-form.ts';
import { needsDetails, readDetails } from './read-details.ts';
import { readForm } from './read-form.ts';
import { expireForms, nextExpiry, reduceForms } from './reduce-forms.ts';
import { submitForm } from './submit-form.ts';
import { watchForms } from './watch-forms.ts';

const now = 1_000_000;
const definition = {
  form_id: 'f1',
  node_id: 'human',
  node_title: 'Review',
  form_content: 'Is it right?\n\n{{#$output.comment#}}',
  inputs: [
    { output_variable_name: 'comment', type: 'paragraph', default: { type: 'constant', selector: [], value: 'fine' } },
    {
      output_variable_name: 'draft',
      type: 'paragraph',
      default: { type: 'variable', selector: ['a', 'b'], value: '' },
    },
    { output_variable_name: 'grade', type: 'select', option_source: { type: 'constant', value: ['good', 'bad'] } },
    {
      output_variable_name: 'photo',
      type: 'file',
      allowed_file_types: ['image'],
      allowed_file_extensions: ['JPG'],
      allowed_file_upload_methods: ['local_file'],
    },
    { output_variable_name: 'papers', type: 'file-list', number_limits: 2 },
  ],
  actions: [
    { id: 'approve', title: 'Approve', button_style: 'primary' },
    { id: 'reject', title: 'Reject', button_style: 'new-style' },
  ],
  display_in_ui: true,
  form_token: 'token-1',
  resolved_default_values: { draft: 'From the run' },
  expiration_time: 2000,
};

function event(name: string, data: Readonly<Record<string, unknown>>): DifyEvent {
  const made = toEvent(JSON.stringify({ event: name, task_id: 't', workflow_run_id: 'r', data }));
  if (typeof made === 'string') throw new Error(made);
  return made;
}

const required = (more: object = {}) => event('human_input_required', { ...definition, ...more });
const paused = (...reasons: object[]) =>
  event('workflow_paused', { reasons: reasons.map((reason) => ({ TYPE: 'human_input_required', ...reason })) });
const finished = (outputs: object | null, status = 'succeeded') =>
  event('node_finished', { id: 'x', node_id: 'human', node_type: 'human-input', status, outputs });

function formsAfter(...events: DifyEvent[]): readonly PendingForm[] {
  return events.reduce<readonly PendingForm[]>((forms, one) => reduceForms(forms, one, now), []);
}

function theForm(more: object = {}): PendingForm {
  const form = readForm({ ...definition, ...more }, now);
  if (form === null) throw new Error('no form');
  return form;
}

const image = { type: 'image', transfer_method: 'local_file', upload_file_id: 'u1' } as const;
const good = { comment: 'ok', draft: '', grade: 'good', photo: image, papers: [] };

describe('readForm', () => {
  it('reads fields, defaults, buttons and the time of its end', () => {
    expect(theForm()).toMatchObject({
      id: 'f1',
      nodeId: 'human',
      title: 'Review',
      token: 'token-1',
      isRendered: true,
      expiresAt: 2_000_000,
      state: 'waiting',
      actions: [
        { id: 'approve', title: 'Approve', style: 'primary' },
        { id: 'reject', title: 'Reject', style: 'default' },
      ],
      fields: [
        { name: 'comment', kind: 'paragraph', initial: 'fine' },
        { name: 'draft', kind: 'paragraph', initial: 'From the run' },
        { name: 'grade', kind: 'select', options: ['good', 'bad'] },
        { name: 'photo', kind: 'file', fileTypes: ['image'], fileExtensions: ['.jpg'], uploadMethods: ['local_file'] },
        { name: 'papers', kind: 'file-list', limit: 2 },
      ],
    });
  });

  it('takes the options of a select from a variable of the run, where they are filled in', () => {
    const inputs = [
      {
        output_variable_name: 'part',
        type: 'select',
        option_source: { type: 'variable', selector: ['a'], value: ['x'] },
      },
    ];
    expect(theForm({ inputs }).fields).toMatchObject([{ options: ['x'] }]);
  });

  it('shows a field of a new kind as text', () => {
    const inputs = [{ output_variable_name: 'when', type: 'date' }];
    expect(theForm({ inputs }).fields).toMatchObject([{ kind: 'unknown', initial: '' }]);
  });

  it.each([
    ['no token', { form_token: null }],
    ['a token that opens nothing', { display_in_ui: false }],
  ])('is answered elsewhere with %s', (_, more) => {
    expect(theForm(more).state).toBe('elsewhere');
  });

  it('is over when its time was over from the start', () => {
    expect(theForm({ expiration_time: 1000 }).state).toBe('timed-out');
  });
});

describe('reduceForms', () => {
  it('holds several forms in the order in which they came, and tells them apart by id', () => {
    const forms = formsAfter(required(), required({ form_id: 'f2', node_id: 'two' }), required());
    expect(forms.map(({ id }) => id)).toEqual(['f1', 'f2']);
  });

  it('changes nothing when a form is told of again', () => {
    const forms = formsAfter(required());
    expect(reduceForms(forms, required(), now)).toBe(forms);
    expect(reduceForms(forms, event('text_chunk', { text: 'x' }), now)).toBe(forms);
  });

  it('keeps the rendered text when a snapshot tells the raw one', () => {
    const raw = required({ form_content: 'Is {{#start.draft#}} right?' });
    expect(formsAfter(required(), raw)[0]?.markdown).toBe(definition.form_content);
    expect(formsAfter(raw)[0]?.isRendered).toBe(false);
    expect(formsAfter(raw, required())[0]).toMatchObject({ isRendered: true, markdown: definition.form_content });
  });

  it('learns forms from the reasons of a pause alone', () => {
    const { display_in_ui: _, ...reason } = definition;
    expect(formsAfter(paused(reason))).toMatchObject([{ id: 'f1', state: 'waiting', displayInUI: true }]);
  });

  it('lets a pause without a word about the interface not show a hidden form', () => {
    const { display_in_ui: _, ...reason } = definition;
    expect(formsAfter(required({ display_in_ui: false }), paused(reason))[0]?.state).toBe('elsewhere');
  });

  it('takes a form for answered that the next pause does not name', () => {
    const two = { ...definition, form_id: 'f2', node_id: 'two' };
    const forms = formsAfter(required(), required(two), paused(definition, two), required(two), paused(two));
    expect(forms.map(({ state }) => state)).toEqual(['taken', 'waiting']);
  });

  it('learns how a form was answered from its own event', () => {
    const filled = event('human_input_form_filled', {
      node_id: 'human',
      action_id: 'approve',
      action_text: 'Approve',
      rendered_content: 'Is it right? fine',
      submitted_data: { comment: 'fine' },
    });
    expect(formsAfter(required(), filled)[0]).toMatchObject({
      state: 'answered',
      answer: { action: 'approve', title: 'Approve', markdown: 'Is it right? fine', values: { comment: 'fine' } },
    });
  });

  it('learns it from the end of the node where there is no such event', () => {
    const outputs = { comment: 'fine', __action_id: 'approve', __rendered_content: 'Is it right? fine' };
    expect(formsAfter(required(), finished(outputs))[0]).toMatchObject({
      state: 'answered',
      answer: { action: 'approve', title: 'Approve', markdown: 'Is it right? fine', values: { comment: 'fine' } },
    });
  });

  it('tells an answer from a timeout at the end of the node', () => {
    expect(formsAfter(required(), finished({ __action_id: '' }))[0]?.state).toBe('timed-out');
    expect(formsAfter(required(), finished({ __rendered_content: 'x' }))[0]?.state).toBe('timed-out');
    expect(formsAfter(required(), finished(null))[0]?.state).toBe('answered');
    expect(reduceForms(formsAfter(required()), finished(null), 3_000_000)[0]?.state).toBe('timed-out');
    expect(formsAfter(required(), finished(null, 'paused'))[0]?.state).toBe('waiting');
  });

  it('ends a form by the event of its timeout', () => {
    const timeout = event('human_input_form_timeout', { node_id: 'human', node_title: 'Review' });
    expect(formsAfter(required(), timeout)[0]?.state).toBe('timed-out');
  });

  it('means the newest open form of a node that asks again and again', () => {
    const again = required({ form_id: 'f2' });
    const forms = formsAfter(
      required(),
      finished({ __action_id: 'approve' }),
      again,
      finished({ __action_id: 'reject' }),
    );
    expect(forms.map(({ answer }) => answer?.action)).toEqual(['approve', 'reject']);
  });

  it('closes what is open when the run ends', () => {
    const end = (status: string) => event('workflow_finished', { id: 'r', status });
    expect(formsAfter(required(), end('stopped'))[0]?.state).toBe('closed');
    expect(formsAfter(required(), end('failed'))[0]?.state).toBe('closed');
    expect(formsAfter(required(), end('succeeded'))[0]?.state).toBe('taken');
    expect(reduceForms(formsAfter(required()), end('succeeded'), 3_000_000)[0]?.state).toBe('timed-out');
  });

  it('takes the only form for answered when the run goes on, and waits for more where there are several', () => {
    const goesOn = event('workflow_started', { id: 'r', reason: 'resumption' });
    expect(formsAfter(required(), goesOn)[0]?.state).toBe('taken');
    const both = formsAfter(required(), required({ form_id: 'f2', node_id: 'two' }), goesOn);
    expect(both.map(({ state }) => state)).toEqual(['waiting', 'waiting']);
  });

  it('opens a form again that was only thought to be answered', () => {
    const goesOn = event('workflow_started', { id: 'r', reason: 'resumption' });
    expect(formsAfter(required(), goesOn, required())[0]?.state).toBe('waiting');
    const answered = finished({ __action_id: 'approve' });
    expect(formsAfter(required(), answered, required())[0]?.state).toBe('answered');
  });
});

describe('time', () => {
  it('ends forms by the clock, before the server notices', () => {
    const forms = formsAfter(required(), required({ form_id: 'f2', node_id: 'two', expiration_time: 3000 }));
    expect(nextExpiry(forms)).toBe(2_000_000);
    expect(expireForms(forms, 1_999_999)).toBe(forms);
    const later = expireForms(forms, 2_000_000);
    expect(later.map(({ state }) => state)).toEqual(['timed-out', 'waiting']);
    expect(nextExpiry(later)).toBe(3_000_000);
    expect(isAnswerable(theForm(), 1_999_999)).toBe(true);
    expect(isAnswerable(theForm(), 2_000_000)).toBe(false);
  });

  it('watches the next end, in pieces that a timer can hold', () => {
    let at = 0;
    let timer: { at: number; callback: () => void } | null = null;
    const delays: number[] = [];
    const clock = {
      now: () => at,
      setTimer(delayMs: number, callback: () => void) {
        delays.push(delayMs);
        timer = { at: at + delayMs, callback };
        return () => {
          timer = null;
        };
      },
    };
    const pass = () => {
      const due = timer;
      timer = null;
      at = due?.at ?? at;
      due?.callback();
    };
    let expired = 0;
    const watch = watchForms(clock, () => expired++);
    watch.watch([theForm({ expiration_time: 5400 })]);
    pass();
    expect(expired).toBe(0);
    pass();
    expect(expired).toBe(1);
    expect(delays).toEqual([3_600_000, 1_800_000]);
    watch.watch([{ ...theForm({ expiration_time: 9000 }), state: 'timed-out' }]);
    expect(timer).toBeNull();
    watch.watch([theForm({ expiration_time: 9000 })]);
    watch.stop();
    expect(timer).toBeNull();
  });
});

describe('checkFormValues', () => {
  it('takes values of the right kinds', () => {
    expect(checkFormValues(theForm(), good)).toEqual([]);
    expect(checkFormValues(theForm(), { ...good, comment: '', papers: [image] })).toEqual([]);
  });

  it.each([
    ['a number for text', { comment: 7 }, 'comment', 'not-text'],
    ['no value', { comment: undefined }, 'comment', 'required'],
    ['no choice', { grade: '' }, 'grade', 'required'],
    ['something that cannot be chosen', { grade: 'fair' }, 'grade', 'not-an-option'],
    ['several choices', { grade: ['good'] }, 'grade', 'not-text'],
    ['no file', { photo: undefined }, 'photo', 'required'],
    ['text for a file', { photo: 'a.png' }, 'photo', 'not-a-file'],
    ['a file that was not uploaded', { photo: { ...image, upload_file_id: '' } }, 'photo', 'not-a-file'],
    ['a file of another type', { photo: { ...image, type: 'audio' } }, 'photo', 'wrong-file-type'],
    [
      'a file by address',
      { photo: { type: 'image', transfer_method: 'remote_url', url: 'https://a.test' } },
      'photo',
      'wrong-upload-method',
    ],
    ['one file for a list', { papers: image }, 'papers', 'not-a-file'],
    ['too many files', { papers: [image, image, image] }, 'papers', 'too-many-files'],
  ])('refuses %s', (_, more, field, code) => {
    expect(checkFormValues(theForm(), { ...good, ...more })).toMatchObject([{ field, code }]);
  });

  it('begins with the defaults, and fills them in for what is left out', () => {
    expect(initialFormValues(theForm())).toEqual({
      comment: 'fine',
      draft: 'From the run',
      grade: undefined,
      photo: undefined,
      papers: [],
    });
    expect(completeFormValues(theForm(), { grade: 'bad', photo: image, other: 'dropped' })).toEqual({
      comment: 'fine',
      draft: 'From the run',
      grade: 'bad',
      photo: image,
      papers: [],
    });
  });

  it('reads no value from what every object has', () => {
    const inputs = [{ output_variable_name: 'constructor', type: 'paragraph' }];
    expect(checkFormValues(theForm({ inputs }), {})).toMatchObject([{ field: 'constructor', code: 'required' }]);
    expect(completeFormValues(theForm({ inputs }), {})).toEqual({ constructor: '' });
  });
});

describe('submitForm', () => {
  const path = 'POST /v1/form/human_input/token-1';

  function submit(script: Script, form = theForm(), inputs: object = good, action = 'approve') {
    const server = scriptedDify({ [path]: script });
    const dify = createDify({ baseURL: 'http://dify.test/v1', apiKey: 'app-1', user: 'u1', fetch: server.fetch });
    const states: string[] = [];
    const onChange = ({ state }: PendingForm) => states.push(state);
    const result = submitForm({ dify, form, reply: { action, inputs: { ...inputs } }, now, onChange });
    return { result, states, calls: server.calls };
  }

  const refuse =
    (code: string, status = 412) =>
    () =>
      json(status, { code, message: 'x', status });

  it('sends the values once, and holds the answer', async () => {
    const { result, states, calls } = submit(() => json(200, {}));
    expect(await result).toMatchObject({
      ok: true,
      form: { state: 'answered', answer: { action: 'approve', title: 'Approve', values: good } },
    });
    expect(states).toEqual(['submitting', 'answered']);
    expect(calls.map(({ body }) => body)).toEqual([{ action: 'approve', inputs: good, user: 'u1' }]);
  });

  it('sends nothing that does not fit', async () => {
    const { result, states, calls } = submit(() => json(200, {}), theForm(), { grade: 'fair', photo: image }, 'maybe');
    expect(await result).toMatchObject({
      ok: false,
      reason: 'invalid',
      error: { code: 'invalid_form_data', path: 'grade' },
      issues: [{ code: 'not-an-option' }, { code: 'unknown-action' }],
    });
    expect([states, calls]).toEqual([[], []]);
  });

  it('tells when somebody else was first', async () => {
    const { result, states } = submit(refuse('human_input_form_submitted'));
    expect(await result).toMatchObject({ ok: false, reason: 'taken' });
    expect(states).toEqual(['submitting', 'taken']);
  });

  it('tells when it was too late, by the clock and by the server', async () => {
    const byServer = submit(refuse('human_input_form_expired'));
    expect(await byServer.result).toMatchObject({ ok: false, reason: 'timed-out', form: { state: 'timed-out' } });
    const byClock = submit(() => json(200, {}), { ...theForm(), expiresAt: now });
    expect(await byClock.result).toMatchObject({ ok: false, reason: 'timed-out', form: { state: 'timed-out' } });
    expect(byClock.calls).toEqual([]);
  });

  it('tells when the form is not answered here', async () => {
    const { result } = submit(refuse('not_found', 404));
    expect(await result).toMatchObject({ ok: false, reason: 'not-open', form: { state: 'elsewhere' } });
    expect(await submit(() => json(200, {}), theForm({ form_token: null })).result).toMatchObject({
      reason: 'not-open',
    });
  });

  it('keeps a form that the server refused, with the reason', async () => {
    const { result } = submit(refuse('invalid_form_data', 400));
    expect(await result).toMatchObject({
      ok: false,
      reason: 'invalid',
      form: { state: 'waiting', error: { code: 'invalid_form_data' } },
    });
  });

  it('refuses a second submit while the first is on its way, and after it', async () => {
    for (const [state, reason] of [
      ['submitting', 'busy'],
      ['answered', 'taken'],
      ['taken', 'taken'],
    ] as const) {
      const { result, calls } = submit(() => json(200, {}), { ...theForm(), state });
      expect(await result).toMatchObject({ ok: false, reason });
      expect(calls).toEqual([]);
    }
  });

  it('knows its own answer when the first try had arrived though nobody heard of it', async () => {
    const lost = await submit(() => Promise.reject(new TypeError('network')), theForm(), { ...good, comment: 'mine' })
      .result;
    expect(lost).toMatchObject({ ok: false, reason: 'failed', form: { state: 'waiting', error: { code: 'network' } } });
    const again = await submit(refuse('human_input_form_submitted'), lost.form).result;
    expect(again).toMatchObject({ ok: true, form: { state: 'answered', answer: { values: { comment: 'mine' } } } });
  });
});

describe('readDetails', () => {
  const path = 'GET /v1/form/human_input/token-1';

  async function read(script: Script, form: PendingForm) {
    const server = scriptedDify({ [path]: script });
    const dify = createDify({ baseURL: 'http://dify.test/v1', apiKey: 'app-1', user: 'u1', fetch: server.fetch });
    return readDetails(dify, form);
  }

  const raw = () => theForm({ form_content: 'Is {{#start.draft#}} right?' });

  it('fills in what a snapshot left raw', async () => {
    expect(needsDetails(raw())).toBe(true);
    const details = {
      form_content: 'Is it right?',
      inputs: definition.inputs,
      resolved_default_values: { draft: 'later' },
      user_actions: definition.actions,
      expiration_time: 2000,
    };
    const form = await read(() => json(200, details), raw());
    expect(form).toMatchObject({ markdown: 'Is it right?', state: 'waiting' });
    expect(form.fields[1]?.initial).toBe('later');
    expect(needsDetails(form)).toBe(false);
  });

  it('learns that the form is over', async () => {
    const refused = (code: string, status: number) => () => json(status, { code, message: 'x', status });
    expect((await read(refused('human_input_form_submitted', 412), raw())).state).toBe('taken');
    expect((await read(refused('human_input_form_expired', 412), raw())).state).toBe('timed-out');
    expect((await read(refused('not_found', 404), raw())).state).toBe('elsewhere');
  });
});

describe('formsFromHistory', () => {
  const extra = { type: 'human_input', workflow_run_id: 'r', submitted: false, form_definition: definition };

  it('brings back what waits, what was answered and what is over', () => {
    expect(formsFromHistory([extra], true, now)).toMatchObject([{ id: 'f1', state: 'waiting', token: 'token-1' }]);
    expect(formsFromHistory([extra], true, 2_000_000)).toMatchObject([{ state: 'timed-out' }]);
    expect(formsFromHistory([extra], false, now)).toMatchObject([{ state: 'closed' }]);
    const submission = { action_id: 'approve', action_text: 'Approve', submitted_data: { comment: 'x' } };
    expect(
      formsFromHistory([{ ...extra, submitted: true, form_submission_data: submission }], false, now),
    ).toMatchObject([{ state: 'answered', answer: { title: 'Approve', values: { comment: 'x' } } }]);
    expect(formsFromHistory([{ type: 'other' }], true, now)).toEqual([]);
    expect(formsFromHistory(null, true, now)).toEqual([]);
  });
});
