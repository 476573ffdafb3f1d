import { type AssistantMessage, type ReasoningPart, type RunBranch, runTree, type ToolPart } from '@dify-oapi/core';
import { Check } from 'lucide-react';
import { type ReactNode, use, useState } from 'react';
import { formatDuration } from '../../primitives/format-duration.ts';
import type { PartProps } from '../../primitives/part.ts';
import { useLabels } from '../../provider/use-labels.ts';
import { useLocale } from '../../provider/use-locale.ts';
import { AnswerContext } from '../chat/answer-context.ts';
import { isLive } from '../message/is-live.ts';
import { isTold, NodeStep } from './node-step.tsx';
import { PartStep } from './part-step.tsx';
import { SearchStep } from './search-step.tsx';
import { Step } from './step.tsx';
import { StepList } from './step-list.tsx';
import { TimesPlace } from './times-place.tsx';

/** Steps of a settled answer from which on they stand behind one line. */
const foldsFrom = 3;

/** Props of `Steps`. What is not listed goes to the `<ol>`. */
export interface StepsProps extends Omit<PartProps<'ol'>, 'children'> {
  message: AssistantMessage;
}

/**
 * How an answer came about, before its text: the nodes of the run as far as the server tells of them, thoughts, tools,
 * the search. Once the answer is whole, three or more stand behind one line, unless the reader has opened one. Renders an
 * `<ol>`, or nothing.
 */
export function Steps({ message, ...props }: StepsProps) {
  const labels = useLabels();
  const locale = useLocale();
  const { expectsSources, showsSteps } = use(AnswerContext);
  const [isTouched, setTouched] = useState(false);
  const live = isLive(message);
  const branches = showsSteps && message.run !== undefined ? runTree(message.run).filter(isTold) : [];
  const lines = linesOf(message, branches);
  const filler = fillerOf(message, branches, lines.length > 0, expectsSources);
  if (filler !== undefined) {
    const label =
      filler === 'running'
        ? labels.working
        : labels.workedFor(formatDuration(message.timing?.firstTokenMs ?? 0, locale));
    lines.push(<Step key="working" state={filler} icon={Check} label={label} />);
  }
  if (lines.length === 0) return null;
  const times =
    message.run !== undefined && hasTimes(branches) ? (
      <TimesPlace run={message.run} since={live ? message.createdAt : undefined} />
    ) : null;
  if (live || lines.length < foldsFrom || isTouched) {
    return (
      <StepList {...props} onClickCapture={() => setTouched(live || isTouched)}>
        {lines}
        {times}
      </StepList>
    );
  }
  const ms = message.run?.elapsedMs ?? message.timing?.totalMs;
  const counts = [labels.stepCount(lines.length)];
  if (message.sources.length > 0) counts.push(labels.passageCount(message.sources.length));
  const hasFailed =
    branches.some(({ node }) => node.status === 'failed') ||
    stepPartsOf(message).some(({ state }) => state === 'failed');
  return (
    <StepList {...props}>
      <Step
        data-kind="all"
        state={hasFailed ? 'failed' : 'done'}
        icon={Check}
        label={ms === undefined ? labels.steps : labels.workedFor(formatDuration(ms, locale))}
        note={counts.join(' · ')}
      >
        <StepList>
          {lines}
          {times}
        </StepList>
      </Step>
    </StepList>
  );
}

/** Whether there is something to compare: two steps or more of which it is known when they began. */
function hasTimes(branches: readonly RunBranch[]): boolean {
  const all = branches.flatMap(({ node, children }) => [node, ...children.map((child) => child.node)]);
  return all.filter(({ startedAt }) => startedAt !== undefined).length > 1;
}

/** Thoughts and tools before the text. */
function stepPartsOf({ parts }: Pick<AssistantMessage, 'parts'>): readonly (ReasoningPart | ToolPart)[] {
  const made: (ReasoningPart | ToolPart)[] = [];
  for (const part of parts) {
    if (part.type !== 'reasoning' && part.type !== 'tool') break;
    made.push(part);
  }
  return made;
}

function linesOf(message: AssistantMessage, branches: readonly RunBranch[]): ReactNode[] {
  const parts = stepPartsOf(message);
  const lines: ReactNode[] = [];
  const placed = new Set<string>();
  for (const branch of branches) {
    lines.push(<NodeStep key={branch.node.id} branch={branch} />);
    for (const part of parts) {
      // What a node's model thought stands below the node.
      if (part.type !== 'reasoning' || part.nodeId !== branch.node.nodeId || placed.has(part.id)) continue;
      placed.add(part.id);
      lines.push(<PartStep key={part.id} part={part} message={message} />);
    }
  }
  for (const part of parts) {
    if (!placed.has(part.id)) lines.push(<PartStep key={part.id} part={part} message={message} />);
  }
  if (message.sources.length > 0) lines.push(<SearchStep key="search" sources={message.sources} />);
  return lines;
}

/**
 * The line that says something is going on while nothing else does.
 * Where a search may be told of only at the end, the line stays and keeps its room, so that the text does not jump.
 */
function fillerOf(
  message: AssistantMessage,
  branches: readonly RunBranch[],
  hasLines: boolean,
  expectsSources: boolean,
): 'running' | 'done' | undefined {
  const last = message.parts.at(-1);
  const isSeen =
    last?.type === 'text' ||
    (last?.type === 'tool' && last.state === 'running') ||
    (last?.type === 'reasoning' && last.state === 'streaming') ||
    branches.some(({ node: { status } }) => status === 'running' || status === 'retrying');
  if (isLive(message) && !isSeen) return 'running';
  return !expectsSources || hasLines || message.timing?.firstTokenMs === undefined ? undefined : 'done';
}
