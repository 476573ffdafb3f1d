import { type RunBranch, type RunNode, runTree, type WorkflowRun } from '@dify-oapi/core';

/** When a step ran, in milliseconds from the start of its run. */
export interface StepSpan {
  readonly startMs: number;
  /** Never before the start. Of a step that still runs: now. */
  readonly endMs: number;
}

/** When the steps of a run ran. */
export interface RunTimes {
  /** How long the whole took, or takes already. At least 1. */
  readonly totalMs: number;
  /** By the step's `id`. A step of which no start is known has none. */
  readonly spans: ReadonlyMap<string, StepSpan>;
}

/** Servers tell starts in whole seconds. */
const second = 1000;

/**
 * When each step of a run ran. How long a step took is known exactly, when it began only to the second: within that second
 * it is put behind the steps before it that ended there, and where it still ends before what it is part of. So short steps
 * in a row stand in a row; steps side by side that are shorter than a second may stand in a row too.
 *
 * @param nowMs how long the run runs already: where steps without an end reach. Absent once the run is over
 */
export function timesOf(run: WorkflowRun, nowMs?: number): RunTimes {
  const { nodes, elapsedMs } = run;
  const base = run.startedAt ?? Math.min(...nodes.flatMap(({ startedAt }) => startedAt ?? []));
  const spans = new Map<string, StepSpan>();
  place(runTree(run), 0, elapsedMs, { base, openEndMs: nowMs ?? elapsedMs ?? 0, spans });
  const ends = [...spans.values()].map(({ endMs }) => endMs);
  return { totalMs: Math.max(1, elapsedMs ?? 0, nowMs ?? 0, ...ends), spans };
}

interface Reckoning {
  /** The run's start by the server's clock. */
  base: number;
  /** Where a step without an end reaches. */
  openEndMs: number;
  spans: Map<string, StepSpan>;
}

/** Places steps that stand side by side, and what is inside them, from the start of what they are part of to its end. */
function place(branches: readonly RunBranch[], fromMs: number, untilMs: number | undefined, all: Reckoning): void {
  const ends = [fromMs];
  for (const { node, children } of branches) {
    if (node.startedAt === undefined) continue;
    const startMs = startOf(node, node.startedAt - all.base, ends, untilMs);
    const isOpen = node.elapsedMs === undefined || node.status === 'running' || node.status === 'retrying';
    const ownEndMs = isOpen ? Math.max(startMs, all.openEndMs) : startMs + (node.elapsedMs ?? 0);
    place(children, startMs, isOpen ? undefined : ownEndMs, all);
    all.spans.set(node.id, { startMs, endMs: ownEndMs });
    ends.push(ownEndMs);
  }
}

/** @param toldMs the start as the server tells it @param ends where steps before it ended, and what it is part of began */
function startOf({ elapsedMs = 0 }: RunNode, toldMs: number, ends: readonly number[], untilMs: number | undefined) {
  const told = Math.max(0, toldMs);
  const startMs = Math.max(told, ...ends.filter((end) => end < told + second));
  // The run's own start is of a whole second too: a step may have begun up to one earlier than told.
  const lastMs = untilMs === undefined ? startMs : Math.max(0, told - second, untilMs - elapsedMs);
  return Math.min(startMs, lastMs);
}
