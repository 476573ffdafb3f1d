import { describe, expect, it } from 'vitest';
import { AbortError } from '../errors/abort-error.ts';
import { StreamError } from '../errors/stream-error.ts';
import type { DifyEvent } from '../events/dify-event.ts';
import { withHelpers } from './with-helpers.ts';

const letters = ['a', 'b', 'c'];
const message = (answer: string): DifyEvent => ({ event: 'message', answer });

/** A stream that counts what was read of it and whether it was closed. */
function counted(fail?: Error) {
  const seen = { read: 0, left: 0, aborted: 0 };
  const controller = new AbortController();
  async function* source(): AsyncGenerator<DifyEvent, void, undefined> {
    try {
      for (const letter of letters) {
        seen.read++;
        controller.signal.throwIfAborted();
        yield message(letter);
      }
      if (fail) throw fail;
      yield { event: 'message_end' };
    } finally {
      seen.left++;
    }
  }
  const abort = () => {
    seen.aborted++;
    controller.abort(new AbortError('aborted', { code: 'aborted' }));
  };
  return { seen, stream: withHelpers(source(), abort, { grace: 1 }) };
}

async function textsOf(stream: AsyncIterable<DifyEvent>): Promise<string[]> {
  const texts: string[] = [];
  for await (const event of stream) if (event.event === 'message') texts.push(event.answer);
  return texts;
}

describe('tee', () => {
  it('gives both branches every event over one reading', async () => {
    const { seen, stream } = counted();
    const [one, two] = stream.tee();
    expect(await Promise.all([textsOf(one), textsOf(two)])).toEqual([letters, letters]);
    expect(seen).toEqual({ read: 3, left: 1, aborted: 0 });
  });

  it('keeps for the slower branch what the faster one has read', async () => {
    const [one, two] = counted().stream.tee();
    expect(await textsOf(one)).toEqual(letters);
    expect((await two.final()).text).toBe('abc');
  });

  it('reads no further than the faster branch asks', async () => {
    const { seen, stream } = counted();
    const [one, two] = stream.tee();
    await one[Symbol.asyncIterator]().next();
    await two[Symbol.asyncIterator]().next();
    expect(seen.read).toBe(1);
  });

  it('gives each branch its own helpers, and the stream itself its result', async () => {
    const { stream } = counted();
    const [one, two] = stream.tee();
    const texts: string[] = [];
    for await (const text of one.text()) texts.push(text);
    expect(texts).toEqual(['a', 'ab', 'abc']);
    expect((await two.final()).text).toBe('abc');
    expect((await stream.final()).text).toBe('abc');
  });

  it('goes on for one branch when the other is left or aborted', async () => {
    const { seen, stream } = counted();
    const [one, two] = stream.tee();
    for await (const _ of one) break;
    expect(await textsOf(two)).toEqual(letters);
    const other = counted();
    const [three, four] = other.stream.tee();
    three.abort();
    await expect(textsOf(three)).rejects.toBeInstanceOf(AbortError);
    expect(await textsOf(four)).toEqual(letters);
    expect([seen.aborted, other.seen.aborted]).toEqual([0, 0]);
  });

  it('closes the connection when both branches are left', async () => {
    const { seen, stream } = counted();
    for (const branch of stream.tee()) for await (const _ of branch) break;
    expect(seen).toEqual({ read: 1, left: 1, aborted: 0 });
  });

  it('closes the connection when both branches are aborted', () => {
    const { seen, stream } = counted();
    const [one, two] = stream.tee();
    one.abort();
    one.abort();
    expect(seen.aborted).toBe(0);
    two.abort();
    expect(seen.aborted).toBe(1);
  });

  it('ends a branch that waits when it is aborted', async () => {
    const never = withHelpers(
      { [Symbol.asyncIterator]: () => ({ next: () => new Promise(() => undefined) }) },
      () => undefined,
    );
    const [one] = never.tee();
    const reading = textsOf(one);
    one.abort();
    await expect(reading).rejects.toBeInstanceOf(AbortError);
  });

  it('tells both branches of a failure', async () => {
    const [one, two] = counted(new StreamError('lost', { code: 'interrupted' })).stream.tee();
    await expect(textsOf(one)).rejects.toThrow('lost');
    await expect(two.final()).rejects.toThrow('lost');
  });

  it('marks the stream as read', () => {
    const { stream } = counted();
    stream.tee();
    expect(() => stream[Symbol.asyncIterator]()).toThrow(/already read/);
  });
});
