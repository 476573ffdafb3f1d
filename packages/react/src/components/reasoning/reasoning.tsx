import type { AssistantMessage, ReasoningPart } from '@dify-oapi/core';
import { Lightbulb } from 'lucide-react';
import { formatDuration } from '../../primitives/format-duration.ts';
import { useLabels } from '../../provider/use-labels.ts';
import { useLocale } from '../../provider/use-locale.ts';
import { Elapsed } from '../steps/elapsed.tsx';
import { Step, type StepProps } from '../steps/step.tsx';
import { ReasoningText } from './reasoning-text.tsx';

/** Props of `Reasoning`. What is not listed goes to the `<li>`. */
export interface ReasoningProps extends Partial<Omit<StepProps, 'state' | 'children' | 'part'>> {
  part: ReasoningPart;
  /** The answer that it belongs to. */
  message?: AssistantMessage | undefined;
}

/**
 * What a model thought before it spoke: open while it thinks, folded once when the text begins or the answer is stopped,
 * unless the reader has touched it. Renders an `<li>`.
 */
export function Reasoning({ part, message: _, ...props }: ReasoningProps) {
  const labels = useLabels();
  const locale = useLocale();
  const { state, startedAt, ms, text } = part;
  const isLive = state === 'streaming';
  const thought = ms === undefined ? labels.thought : labels.thoughtFor(formatDuration(ms, locale));
  return (
    <Step
      data-kind="reasoning"
      state={isLive ? 'running' : 'done'}
      icon={Lightbulb}
      label={isLive ? labels.thinking : thought}
      note={isLive && startedAt !== undefined ? <Elapsed since={startedAt} /> : undefined}
      opensItself={isLive}
      {...props}
    >
      <ReasoningText text={text} isLive={isLive} />
    </Step>
  );
}
