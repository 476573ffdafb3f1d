import { type RunBranch, runTree, type WorkflowRun } from '@dify-oapi/core';
import { useNow } from '../../hooks/use-now.ts';
import { formatDuration } from '../../primitives/format-duration.ts';
import { useLabels } from '../../provider/use-labels.ts';
import { useLocale } from '../../provider/use-locale.ts';
import { byRound, mostRounds } from './by-round.ts';
import { isTold, stateOf } from './node-step.tsx';
import type { StepState } from './step.tsx';
import { TimeRow } from './time-row.tsx';
import { type RunTimes, type StepSpan, timesOf } from './times-of.ts';

/** Props of `StepTimes`. */
export interface StepTimesProps {
  id: string;
  run: WorkflowRun;
  /** When the answer was asked for, by this device's clock; unix time in milliseconds. Absent once it is whole. */
  since: number | undefined;
}

/** When the steps of a run ran: each as a bar in the time of the whole, in the order in which they came. Renders an `<ol>`. */
export function StepTimes({ since, ...props }: StepTimesProps) {
  return since === undefined ? <Chart {...props} /> : <GrowingChart {...props} since={since} />;
}

/** The server's clock may differ from this device's: how long it has been going on is reckoned by this one alone. */
function GrowingChart({ since, ...props }: StepTimesProps & { since: number }) {
  return <Chart {...props} nowMs={Math.max(0, useNow() + 1000 - since)} />;
}

function Chart({ id, run, nowMs }: Omit<StepTimesProps, 'since'> & { nowMs?: number }) {
  const labels = useLabels();
  const locale = useLocale();
  const times = timesOf(run, nowMs);
  return (
    <div id={id} data-dify="step-times">
      <Rows label={labels.stepTimes} branches={runTree(run).filter(isTold)} times={times} />
      <p aria-hidden="true" data-dify="step-times-scale">
        <bdi>{new Intl.NumberFormat(locale).format(0)}</bdi>
        <bdi>{formatDuration(times.totalMs, locale)}</bdi>
      </p>
    </div>
  );
}

interface RowsProps {
  label?: string;
  /** How far inside other steps. @default 0 */
  depth?: number;
  branches: readonly RunBranch[];
  times: RunTimes;
}

function Rows({ label, depth = 0, branches, times }: RowsProps) {
  return (
    <ol aria-label={label}>
      {branches.map(({ node, children }) => {
        const inner = children.filter(isTold);
        return (
          <TimeRow
            key={node.id}
            title={node.title || node.type}
            state={stateOf(node)}
            span={times.spans.get(node.id)}
            totalMs={times.totalMs}
            depth={depth}
          >
            {inner.length > 0 && <Rounds depth={depth + 1} branches={inner} times={times} />}
          </TimeRow>
        );
      })}
    </ol>
  );
}

/** One round lies flat; of several each has its line. */
function Rounds({ depth = 0, branches, times }: RowsProps) {
  const labels = useLabels();
  const number = new Intl.NumberFormat(useLocale());
  const rounds = [...byRound(branches)];
  if (rounds.length === 1) return <Rows depth={depth} branches={branches} times={times} />;
  const hidden = Math.max(0, rounds.length - mostRounds);
  return (
    <>
      {hidden > 0 && <p data-dify="subtle">{labels.earlierRounds(hidden)}</p>}
      <ol>
        {rounds.slice(hidden).map(([round, inside]) => (
          <TimeRow
            key={round}
            title={labels.stepRound(number.format(round + 1))}
            state={stateOfAll(inside)}
            span={spanOfAll(inside, times)}
            totalMs={times.totalMs}
            depth={depth}
          >
            <Rows depth={depth + 1} branches={inside} times={times} />
          </TimeRow>
        ))}
      </ol>
    </>
  );
}

function stateOfAll(branches: readonly RunBranch[]): StepState {
  const states = branches.map(({ node }) => stateOf(node));
  return (['running', 'failed', 'paused', 'stopped'] as const).find((state) => states.includes(state)) ?? 'done';
}

function spanOfAll(branches: readonly RunBranch[], { spans }: RunTimes): StepSpan | undefined {
  const all = branches.flatMap(({ node }) => spans.get(node.id) ?? []);
  if (all.length === 0) return undefined;
  return {
    startMs: Math.min(...all.map(({ startMs }) => startMs)),
    endMs: Math.max(...all.map(({ endMs }) => endMs)),
  };
}
