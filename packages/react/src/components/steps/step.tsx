import { ChevronRight, CirclePause, CircleStop, CircleX, type LucideIcon } from 'lucide-react';
import { type ReactNode, useId, useState } from 'react';
import { type PartProps, usePart } from '../../primitives/part.ts';
import { Icon } from '../icon/icon.tsx';
import { Emphasis } from './emphasis.tsx';
import { Fold } from './fold.tsx';

/** How a step is doing. */
export type StepState = 'running' | 'done' | 'failed' | 'paused' | 'stopped';

/** What a step shows of itself to style sheets. */
export type StepPartState = { state: StepState; open: boolean };

/** Props of `Step`. What is not listed goes to the `<li>`. */
export interface StepProps extends Omit<PartProps<'li', StepPartState>, 'children'> {
  state: StepState;
  /** Shown when it is done. */
  icon: LucideIcon;
  /** A picture of its own in the place of the icon. */
  mark?: ReactNode;
  /** What happens, in words. */
  label: string;
  /** The part of the label that is a name. */
  name?: string | undefined;
  /** How long, how much. */
  note?: ReactNode;
  /** Whether it is open until the reader closes it. It closes by itself when this ends, unless the reader has touched it. */
  opensItself?: boolean | undefined;
  /** Shown when the line is opened. Without it the line is plain text. */
  children?: ReactNode;
}

const stateIcons = { failed: CircleX, paused: CirclePause, stopped: CircleStop };

/** One line on the rail, which opens where there is more to say. Renders an `<li>`. */
export function Step({ state, icon, mark, label, name, note, opensItself = false, children, ...props }: StepProps) {
  const id = useId();
  const [choice, setChoice] = useState<boolean>();
  const hasMore = Boolean(children);
  const isOpen = hasMore && (choice ?? opensItself);
  const words = (
    <>
      <span>
        <Emphasis text={label} name={name} />
      </span>
      {note && <bdi data-dify="step-time">{note}</bdi>}
    </>
  );
  const touch = () => {
    if (opensItself && choice === undefined) setChoice(true);
  };
  return usePart('li', 'step', props, {
    state: { state, open: isOpen },
    own: {
      children: (
        <>
          <span data-dify="step-mark">
            {state === 'running' ? (
              <span data-dify="bead" />
            ) : state === 'done' ? (
              (mark ?? <Icon as={icon} />)
            ) : (
              <Icon as={stateIcons[state]} />
            )}
          </span>
          <div>
            {hasMore ? (
              <button
                type="button"
                data-dify="step-summary"
                aria-expanded={isOpen}
                aria-controls={isOpen ? id : undefined}
                onClick={() => setChoice(!isOpen)}
              >
                {words}
                <Icon as={ChevronRight} size="sm" flip />
              </button>
            ) : (
              <span data-dify="step-summary">{words}</span>
            )}
            {hasMore && (
              <Fold id={id} isOpen={isOpen}>
                {/* biome-ignore lint/a11y/noStaticElementInteractions: nothing is done here; it is only noted that somebody reads */}
                <div data-dify="step-detail" onPointerDown={touch} onWheel={touch} onKeyDown={touch}>
                  {children}
                </div>
              </Fold>
            )}
          </div>
        </>
      ),
    },
  });
}
