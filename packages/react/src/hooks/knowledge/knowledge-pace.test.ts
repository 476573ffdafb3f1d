import { type DifyClient, RateLimitError } from '@dify-oapi/core';
import { datasets } from '@dify-oapi/core/endpoints';
import { describe, expect, it } from 'vitest';
import { aKnowledgeBase } from '../../testing/a-knowledge-base.ts';
import { createKnowledgePace } from './knowledge-pace.ts';
import { runItems } from './run-items.ts';

/** A pace whose clock goes on by what it sleeps. */
function held() {
  const clock = { now: 1_000_000, slept: [] as number[] };
  const pace = createKnowledgePace(
    () => clock.now,
    async (ms) => {
      clock.slept.push(ms);
      clock.now += ms;
    },
  );
  return { clock, pace };
}

const list = (dify: DifyClient) => () => dify.request(datasets.list, {});

describe('a knowledge pace', () => {
  it('does the work at once while the server says nothing', async () => {
    const { clock, pace } = held();
    const { dify } = await aKnowledgeBase();
    expect((await pace.run(list(dify))).total).toBe(1);
    expect(clock.slept).toEqual([]);
  });

  it('waits as long as the server asks for', async () => {
    const { clock, pace } = held();
    const { dify, emulator } = await aKnowledgeBase();
    emulator.faults.retryAfter = 7;
    emulator.faults.status = 429;
    await pace.run(list(dify));
    expect(clock.slept).toEqual([7000]);
    expect(pace.waitsUntil()).toBeNull();
  });

  it('waits a minute out when the limit of the plan is reached', async () => {
    const { clock, pace } = held();
    const refusals = [new RateLimitError('Too many.', { code: 'too_many_requests', status: 403 })];
    const work = async () => {
      const refusal = refusals.pop();
      if (refusal !== undefined) throw refusal;
      return 'done';
    };
    expect(await pace.run(work)).toBe('done');
    expect(clock.slept).toEqual([60_000]);
  });

  it('gives a used-up quota back, for it does not pass', async () => {
    const { clock, pace } = held();
    const quota = new RateLimitError('Used up.', { code: 'rate_limit_error', status: 429 });
    await expect(pace.run(() => Promise.reject(quota))).rejects.toBe(quota);
    expect(clock.slept).toEqual([]);
  });

  it('gives up when the server refuses for ever', async () => {
    const { clock, pace } = held();
    const busy = new RateLimitError('Too many.', { code: 'too_many_requests', status: 429 });
    await expect(pace.run(() => Promise.reject(busy))).rejects.toBe(busy);
    expect(clock.slept).toEqual([2000, 4000, 8000, 16_000, 32_000]);
  });

  it('leaves off waiting when the caller does', async () => {
    const { pace } = held();
    const busy = new RateLimitError('Too many.', { code: 'too_many_requests', status: 429 });
    const controller = new AbortController();
    const work = () => {
      controller.abort();
      return Promise.reject(busy);
    };
    await expect(pace.run(work, controller.signal)).rejects.toMatchObject({ code: 'aborted' });
  });
});

describe('runItems', () => {
  it('never has more under way than it may', async () => {
    let running = 0;
    let most = 0;
    const work = async () => {
      most = Math.max(most, ++running);
      await new Promise((resolve) => setTimeout(resolve, 5));
      running--;
    };
    const items = await runItems(['a', 'b', 'c', 'd', 'e'], work, { concurrency: 2 });
    expect(most).toBe(2);
    expect(items.map(({ status }) => status)).toEqual(['done', 'done', 'done', 'done', 'done']);
  });

  it('takes an item once that is named twice', async () => {
    const seen: string[] = [];
    await runItems(['a', 'a'], async (id) => void seen.push(id));
    expect(seen).toEqual(['a']);
  });
});
