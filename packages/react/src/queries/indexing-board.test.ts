import { documents } from '@dify-oapi/core/endpoints';
import { describe, expect, it } from 'vitest';
import { addDocument, aKnowledgeBase } from '../testing/a-knowledge-base.ts';
import { createIndexingBoard } from './indexing-board.ts';

const unknownBatch = '20261122000000000000';

async function watched() {
  const knowledge = await aKnowledgeBase([], { indexingMs: 'manual' });
  const { dify, dataset_id, asked } = knowledge;
  const { batch, id } = await addDocument(dify, dataset_id, 'a.txt');
  const clock = { now: 1_000_000 };
  const board = createIndexingBoard(dify, dataset_id, () => clock.now);
  board.add(batch);
  asked.length = 0;
  return { ...knowledge, batch, id, clock, board };
}

describe('an indexing board', () => {
  it('looks a second later at first, and ever more rarely while nothing changes', async () => {
    const { board, clock } = await watched();
    const waits: number[] = [];
    for (const at of [0, 12_000, 45_000, 150_000]) {
      clock.now = 1_000_000 + at;
      waits.push((await board.look({})).nextLookMs ?? 0);
    }
    const expected = [1000, 5000, 10_000, 15_000];
    for (const [at, wait] of waits.entries()) {
      expect(Math.abs(wait - (expected[at] ?? 0))).toBeLessThanOrEqual((expected[at] ?? 0) / 10);
    }
  });

  it('tells of each document that stands otherwise, and of nothing while none does', async () => {
    const { board, emulator, id } = await watched();
    const seen: string[][] = [];
    const onChange = (rows: readonly { id: string; indexing_status: string }[]) =>
      seen.push(rows.map((row) => `${row.id === id} ${row.indexing_status}`));
    await board.look({ onChange });
    await board.look({ onChange });
    emulator.indexing.step();
    await board.look({ onChange });
    expect(seen).toEqual([['true waiting'], ['true parsing']]);
  });

  it('comes to its end with the document, and asks no more', async () => {
    const { board, emulator, batch, asked } = await watched();
    emulator.indexing.finish();
    const state = await board.look({});
    expect(state.batches[batch]).toMatchObject({ isFinal: true, isGone: false });
    expect(state.nextLookMs).toBeNull();
    asked.length = 0;
    await board.look({});
    expect(asked).toEqual([]);
  });

  it('calls a batch stalled when nothing changes for five minutes, and not when it moves again', async () => {
    const { board, emulator, batch, clock } = await watched();
    await board.look({});
    clock.now += 299_000;
    expect((await board.look({})).batches[batch]?.isStalled).toBe(false);
    clock.now += 1000;
    expect((await board.look({})).batches[batch]?.isStalled).toBe(true);
    emulator.indexing.step();
    expect((await board.look({})).batches[batch]?.isStalled).toBe(false);
  });

  it('calls a batch gone when the server knows it no longer', async () => {
    const { board, dify, dataset_id, id, batch } = await watched();
    await dify.request(documents.delete, { dataset_id, document_id: id });
    const state = await board.look({});
    expect(state.batches[batch]).toMatchObject({ isFinal: true, isGone: true });
    expect(state.nextLookMs).toBeNull();
  });

  it('waits the minute of a rate limit out, and keeps what it has seen', async () => {
    const { board, emulator, batch, clock, asked } = await watched();
    await board.look({});
    emulator.faults.status = 429;
    const state = await board.look({});
    expect(state.batches[batch]).toMatchObject({ documents: [{ indexing_status: 'waiting' }], isFinal: false });
    expect(state.batches[batch]?.error?.status).toBe(429);
    expect(state.nextLookMs).toBe(60_000);
    asked.length = 0;
    clock.now += 59_000;
    await board.look({});
    expect(asked).toEqual([]);
    clock.now += 1000;
    expect((await board.look({})).batches[batch]?.error).toBeNull();
  });

  it('waits longer after each failure of the server, and goes on', async () => {
    const { board, emulator } = await watched();
    const waits: number[] = [];
    for (let tried = 0; tried < 3; tried++) {
      emulator.faults.status = 503;
      waits.push((await board.look({})).nextLookMs ?? 0);
    }
    expect(waits[1]).toBeGreaterThan(waits[0] ?? 0);
    expect(waits[2]).toBeGreaterThan(waits[1] ?? 0);
  });

  it('stops with the error when the key is refused', async () => {
    const { board, emulator } = await watched();
    emulator.faults.status = 401;
    await expect(board.look({})).rejects.toMatchObject({ status: 401 });
  });

  it('looks at twenty batches at most in one go, those first that have waited longest', async () => {
    const { board, asked } = await watched();
    for (let at = 0; at < 24; at++) board.add(`${unknownBatch}${at}`);
    await board.look({});
    expect(asked).toHaveLength(20);
    await board.look({});
    expect(new Set(asked).size).toBe(25);
  });
});
