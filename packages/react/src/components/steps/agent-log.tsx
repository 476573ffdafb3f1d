import type { AgentLogItem } from '@dify-oapi/core';
import { Layers, Lightbulb, Wrench } from 'lucide-react';
import { useLabels } from '../../provider/use-labels.ts';
import { Exchange } from './exchange.tsx';
import { Step, type StepState } from './step.tsx';
import { StepList } from './step-list.tsx';

const states: Readonly<Record<AgentLogItem['status'], StepState>> = {
  running: 'running',
  succeeded: 'done',
  failed: 'failed',
  stopped: 'stopped',
};

/** Items deep that a log is shown; what is deeper stands on the last level. */
const mostLevels = 6;

/** What an agent did in a node: rounds, and the thoughts and calls in them. Renders an `<ol>`. */
export function AgentLog({ items }: { items: readonly AgentLogItem[] }) {
  const children = new Map<string | undefined, AgentLogItem[]>();
  const ids = new Set(items.map(({ id }) => id));
  for (const item of items) {
    const parent =
      item.parentId !== undefined && item.parentId !== item.id && ids.has(item.parentId) ? item.parentId : undefined;
    children.set(parent, [...(children.get(parent) ?? []), item]);
  }
  return <LogList items={children.get(undefined) ?? []} childrenOf={children} level={1} />;
}

interface LogListProps {
  items: readonly AgentLogItem[];
  childrenOf: ReadonlyMap<string | undefined, readonly AgentLogItem[]>;
  level: number;
}

function LogList({ items, childrenOf, level }: LogListProps) {
  const labels = useLabels();
  return (
    <StepList>
      {items.map(({ id, label, status, error, data }) => {
        const inside = level < mostLevels ? (childrenOf.get(id) ?? []) : [];
        const hasMore = inside.length > 0 || Boolean(error) || data !== undefined;
        return (
          <Step
            key={id}
            state={states[status]}
            icon={iconOf(label)}
            label={label || labels.working}
            opensItself={status === 'running' && inside.length > 0}
          >
            {hasMore && (
              <>
                {error && (
                  <p data-dify="step-error" dir="auto">
                    {error}
                  </p>
                )}
                {inside.length > 0 ? (
                  <LogList items={inside} childrenOf={childrenOf} level={level + 1} />
                ) : (
                  data !== undefined && (
                    <dl>
                      <Exchange label={labels.stepOutput} value={data} />
                    </dl>
                  )
                )}
              </>
            )}
          </Step>
        );
      })}
    </StepList>
  );
}

function iconOf(label: string) {
  if (label.startsWith('CALL ')) return Wrench;
  return label.endsWith('Thought') ? Lightbulb : Layers;
}
