import type { RunNode } from '@dify-oapi/core';
import { expect, it } from 'vitest';
import { timesOf } from './times-of.ts';

const base = 1_760_377_680_000;

/** A step that began so many whole seconds after the run. */
function step(id: string, seconds: number | undefined, fields: Partial<RunNode> = {}): RunNode {
  const startedAt = seconds === undefined ? {} : { startedAt: base + seconds * 1000 };
  return { id, nodeId: id, type: 'llm', title: id, status: 'succeeded', ...startedAt, ...fields };
}

function spansOf(nodes: readonly RunNode[], elapsedMs?: number, nowMs?: number) {
  const status = nowMs === undefined ? 'succeeded' : 'running';
  const run = { id: 'r', status, nodes, startedAt: base, ...(elapsedMs === undefined ? {} : { elapsedMs }) } as const;
  const { totalMs, spans } = timesOf(run, nowMs);
  return { totalMs, ...Object.fromEntries([...spans].map(([id, { startMs, endMs }]) => [id, [startMs, endMs]])) };
}

it('puts short steps of one second in a row', () => {
  const nodes = [step('a', 0, { elapsedMs: 300 }), step('b', 0, { elapsedMs: 41 }), step('c', 0, { elapsedMs: 4200 })];
  expect(spansOf(nodes, 4600)).toEqual({ totalMs: 4600, a: [0, 300], b: [300, 341], c: [341, 4541] });
});

it('lets parallel steps overlap', () => {
  const nodes = [
    step('a', 0, { elapsedMs: 300 }),
    step('b', 0, { elapsedMs: 3000 }),
    step('c', 0, { elapsedMs: 2000 }),
  ];
  expect(spansOf(nodes, 3400)).toEqual({ totalMs: 3400, a: [0, 300], b: [300, 3300], c: [300, 2300] });
});

it('ends no step after its run where the seconds leave it open', () => {
  // The run began at .9 of a second: the step in the next one began 100 ms after it.
  expect(spansOf([step('a', 1, { elapsedMs: 200 })], 800)).toEqual({ totalMs: 800, a: [600, 800] });
});

it('keeps steps further from the end than the seconds explain', () => {
  // A run that waited for a person counts its waiting elsewhere.
  expect(spansOf([step('a', 60, { elapsedMs: 200 })], 800)).toEqual({ totalMs: 59200, a: [59000, 59200] });
});

it('begins what is inside a step not before it, and lets what runs reach to now', () => {
  const nodes = [
    step('a', 0, { elapsedMs: 700 }),
    step('each', 0, { type: 'iteration', status: 'running' }),
    step('in-1', 0, { parentId: 'each', round: 0, elapsedMs: 2000 }),
    step('in-2', 2, { parentId: 'each', round: 1, status: 'running' }),
  ];
  expect(spansOf(nodes, undefined, 5000)).toEqual({
    totalMs: 5000,
    a: [0, 700],
    each: [700, 5000],
    'in-1': [700, 2700],
    'in-2': [2700, 5000],
  });
});

it('lets what was stopped reach to the end of the run', () => {
  expect(spansOf([step('a', 0, { status: 'stopped' })], 1500)).toEqual({ totalMs: 1500, a: [0, 1500] });
});

it('has no time of a step without a start', () => {
  expect(spansOf([step('a', undefined, { elapsedMs: 20 })])).toEqual({ totalMs: 1 });
});
