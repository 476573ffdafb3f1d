import { Link } from 'lucide-react';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { type PartProps, usePart } from '../../primitives/part.ts';
import { useLabels } from '../../provider/use-labels.ts';
import { Button } from '../button/button.tsx';
import { Icon } from '../icon/icon.tsx';
import { useComposer } from './composer-context.ts';
import { ComposerPopup } from './composer-popup.tsx';

/** Props of `Chat.AddLink`: those of a `<button>`. */
export type LinkButtonProps = PartProps<'button'>;

/** Adds a file by its address: the app fetches it there. Renders a `<button>`. */
export function LinkButton(props: LinkButtonProps) {
  const labels = useLabels();
  const id = useId();
  const { field, files } = useComposer();
  const [isOpen, setOpen] = useState(false);
  const [address, setAddress] = useState('');
  const [isWrong, setWrong] = useState(false);
  const trigger = useRef<Element>(null);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (isOpen) input.current?.focus();
  }, [isOpen]);

  function close(byKey: boolean): void {
    setOpen(false);
    setWrong(false);
    if (byKey) field.current?.focus();
  }
  function add(): void {
    if (!files.addAddress(address)) {
      setWrong(true);
      input.current?.focus();
      return;
    }
    setAddress('');
    close(true);
  }
  function press(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
    // Enter would send the message around it.
    event.preventDefault();
    add();
  }

  const button = usePart('button', 'button', props, {
    ref: trigger,
    own: {
      type: 'button',
      'data-part': 'add-link',
      'data-icon-only': '',
      'data-variant': 'ghost',
      'aria-expanded': isOpen,
      'aria-controls': isOpen ? id : undefined,
      'aria-label': labels.attachAddress,
      title: labels.attachAddress,
      onClick: () => setOpen(!isOpen),
      children: <Icon as={Link} />,
    },
  });
  return (
    <>
      {button}
      {isOpen && (
        <ComposerPopup id={id} label={labels.attachAddress} trigger={trigger} onClose={close}>
          <div data-dify="field">
            <label data-dify="field-label" htmlFor={`${id}-address`}>
              {labels.formFileAddress}
            </label>
            <div data-dify="row">
              <input
                ref={input}
                data-dify="input"
                id={`${id}-address`}
                type="url"
                inputMode="url"
                autoComplete="off"
                placeholder="https://"
                dir="ltr"
                value={address}
                aria-invalid={isWrong || undefined}
                aria-describedby={isWrong ? `${id}-problem` : undefined}
                onChange={(event) => {
                  setAddress(event.target.value);
                  setWrong(false);
                }}
                onKeyDown={press}
              />
              <Button onClick={add}>{labels.addFile}</Button>
            </div>
            {isWrong && (
              <p data-dify="field-problem" id={`${id}-problem`}>
                {labels.fileAddressWrong}
              </p>
            )}
          </div>
        </ComposerPopup>
      )}
    </>
  );
}
