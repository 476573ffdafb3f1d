import { describe, expect, it } from 'vitest';
import type { DifyEvent } from '../events/dify-event.ts';
import { readEvents } from '../events/read-events.ts';
import { fixture } from '../testing/recorded-streams.ts';
import { type CompletionSnapshot, noText } from './completion-state.ts';
import { reduceCompletion } from './reduce-completion.ts';

const startedAt = 1_000_000;
const begun = reduceCompletion(noText, { type: 'started', startedAt });

async function eventsOf(text: string): Promise<DifyEvent[]> {
  const events: DifyEvent[] = [];
  for await (const event of readEvents(new Response(text).body ?? new ReadableStream())) events.push(event);
  return events;
}

/** Events of one text as the server would send them. */
const told = (...lines: (readonly [event: string, fields?: Record<string, unknown>])[]) =>
  eventsOf(
    lines.map(([event, fields]) => `data: ${JSON.stringify({ event, message_id: 'm1', ...fields })}\n\n`).join(''),
  );

function play(events: readonly DifyEvent[], state: CompletionSnapshot = begun): CompletionSnapshot {
  return events.reduce((held, event) => reduceCompletion(held, { type: 'event', event, now: startedAt + 300 }), state);
}

describe('the reducer of a text generator', () => {
  it('writes the text piece by piece and ends at message_end with what it cost', async () => {
    const events = await told(
      ['message', { answer: 'Dear ' }],
      ['message', { answer: 'customer' }],
      ['message_end', { metadata: { usage: { total_tokens: 9 }, retriever_resources: [] } }],
    );
    const half = play(events.slice(0, 1));
    expect(half).toMatchObject({
      status: 'streaming',
      text: 'Dear ',
      messageId: 'm1',
      firstTokenMs: 300,
      outcome: null,
    });
    expect(play(events)).toMatchObject({
      status: 'ready',
      text: 'Dear customer',
      outcome: { type: 'complete' },
      usage: { total_tokens: 9 },
      elapsedMs: 300,
    });
  });

  it('S22 takes the words of the content rules for the whole text, and an empty one for nothing', async () => {
    const before = play(await told(['message', { answer: 'Bad words' }]));
    expect(play(await told(['message_replace', { answer: '' }]), before)).toBe(before);
    const after = play(await told(['message_replace', { answer: 'Sorry' }], ['message', { answer: '.' }]), before);
    expect(after).toMatchObject({ text: 'Sorry.', isReplaced: true });
  });

  it('S20 fails at an error with its code and keeps the text', async () => {
    const state = play(await eventsOf(`${fixture('error')}`));
    expect(state.status).toBe('error');
    expect(state.outcome?.type).toBe('failed');
    const later = play(await told(['message', { answer: 'more' }]), state);
    expect(later).toBe(state);
  });

  it('counts a broken upstream as interrupted, and the mark of a stop as stopped', async () => {
    const held = play(await told(['message', { answer: 'Half' }]));
    const broken = play(await told(['error', { code: 'upstream_interrupted', status: 502, message: '' }]), held);
    expect(broken).toMatchObject({ text: 'Half', outcome: { type: 'interrupted', error: { code: 'interrupted' } } });
    const stopped = play(await told(['error', { code: 'stopped', status: 200, message: 'Stopped.' }]), held);
    expect(stopped).toMatchObject({ text: 'Half', status: 'ready', outcome: { type: 'stopped' } });
  });

  it('S35 changes nothing after a stop but the id that it lacked', async () => {
    const stopped = reduceCompletion(begun, { type: 'stopping', now: startedAt + 50 });
    const later = play(await told(['message', { answer: 'late' }], ['message_end']), stopped);
    expect(later).toEqual({ ...stopped, messageId: 'm1' });
  });

  it('lists a file once', async () => {
    const file = ['message_file', { id: 'f1', type: 'image', url: 'https://files.test/f1' }] as const;
    expect(play(await told(file, file)).files).toEqual([
      { type: 'file', id: 'f1', kind: 'image', url: 'https://files.test/f1' },
    ]);
  });
});
