import { ChevronDown, SlidersHorizontal, X } from 'lucide-react';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { useInputsForm } from '../../hooks/use-inputs-form.ts';
import { type PartProps, usePart } from '../../primitives/part.ts';
import { useLabels } from '../../provider/use-labels.ts';
import { IconButton } from '../button/icon-button.tsx';
import { useComposer } from '../composer/composer-context.ts';
import { ComposerPopup } from '../composer/composer-popup.tsx';
import { Icon } from '../icon/icon.tsx';
import { InputsForm } from './inputs-form.tsx';

/** Props of `Chat.Inputs`. What is not listed goes to the `<button>`. */
export interface InputsPanelProps extends PartProps<'button'> {
  /** Shows the values without letting anybody change them. @default false */
  isLocked?: boolean | undefined;
}

/** What was filled in before the first message: seen and changed above the composer. Renders a `<button>`. */
export function InputsPanel({ isLocked = false, ...props }: InputsPanelProps) {
  const labels = useLabels();
  const id = useId();
  const { field } = useComposer();
  const { fields, refusals, values } = useInputsForm();
  /** A send that is held back opens it: there is what stands in the way. */
  const [seenRefusals, setSeenRefusals] = useState(refusals);
  const [isAsked, setAsked] = useState(false);
  const isRefused = refusals !== seenRefusals;
  const isOpen = isAsked || isRefused;
  const panel = useRef<HTMLDivElement>(null);
  const trigger = useRef<Element>(null);

  const close = (byKey: boolean) => {
    setAsked(false);
    setSeenRefusals(refusals);
    if (byKey) field.current?.focus();
  };
  useEffect(() => {
    const first = isRefused ? '[aria-invalid="true"]' : isAsked && 'select, textarea, input:not([hidden])';
    if (first) panel.current?.querySelector<HTMLElement>(first)?.focus();
  }, [isAsked, isRefused]);

  function press(event: KeyboardEvent<HTMLElement>): void {
    if (event.key !== 'Enter' || !(event.target instanceof HTMLInputElement) || event.nativeEvent.isComposing) return;
    // Enter would send the message around the form.
    event.preventDefault();
    close(true);
  }

  const known = fields.map(({ kind, name }) => (kind === 'text' || kind === 'select' ? values[name] : ''));
  const name = known.find((value): value is string => typeof value === 'string' && value !== '');
  const button = usePart('button', 'button', props, {
    ref: trigger,
    own: {
      type: 'button',
      'data-part': 'inputs',
      'data-variant': 'ghost',
      'data-size': 'sm',
      'aria-expanded': isOpen,
      'aria-controls': isOpen ? id : undefined,
      'aria-label': name === undefined ? labels.inputsChange : `${labels.inputsChange}: ${name}`,
      onClick: () => (isOpen ? close(false) : setAsked(true)),
      children: (
        <>
          <Icon as={SlidersHorizontal} />
          <bdi data-dify="truncate">{name ?? labels.inputsChange}</bdi>
          <Icon as={ChevronDown} size="sm" />
        </>
      ),
    },
  });
  return (
    <>
      {button}
      {isOpen && (
        <ComposerPopup id={id} label={labels.inputsChange} trigger={trigger} onClose={close}>
          {/* biome-ignore lint/a11y/noStaticElementInteractions: keys of the controls inside */}
          <div ref={panel} data-dify="inputs-panel" onKeyDown={press}>
            <header>
              <div>
                <strong>{labels.inputsChange}</strong>
                {!isLocked && <p>{labels.inputsChangeDetail}</p>}
              </div>
              <IconButton label={labels.close} icon={X} onClick={() => close(true)} />
            </header>
            <InputsForm disabled={isLocked} aria-label={labels.inputsChange} />
          </div>
        </ComposerPopup>
      )}
    </>
  );
}
