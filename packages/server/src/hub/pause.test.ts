import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { handleOf } from '../testing/handle-of.ts';
import { fromPage, handlerOn, question } from '../testing/handler-on.ts';
import { json, type LiveStream, line, liveStream, recordedDify } from '../testing/recorded-dify.ts';
import { attached, handleIn, recordsIn } from '../testing/run-requests.ts';

const run = 'cbf76074-821b-4214-a75b-1da54233e5ee';
const form_token = '9FbxBAF1Nw4VCMJCtdd94T';

/** A Dify that pauses; every attach is another stream. */
function pausingDify() {
  const posts: LiveStream[] = [];
  const attaches: { live: LiveStream; query: string }[] = [];
  const dify = recordedDify(({ method, url }) => {
    if (url.pathname.includes('/form/')) return json({});
    const live = liveStream();
    if (method === 'POST') posts.push(live);
    else attaches.push({ live, query: url.search });
    return live.response;
  });
  return { ...dify, posts, attaches };
}

function pause(live: LiveStream | undefined): void {
  live?.write(line('workflow_started', { workflow_run_id: run, data: { id: run } }));
  live?.write(line('message', { answer: 'before' }));
  live?.write(line('human_input_required', { workflow_run_id: run, data: { form_id: 'f', form_token } }));
  live?.write(line('workflow_paused', { workflow_run_id: run, data: {} }));
}

function goOn(live: LiveStream | undefined): void {
  live?.write(line('message', { answer: 'after' }) + line('message_end'));
  live?.write(line('workflow_finished', { workflow_run_id: run, data: { status: 'succeeded' } }));
  live?.end();
}

const submitted = (person = 'ada') =>
  fromPage('POST', `/form/human_input/${handleOf('form', form_token)}`, {
    body: JSON.stringify({ inputs: {}, action: 'yes' }),
    headers: { 'x-test-person': person },
  });

const events = (query = '', after?: number) =>
  fromPage('GET', `/workflow/${handleOf('workflow-run', run)}/events${query}`, {
    headers: after === undefined ? {} : { 'last-event-id': String(after) },
  });

const shown = (text: string) => recordsIn(text).map(([id, { answer, event, code }]) => [id, code ?? answer ?? event]);

