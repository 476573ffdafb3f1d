import type { AssistantMessage, RunNode, ToolPart } from '@dify-oapi/core';
import {
  Check,
  Code,
  Cpu,
  Database,
  Globe,
  Layers,
  Lightbulb,
  type LucideIcon,
  Repeat,
  Split,
  UserCheck,
  Wrench,
} from 'lucide-react';
import type { ReactNode } from 'react';
import type { Labels } from '../../labels/labels.ts';
import { formatDuration } from '../../primitives/format-duration.ts';
import { StepExchange } from './step-exchange.tsx';

/** One line on the rail. */
export interface Step {
  readonly id: string;
  readonly state: 'running' | 'done' | 'failed' | 'paused';
  readonly icon: LucideIcon;
  readonly label: string;
  /** The part of the label that is a name. */
  readonly name?: string;
  readonly note?: string;
  /** Shown when the line is opened. */
  readonly detail?: ReactNode;
}

/** Nodes that say nothing to the person who asked. */
const silentNodes = new Set(['start', 'end', 'answer', 'iteration-start', 'loop-start', 'loop-end']);

const nodeIcons: Readonly<Record<string, LucideIcon>> = {
  llm: Cpu,
  'knowledge-retrieval': Database,
  tool: Wrench,
  agent: Wrench,
  code: Code,
  'http-request': Globe,
  'if-else': Split,
  'question-classifier': Split,
  iteration: Repeat,
  loop: Repeat,
  'human-input': UserCheck,
  'template-transform': Layers,
};

/** The step that an agent's use of a tool, or its thought, is. */
export function toolStep(part: ToolPart, labels: Labels): Step {
  const running = part.state === 'running';
  const state = running ? 'running' : 'done';
  if (part.name === '') {
    const label = running ? labels.thinking : labels.thought;
    const detail = part.thought ? { detail: <p dir="auto">{part.thought}</p> } : {};
    return { id: part.id, state, icon: Lightbulb, label, ...detail };
  }
  const name = part.name.split(';').filter(Boolean).join(', ');
  const detail = part.input !== '' || part.output !== undefined ? { detail: <StepExchange part={part} /> } : {};
  return {
    id: part.id,
    state,
    icon: Wrench,
    label: running ? labels.using(name) : labels.used(name),
    name,
    ...detail,
  };
}

/** The steps of a workflow's run that are worth a line. */
export function nodeSteps(message: AssistantMessage, labels: Labels, locale: string | undefined): readonly Step[] {
  return (message.run?.nodes ?? [])
    .filter(({ type }) => !silentNodes.has(type))
    .map((node) => ({
      id: node.id,
      state: stateOf(node),
      icon: node.status === 'succeeded' ? Check : (nodeIcons[node.type] ?? Layers),
      label: stateOf(node) === 'failed' ? labels.stepFailed(node.title) : node.title,
      ...(stateOf(node) === 'failed' ? { name: node.title } : {}),
      ...(node.elapsedMs === undefined ? {} : { note: formatDuration(node.elapsedMs, locale) }),
      ...(node.error ? { detail: <p data-dify="step-error">{node.error}</p> } : {}),
    }));
}

/** What a search of the knowledge base found. */
export function searchStep(message: AssistantMessage, labels: Labels): Step | undefined {
  const { sources } = message;
  if (sources.length === 0) return undefined;
  const names = [...new Set(sources.flatMap(({ dataset_name }) => (dataset_name ? [dataset_name] : [])))];
  const name = names.join(', ') || labels.knowledge;
  return {
    id: 'search',
    state: 'done',
    icon: Database,
    label: labels.searched(name),
    name,
    note: labels.passageCount(sources.length),
  };
}

function stateOf({ status }: RunNode): Step['state'] {
  if (status === 'running' || status === 'retrying') return 'running';
  if (status === 'paused') return 'paused';
  return status === 'succeeded' ? 'done' : 'failed';
}
