import type { NodeRetry, RunBranch, RunNode } from '@dify-oapi/core';
import { Layers } from 'lucide-react';
import { formatDuration } from '../../primitives/format-duration.ts';
import { useLabels } from '../../provider/use-labels.ts';
import { useLocale } from '../../provider/use-locale.ts';
import { AgentLog } from './agent-log.tsx';
import { byRound, mostRounds } from './by-round.ts';
import { Exchange } from './exchange.tsx';
import { NodeStep } from './node-step.tsx';
import { Step } from './step.tsx';
import { StepList } from './step-list.tsx';

/** Props of `NodeDetail`. */
export interface NodeDetailProps {
  node: RunNode;
  /** What ran inside it, without what is silent. */
  branches: readonly RunBranch[];
}

/** What a node did: its tries, what ran inside it, what went in and came out as far as the server tells. */
export function NodeDetail({ node, branches }: NodeDetailProps) {
  const labels = useLabels();
  const { error, status, retries = [], agentLog = [], inputs, outputs } = node;
  return (
    <>
      {error && (
        <p data-dify="step-error" dir="auto">
          {error}
        </p>
      )}
      {status === 'exception' && <p>{labels.nodeFailedGoesOn}</p>}
      {retries.length > 0 && <Tries retries={retries} />}
      {branches.length > 0 && <Rounds branches={branches} isRunning={status === 'running'} />}
      {agentLog.length > 0 && <AgentLog items={agentLog} />}
      {(inputs !== undefined || outputs !== undefined) && (
        <dl>
          <Exchange label={labels.stepInput} value={inputs} />
          <Exchange label={labels.stepOutput} value={outputs} />
        </dl>
      )}
    </>
  );
}

function Tries({ retries }: { retries: readonly NodeRetry[] }) {
  const labels = useLabels();
  const locale = useLocale();
  const number = new Intl.NumberFormat(locale);
  return (
    <StepList>
      {retries.map(({ index, error, elapsedMs }) => (
        <Step
          key={index}
          state="failed"
          icon={Layers}
          label={labels.stepTryFailed(number.format(index))}
          note={elapsedMs === undefined ? undefined : formatDuration(elapsedMs, locale)}
        >
          {error && (
            <p data-dify="step-error" dir="auto">
              {error}
            </p>
          )}
        </Step>
      ))}
    </StepList>
  );
}

/** One round lies flat; of several each has its line. */
function Rounds({ branches, isRunning }: { branches: readonly RunBranch[]; isRunning: boolean }) {
  const labels = useLabels();
  const number = new Intl.NumberFormat(useLocale());
  const rounds = [...byRound(branches)];
  const hidden = Math.max(0, rounds.length - mostRounds);
  if (rounds.length === 1) return <Nodes branches={branches} />;
  return (
    <>
      {hidden > 0 && <p data-dify="subtle">{labels.earlierRounds(hidden)}</p>}
      <StepList>
        {rounds.slice(hidden).map(([round, inside], at, all) => {
          const isLast = isRunning && at === all.length - 1;
          const states = inside.map(({ node }) => node.status);
          const isBusy = states.includes('running') || states.includes('retrying');
          return (
            <Step
              key={round}
              state={isBusy ? 'running' : states.includes('failed') ? 'failed' : 'done'}
              icon={Layers}
              label={labels.stepRound(number.format(round + 1))}
              opensItself={isLast || isBusy}
            >
              <Nodes branches={inside} />
            </Step>
          );
        })}
      </StepList>
    </>
  );
}

function Nodes({ branches }: { branches: readonly RunBranch[] }) {
  return (
    <StepList>
      {branches.map((branch) => (
        <NodeStep key={branch.node.id} branch={branch} />
      ))}
    </StepList>
  );
}
