import type { PausedRun } from '../world/workflow-rows.ts';
import { type Graph, graphOf, type PlacedEdge } from './graph.ts';
import { isContainer, nodeFinished, nodeRetry, nodeStarted } from './node-events.ts';
import { type Emit, NodeFailure, type NodeOutcome, type NodeScope, type Place, type RoundEnd } from './node-scope.ts';
import { runNode } from './nodes/run-node.ts';
import { type RunFacts, wait } from './run-facts.ts';
import type { Speech } from './speech.ts';
import type { VariablePool } from './variable-pool.ts';
import type { Selector, WorkflowNode } from './workflow-definition.ts';

/** One level of a run. */
export interface GraphTask {
  readonly run: RunFacts;
  readonly graph: Graph;
  readonly pool: VariablePool;
  readonly place: Place;
  readonly signal: AbortSignal;
  readonly emit: Emit;
  /** Only at the top. */
  readonly speech?: Speech;
  /** Hands on what was said. Only at the top. */
  readonly speak?: (chunks: readonly { readonly text: string; readonly selector: Selector }[]) => void;
  readonly progress: GraphProgress;
  /** Told when a response node has come to its outputs. */
  readonly answered?: (outputs: Readonly<Record<string, unknown>>) => void;
}

/** What became of the nodes and edges. Plain data. */
export type GraphProgress = Pick<PausedRun, 'nodes' | 'edges' | 'executions'>;

/** How a level ended. */
export interface GraphEnd extends RoundEnd {
  readonly isPaused: boolean;
}

/** Nothing has run yet. */
export function freshProgress(): GraphProgress {
  return { nodes: {}, edges: {}, executions: {} };
}

