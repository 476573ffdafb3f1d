import type { RunBranch, RunNode } from '@dify-oapi/core';
import {
  Check,
  Code,
  Cpu,
  Database,
  Globe,
  Layers,
  type LucideIcon,
  Repeat,
  Split,
  UserCheck,
  Wrench,
} from 'lucide-react';
import { memo } from 'react';
import type { Labels } from '../../labels/labels.ts';
import { formatDuration } from '../../primitives/format-duration.ts';
import { lazyPart } from '../../primitives/lazy-part.tsx';
import { useLabels } from '../../provider/use-labels.ts';
import { useLocale } from '../../provider/use-locale.ts';
import { Step, type StepState } from './step.tsx';

const NodeDetail = lazyPart(async () => (await import('./node-detail.tsx')).NodeDetail);

/** Nodes that say nothing to the person who asked. */
const silentNodes = new Set(['start', 'end', 'answer', 'iteration-start', 'loop-start', 'loop-end']);

const nodeIcons: ReadonlyMap<string, LucideIcon> = new Map([
  ['llm', Cpu],
  ['knowledge-retrieval', Database],
  ['tool', Wrench],
  ['agent', Wrench],
  ['code', Code],
  ['http-request', Globe],
  ['if-else', Split],
  ['question-classifier', Split],
  ['iteration', Repeat],
  ['loop', Repeat],
  ['human-input', UserCheck],
]);

/** Whether a node is worth a line. */
export function isTold({ node }: RunBranch): boolean {
  return !silentNodes.has(node.type);
}

/** A node of the run behind an answer, with what ran inside it. Renders an `<li>`. */
export const NodeStep = memo(function NodeStep({ branch }: { branch: RunBranch }) {
  const labels = useLabels();
  const locale = useLocale();
  const { node, children } = branch;
  const state = stateOf(node);
  const title = node.title || node.type;
  const inner = children.filter(isTold);
  const opensItself = state === 'running' && (inner.length > 0 || (node.agentLog?.length ?? 0) > 0);
  return (
    <Step
      data-kind={node.type}
      state={state}
      icon={state === 'done' ? Check : (nodeIcons.get(node.type) ?? Layers)}
      label={state === 'failed' ? labels.stepFailed(title) : title}
      name={state === 'failed' ? title : undefined}
      note={noteOf(node, labels, locale)}
      opensItself={opensItself}
    >
      {hasDetail(node) || inner.length > 0 ? <NodeDetail node={node} branches={inner} /> : undefined}
    </Step>
  );
});

function hasDetail({ error, retries, inputs, outputs, agentLog }: RunNode): boolean {
  return (
    Boolean(error) || retries !== undefined || inputs !== undefined || outputs !== undefined || agentLog !== undefined
  );
}

function noteOf(node: RunNode, labels: Labels, locale: string | undefined): string {
  const { status, round, retries = [], elapsedMs, type } = node;
  const number = (value: number) => new Intl.NumberFormat(locale).format(value);
  const notes: string[] = [];
  if ((type === 'iteration' || type === 'loop') && round !== undefined) {
    notes.push(status === 'running' ? labels.stepRound(number(round)) : labels.stepRounds(round));
  }
  if (status === 'retrying') notes.push(labels.stepTry(number(retries.length + 1)));
  else if (retries.length > 0) notes.push(labels.stepTries(retries.length + (status === 'failed' ? 0 : 1)));
  if (status === 'stopped') notes.push(labels.stepStopped);
  if (elapsedMs !== undefined) notes.push(formatDuration(elapsedMs, locale));
  return notes.join(' · ');
}

/** How a node is doing, as its line says it. */
export function stateOf({ status }: RunNode): StepState {
  if (status === 'running' || status === 'retrying') return 'running';
  if (status === 'paused' || status === 'stopped') return status;
  return status === 'succeeded' ? 'done' : 'failed';
}
