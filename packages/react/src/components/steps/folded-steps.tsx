import type { AssistantMessage } from '@dify-oapi/core';
import { Check } from 'lucide-react';
import { formatDuration } from '../../primitives/format-duration.ts';
import { useLabels } from '../../provider/use-labels.ts';
import { useLocale } from '../../provider/use-locale.ts';
import { StepList } from './step-list.tsx';
import type { Step } from './steps-of.tsx';

/** Three steps or more of a settled answer in one line that opens. */
export function FoldedSteps({ steps, message }: { steps: readonly Step[]; message: AssistantMessage }) {
  const labels = useLabels();
  const locale = useLocale();
  const ms = message.run?.elapsedMs ?? message.timing?.totalMs;
  const counts = [labels.stepCount(steps.length)];
  if (message.sources.length > 0) counts.push(labels.passageCount(message.sources.length));
  const line: Step = {
    id: 'folded',
    state: steps.some(({ state }) => state === 'failed') ? 'failed' : 'done',
    icon: Check,
    label: ms === undefined ? labels.steps : labels.workedFor(formatDuration(ms, locale)),
    note: counts.join(' · '),
    detail: <StepList steps={steps} />,
  };
  return <StepList steps={[line]} />;
}