/** Runs a level from its root, or from where it paused, until nothing is left to do. */
export async function runGraph(task: GraphTask): Promise<GraphEnd> {
  const { graph, pool, progress, run, speech } = task;
  const speak = task.speak ?? (() => {});
  const ended = new AbortController();
  const signal = AbortSignal.any([task.signal, ended.signal]);
  const active = new Set<string>();
  const deferred: string[] = [];
  let error: NodeFailure | undefined;
  let isPaused = false;
  let isBroken = false;
  const { promise: over, resolve: finish } = deferredPromise();

  function settleIfDone(): void {
    if (active.size === 0 || error !== undefined || isBroken || task.signal.aborted) finish();
  }

  function launch(id: string): void {
    const node = graph.node(id);
    if (node === undefined) return;
    active.add(id);
    progress.nodes[id] = 'running';
    if (!unseen.has(node.data.type)) {
      progress.executions[id] ??= run.server.id();
      if (task.place.depth === 0) run.account.steps++;
    }
    const executionId = progress.executions[id] ?? id;
    void attempt(node, executionId).then((left) => {
      active.delete(id);
      if (left !== undefined && !signal.aborted) left();
      settleIfDone();
    });
  }

  /** Runs a node with its retries. Resolves with what is to be done then; nothing when nobody waits any more. */
  async function attempt(node: WorkflowNode, executionId: string): Promise<(() => void) | undefined> {
    const { data } = node;
    const isSeen = !unseen.has(data.type);
    const tracked = isSeen ? nodeStarted(task, node, executionId) : undefined;
    const retry = data.retry_config;
    for (let tries = 0; ; tries++) {
      try {
        const outcome = await runNode(data, scopeOf(node, executionId));
        if (signal.aborted) return undefined;
        return () => succeed(node, outcome, () => tracked && nodeFinished(task, tracked, { outcome }));
      } catch (thrown) {
        if (signal.aborted) return undefined;
        const failure = failureOf(thrown);
        if (task.place.depth === 0) run.account.exceptions++;
        if (retry?.retry_enabled && tries < retry.max_retries && tracked) {
          await wait(run, retry.retry_interval, signal);
          if (signal.aborted) return undefined;
          nodeRetry(task, tracked, failure, tries + 1);
          if (task.place.depth === 0) run.account.steps++;
          continue;
        }
        return () => fail(node, failure, (outcome) => tracked && nodeFinished(task, tracked, { failure, outcome }));
      }
    }
  }

  function scopeOf(node: WorkflowNode, executionId: string): NodeScope {
    return {
      run,
      node,
      executionId,
      pool,
      place: task.place,
      signal,
      emit: (event, data) => {
        if (!signal.aborted) task.emit(event, data);
      },
      say: (selector, text) => {
        if (speech && !signal.aborted) speak(speech.hear(selector, text));
      },
      close: (selector) => {
        if (speech && !signal.aborted) speak(speech.close(selector));
      },
      round: (inner, place, emit) =>
        runGraph({
          run,
          graph: graphOf(run.definition, node),
          pool: inner,
          place,
          signal,
          emit,
          progress: freshProgress(),
        }),
    };
  }

  function succeed(node: WorkflowNode, outcome: NodeOutcome, finished: () => void): void {
    if (outcome.isPaused) {
      progress.nodes[node.id] = 'paused';
      isPaused = true;
      return;
    }
    if (outcome.isBreak) isBroken = true;
    const { data } = node;
    pool.put(node.id, outcome.outputs ?? {});
    if (speech) speak(speech.finish());
    const handle = outcome.handle ?? (data.error_strategy === 'fail-branch' ? 'success-branch' : 'source');
    const next = leave(node, handle, data.error_strategy === 'fail-branch' ? ['source'] : []);
    if (data.type === 'answer' || data.type === 'end') task.answered?.(outcome.outputs ?? {});
    finished();
    next.forEach(isPaused ? (id) => deferred.push(id) : launch);
  }

  function fail(node: WorkflowNode, failure: NodeFailure, finished: (outcome?: NodeOutcome) => void): void {
    const { data } = node;
    const strategy = isContainer(data.type) ? undefined : data.error_strategy;
    if (strategy !== 'default-value' && strategy !== 'fail-branch') {
      finished();
      error = failure;
      ended.abort();
      return;
    }
    const defaults = (data.default_value ?? []).map(({ key, value }) => [key, value]);
    const outputs = {
      ...(strategy === 'default-value' ? Object.fromEntries(defaults) : {}),
      error_message: failure.message,
      error_type: failure.type,
    };
    const { inputs, processData } = failure;
    pool.put(node.id, outputs);
    if (speech) speak(speech.finish());
    const next = leave(node, strategy === 'fail-branch' ? 'fail-branch' : 'source', []);
    finished({ inputs, processData, outputs, metadata: { error_strategy: strategy } });
    next.forEach(isPaused ? (id) => deferred.push(id) : launch);
  }

  /** Takes the edges of a handle and skips the others. Gives the nodes that can start now. */
  function leave(node: WorkflowNode, handle: string, alias: readonly string[]): string[] {
    progress.nodes[node.id] = 'done';
    const edges = graph.edges.from(node.id);
    const isTaken = (edge: PlacedEdge) => edge.handle === handle || alias.includes(edge.handle);
    const chosen = branching.has(node.data.type) || node.data.error_strategy === 'fail-branch';
    const taken = chosen ? edges.filter(isTaken) : edges;
    for (const edge of edges) if (!taken.includes(edge)) skip(edge);
    for (const edge of taken) {
      progress.edges[edge.at] = 'taken';
    }
    if (speech) speak(speech.take(taken.map(({ at }) => at)));
    return [...new Set(taken.map(({ target }) => target))].filter(isReady);
  }

  function skip(edge: PlacedEdge): void {
    progress.edges[edge.at] = 'skipped';
    const ways = graph.edges.to(edge.target);
    if (ways.every(({ at }) => progress.edges[at] === 'skipped')) {
      progress.nodes[edge.target] = 'skipped';
      for (const next of graph.edges.from(edge.target)) skip(next);
    } else if (isReady(edge.target)) {
      queueMicrotask(() => {
        if (!signal.aborted && isReady(edge.target))
          (isPaused ? (id: string) => deferred.push(id) : launch)(edge.target);
      });
    }
  }

  function isReady(id: string): boolean {
    const ways = graph.edges.to(id);
    const known = ways.every(({ at }) => progress.edges[at] !== undefined);
    return known && ways.some(({ at }) => progress.edges[at] === 'taken') && progress.nodes[id] === undefined;
  }

  task.signal.addEventListener('abort', () => finish(), { once: true });
  const waiting = Object.entries(progress.nodes).flatMap(([id, state]) =>
    state === 'paused' || state === 'waiting' ? [id] : [],
  );
  if (speech) speak(speech.begin());
  for (const id of waiting.length > 0 ? waiting : [graph.rootId]) launch(id);
  settleIfDone();
  await over;
  ended.abort();
  for (const id of deferred) progress.nodes[id] = 'waiting';
  return { error, isPaused: isPaused && error === undefined, isBroken };
}

/** Nodes that no event speaks of. */
const unseen: ReadonlySet<string> = new Set(['iteration-start', 'loop-start']);

/** Nodes that are left by one handle only. */
const branching: ReadonlySet<string> = new Set(['if-else', 'question-classifier', 'human-input']);

function failureOf(thrown: unknown): NodeFailure {
  if (thrown instanceof NodeFailure) return thrown;
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  return new NodeFailure(error.message, error.name);
}

function deferredPromise(): { promise: Promise<void>; resolve: () => void } {
  let resolve = () => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
