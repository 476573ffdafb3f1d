import type { WorkflowRun } from '@dify-oapi/core';
import { useId, useState } from 'react';
import { lazyPart } from '../../primitives/lazy-part.tsx';
import { useLabels } from '../../provider/use-labels.ts';

const StepTimes = lazyPart(async () => (await import('./step-times.tsx')).StepTimes);

/** Props of `TimesPlace`. */
export interface TimesPlaceProps {
  run: WorkflowRun;
  /** When the answer was asked for, by this device's clock; unix time in milliseconds. Absent once it is whole. */
  since: number | undefined;
}

/** The switch below the steps that shows when each of them ran. Its code comes when it is pressed. Renders an `<li>`. */
export function TimesPlace({ run, since }: TimesPlaceProps) {
  const labels = useLabels();
  const id = useId();
  const [isOn, setOn] = useState(false);
  return (
    <li data-dify="step-times-place">
      <label data-dify="switch">
        <input
          type="checkbox"
          role="switch"
          aria-checked={isOn}
          aria-controls={isOn ? id : undefined}
          checked={isOn}
          onChange={(event) => setOn(event.target.checked)}
        />
        {labels.stepTimes}
      </label>
      {isOn && <StepTimes id={id} run={run} since={since} />}
    </li>
  );
}
