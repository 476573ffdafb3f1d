import type { WorkflowEvent } from '../events/dify-event.ts';
import { textIn } from './run-facts.ts';
import type { RunNode, WorkflowRun } from './workflow-run.ts';

type Data = WorkflowEvent['data'];

/** The row that an event is about: of an iteration or loop that ran before, the last one. */
export function rowId({ nodes }: WorkflowRun, data: Data): string | undefined {
  const id = textIn(data.id) ?? textIn(data.node_id);
  if (id === undefined) return undefined;
  const again = `${id}:`;
  const row = nodes.findLast((one) => one.id === id || one.id.startsWith(again));
  if (row !== undefined || !isContainer(data.node_type) || id === data.node_id || id.includes(':'))
    return row?.id ?? id;
  // A snapshot calls an iteration or loop by an id of its own, the live stream by its node's.
  const live = nodes.findLast(({ nodeId, ...one }) => nodeId === data.node_id && one.id.split(':', 1)[0] === nodeId);
  return live?.id ?? id;
}

/** Servers call every run of an iteration or loop by its node's name: one after the first gets an id of its own. */
export function inNewRun({ nodes }: WorkflowRun, data: Data): Data {
  const id = textIn(data.id) ?? textIn(data.node_id);
  const times = nodes.filter((row) => row.id === id || row.id.startsWith(`${id}:`));
  if (id === undefined || times.length === 0 || times.at(-1)?.status === 'running') return data;
  return { ...data, id: `${id}:${times.length + 1}`, node_id: data.node_id ?? id };
}

/**
 * The iteration or loop that a step runs in. Steps name it. Iterations and loops name none: they are guessed by where they
 * come, until their first step knows better.
 */
export function parentOf({ nodes }: WorkflowRun, data: Data): string | undefined {
  const named = containersOf(nodes, data);
  if (named.length > 0 || !isContainer(data.node_type)) return named.at(-1)?.id;
  const last = nodes.at(-1);
  if (last === undefined) return undefined;
  if (isContainer(last.type) && last.status === 'running' && last.round !== undefined) return last.id;
  const parent = nodes.find((row) => row.id === last.parentId);
  return parent?.status === 'running' ? parent.id : undefined;
}

/** The rows with a container in the place that one of its steps tells: in the other one that it names, or in none such. */
export function corrected(nodes: readonly RunNode[], data: Data): readonly RunNode[] {
  const named = containersOf(nodes, data);
  const inner = named.at(-1);
  if (inner === undefined || isContainer(data.node_type)) return nodes;
  const outer = named.length > 1 ? named[0]?.id : keptParent(nodes, inner);
  if (outer === inner.parentId) return nodes;
  const { parentId: _, ...rest } = inner;
  return nodes.with(nodes.indexOf(inner), outer === undefined ? rest : { ...rest, parentId: outer });
}

/** A step in an iteration in a loop would name both; one in a loop in a loop names the inner one alone. */
function keptParent(nodes: readonly RunNode[], inner: RunNode): string | undefined {
  const parent = nodes.find(({ id }) => id === inner.parentId);
  return parent?.type === inner.type ? parent.id : undefined;
}

/** The containers that a step names, the outer one first: the one that began earlier. */
function containersOf(nodes: readonly RunNode[], data: Data): readonly RunNode[] {
  return [textIn(data.iteration_id), textIn(data.loop_id)]
    .flatMap((name) => {
      if (name === undefined) return [];
      const running = nodes.findLast((row) => row.nodeId === name && row.status === 'running');
      return running ?? nodes.findLast((row) => row.nodeId === name) ?? [];
    })
    .sort((one, other) => nodes.indexOf(one) - nodes.indexOf(other));
}

/** The round that a finished step ran in: of the container that it stands in. */
export function roundOf({ nodes }: WorkflowRun, { execution_metadata: facts, loop_id }: Data, parentId?: string) {
  if (typeof facts !== 'object' || facts === null) return undefined;
  const parent = parentId === undefined ? undefined : nodes.find(({ id }) => id === parentId);
  const type = parent?.type ?? (loop_id ? 'loop' : 'iteration');
  const round: unknown = Reflect.get(facts, `${type}_index`);
  return typeof round === 'number' ? round : undefined;
}

/** Whether other steps run inside a step of this type. */
export function isContainer(type: unknown): boolean {
  return type === 'iteration' || type === 'loop';
}
