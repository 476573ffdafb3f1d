import { CirclePause, CircleStop, CircleX } from 'lucide-react';
import type { ReactNode } from 'react';
import { formatDuration } from '../../primitives/format-duration.ts';
import { useLabels } from '../../provider/use-labels.ts';
import { useLocale } from '../../provider/use-locale.ts';
import { Icon } from '../icon/icon.tsx';
import type { StepState } from './step.tsx';
import type { StepSpan } from './times-of.ts';

const stateIcons = { failed: CircleX, paused: CirclePause, stopped: CircleStop };

/** Props of `TimeRow`. */
export interface TimeRowProps {
  title: string;
  state: StepState;
  /** Without it the row has no bar. */
  span: StepSpan | undefined;
  /** How long the whole run took, in milliseconds; the bar's room. */
  totalMs: number;
  /** How far inside other steps. */
  depth: number;
  /** The rows of what ran inside it. */
  children?: ReactNode;
}

/** One step with its bar and, for screen readers, the same in words. Renders an `<li>`. */
export function TimeRow({ title, state, span, totalMs, depth, children }: TimeRowProps) {
  const labels = useLabels();
  const locale = useLocale();
  const isWhole = state === 'done' || state === 'running';
  const name = state === 'failed' ? labels.stepFailed(title) : title;
  const took = span && formatDuration(span.endMs - span.startMs, locale);
  const words = span && took && labels.stepTimed(name, inWords(took), formatDuration(span.startMs, locale));

  function inWords(time: string): string {
    if (state === 'running') return labels.stepSoFar(time);
    return state === 'stopped' ? `${labels.stepStopped}, ${time}` : time;
  }

  return (
    <li data-state={state}>
      <span data-dify="visually-hidden">{words ?? name}</span>
      <div data-dify="step-span" aria-hidden="true">
        <span data-dify="step-span-name" style={depthStyle(depth)}>
          {!isWhole && <Icon as={stateIcons[state]} size="sm" />}
          <bdi>{title}</bdi>
        </span>
        <span data-dify="step-span-room">
          {span && (
            <span
              data-dify="step-span-bar"
              style={{
                // What took no time is seen, also at the very end.
                insetInlineStart: `min(${percent(span.startMs, totalMs)}, 100% - 3px)`,
                inlineSize: percent(span.endMs - span.startMs, totalMs),
              }}
            />
          )}
        </span>
        <bdi data-dify="step-time">{took}</bdi>
      </div>
      {children}
    </li>
  );
}

/** The deepest ones stand below each other: the name needs room. */
function depthStyle(depth: number) {
  return depth === 0 ? undefined : { paddingInlineStart: `calc(${Math.min(depth, 4)} * var(--dify-space-3))` };
}

function percent(ms: number, totalMs: number): string {
  return `${((ms / totalMs) * 100).toFixed(2)}%`;
}