const first = [
  [1, 'workflow_started'],
  [2, 'before'],
  [3, 'human_input_required'],
  [4, 'workflow_paused'],
];
const rest = [
  [5, 'after'],
  [6, 'message_end'],
  [7, 'workflow_finished'],
];

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('a run that waits for a person', () => {
  it('goes on in the same log when its form was filled in, a while after the last reader', async () => {
    const { attaches, fetch, posts } = pausingDify();
    const handler = handlerOn(fetch);
    const response = await handler(question());
    pause(posts[0]);
    posts[0]?.end();
    expect(shown(await response.text())).toEqual(first);
    expect((await handler(submitted())).status).toBe(200);
    const text = (await handler(attached(handleIn(response), 4))).text();
    await vi.advanceTimersByTimeAsync(1400);
    expect(attaches).toHaveLength(0);
    await vi.advanceTimersByTimeAsync(200);
    await vi.waitFor(() => expect(attaches).toHaveLength(1));
    // What happened between the form and the new reader is told by the snapshot alone.
    expect(attaches[0]?.query).toContain('include_state_snapshot=true');
    goOn(attaches[0]?.live);
    expect(shown(await text)).toEqual(rest);
    const whole = await handler(attached(handleIn(response)));
    expect(shown(await whole.text())).toEqual([...first, ...rest]);
  });

  it('goes on also when the form was filled in before the stream had ended', async () => {
    const { attaches, fetch, posts } = pausingDify();
    const handler = handlerOn(fetch);
    const response = await handler(question());
    const text = response.text();
    pause(posts[0]);
    await vi.advanceTimersByTimeAsync(100);
    expect((await handler(submitted())).status).toBe(200);
    posts[0]?.end();
    await vi.advanceTimersByTimeAsync(1600);
    await vi.waitFor(() => expect(attaches).toHaveLength(1));
    goOn(attaches[0]?.live);
    expect(shown(await text)).toEqual([...first, ...rest]);
    expect(attaches).toHaveLength(1);
  });

  it('does not go on for a form that Dify refused', async () => {
    const { posts, ...dify } = pausingDify();
    const refusing = recordedDify((request) =>
      request.url.pathname.includes('/form/')
        ? json({ code: 'invalid_form_data', message: 'no', status: 400 }, 400)
        : dify.fetch(request.url.href, { method: request.method }),
    );
    const handler = handlerOn(refusing.fetch);
    const response = await handler(question());
    pause(posts[0]);
    posts[0]?.end();
    await response.text();
    expect((await handler(submitted())).status).toBe(400);
    const again = await handler(attached(handleIn(response), 4));
    expect(await again.text()).toBe('');
  });

  it('pauses and goes on again', async () => {
    const { attaches, fetch, posts } = pausingDify();
    const handler = handlerOn(fetch);
    const response = await handler(question());
    pause(posts[0]);
    posts[0]?.end();
    await response.text();
    for (const at of [0, 1]) {
      await handler(submitted());
      await vi.advanceTimersByTimeAsync(1600);
      await vi.waitFor(() => expect(attaches).toHaveLength(at + 1));
      if (at === 0) pause(attaches[0]?.live);
      else goOn(attaches[1]?.live);
      attaches[0]?.live.end();
      await vi.advanceTimersByTimeAsync(10);
    }
    const whole = recordsIn(await (await handler(attached(handleIn(response)))).text());
    expect(whole.map(([id]) => id)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    expect(attaches).toHaveLength(2);
  });

  it('says so when it is lost after its pause', async () => {
    const { attaches, fetch, posts } = pausingDify();
    const handler = handlerOn(fetch);
    const response = await handler(question());
    pause(posts[0]);
    posts[0]?.end();
    await response.text();
    await handler(submitted());
    const text = (await handler(attached(handleIn(response), 4))).text();
    await vi.advanceTimersByTimeAsync(1600);
    await vi.waitFor(() => expect(attaches).toHaveLength(1));
    attaches[0]?.live.breakOff();
    expect(shown(await text)).toEqual([[5, 'upstream_interrupted']]);
  });
});

describe('Dify’s own way to attach to a run', () => {
  it('is a reader of the log that there is', async () => {
    const { attaches, fetch, posts } = pausingDify();
    const handler = handlerOn(fetch);
    const response = await handler(question());
    posts[0]?.write(line('workflow_started', { workflow_run_id: run, data: { id: run } }));
    await vi.advanceTimersByTimeAsync(10);
    const again = await handler(events('?include_state_snapshot=true'));
    expect(handleIn(again).split('~')[0]).toBe(handleIn(response).split('~')[0]);
    const later = await handler(events('', 1));
    goOn(posts[0]);
    expect(shown(await again.text()).map(([id]) => id)).toEqual([1, 2, 3, 4]);
    expect(shown(await later.text()).map(([id]) => id)).toEqual([2, 3, 4]);
    expect(attaches).toHaveLength(0);
  });

  it('opens one connection to Dify, however many ask', async () => {
    const { attaches, fetch } = pausingDify();
    const handler = handlerOn(fetch);
    const responses = await Promise.all([handler(events('?include_state_snapshot=true')), handler(events())]);
    await vi.waitFor(() => expect(attaches).toHaveLength(1));
    expect(attaches[0]?.query).toContain('include_state_snapshot=true');
    goOn(attaches[0]?.live);
    const texts = await Promise.all(responses.map((response) => response.text()));
    expect(texts.map((text) => shown(text))).toEqual([
      rest.map(([id, what]) => [Number(id) - 4, what]),
      rest.map(([id, what]) => [Number(id) - 4, what]),
    ]);
    expect((await handler(events('', 9))).status).toBe(404);
  });

  it('begins anew, a while later, when the log was interrupted', async () => {
    const { attaches, fetch, posts } = pausingDify();
    const handler = handlerOn(fetch);
    const response = await handler(question());
    posts[0]?.write(line('workflow_started', { workflow_run_id: run, data: { id: run } }));
    posts[0]?.breakOff();
    await response.text();
    const again = handler(events());
    await vi.advanceTimersByTimeAsync(1400);
    expect(attaches).toHaveLength(0);
    await vi.advanceTimersByTimeAsync(200);
    await vi.waitFor(() => expect(attaches).toHaveLength(1));
    goOn(attaches[0]?.live);
    expect(handleIn(await again).split('~')[0]).not.toBe(handleIn(response).split('~')[0]);
    expect(shown(await (await again).text())).toHaveLength(3);
  });

  it('waits for a run that is paused, in the same log', async () => {
    const { attaches, fetch, posts } = pausingDify();
    const handler = handlerOn(fetch);
    const response = await handler(question());
    pause(posts[0]);
    posts[0]?.end();
    await response.text();
    const snapshot = await handler(events('?include_state_snapshot=true'));
    expect(shown(await snapshot.text())).toEqual(first);
    expect(attaches).toHaveLength(0);
    const text = (await handler(events('?include_state_snapshot=true&continue_on_pause=true'))).text();
    await vi.advanceTimersByTimeAsync(1600);
    await vi.waitFor(() => expect(attaches).toHaveLength(1));
    expect(attaches[0]?.query).toContain('continue_on_pause=true');
    goOn(attaches[0]?.live);
    expect(shown(await text)).toEqual([...first, ...rest]);
  });

  it('is refused as Dify refuses it', async () => {
    const dify = recordedDify(() => json({ code: 'not_found', message: 'no', status: 404 }, 404));
    const handler = handlerOn(dify.fetch);
    for (let at = 0; at < 2; at++) expect((await handler(events())).status).toBe(404);
    expect(dify.requests).toHaveLength(2);
  });
});
