import { ChevronRight, CirclePause, CircleX } from 'lucide-react';
import { useId, useState } from 'react';
import { Icon } from '../icon/icon.tsx';
import type { Step } from './steps-of.tsx';

/** What happened before and between the text: one rail of lines. */
export function StepList({ steps }: { steps: readonly Step[] }) {
  return (
    <ol data-dify="steps">
      {steps.map((step) => (
        <StepLine key={step.id} step={step} />
      ))}
    </ol>
  );
}

const stateIcons = { failed: CircleX, paused: CirclePause };

function StepLine({ step }: { step: Step }) {
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const { state } = step;
  const words = (
    <>
      <span>
        <Emphasis text={step.label} name={step.name} />
      </span>
      {step.note !== undefined && <span data-dify="step-time">{step.note}</span>}
    </>
  );
  return (
    <li data-dify="step" data-state={state}>
      <span data-dify="step-mark">
        {state === 'running' ? (
          <span data-dify="bead" />
        ) : (
          <Icon as={state === 'done' ? step.icon : stateIcons[state]} />
        )}
      </span>
      <div>
        {step.detail === undefined ? (
          <span data-dify="step-summary">{words}</span>
        ) : (
          <button
            type="button"
            data-dify="step-summary"
            aria-expanded={isOpen}
            aria-controls={isOpen ? id : undefined}
            onClick={() => setOpen(!isOpen)}
          >
            {words}
            <Icon as={ChevronRight} size="sm" flip />
          </button>
        )}
        {isOpen && (
          <div data-dify="step-detail" id={id}>
            {step.detail}
          </div>
        )}
      </div>
    </li>
  );
}

/** A sentence with its name set off. */
function Emphasis({ text, name }: { text: string; name: string | undefined }) {
  const at = name === undefined || name === '' ? -1 : text.indexOf(name);
  if (name === undefined || at < 0) return <bdi>{text}</bdi>;
  return (
    <>
      {text.slice(0, at)}
      <strong>
        <bdi>{name}</bdi>
      </strong>
      {text.slice(at + name.length)}
    </>
  );
}
