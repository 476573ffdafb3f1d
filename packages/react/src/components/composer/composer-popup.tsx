import { type KeyboardEvent, type ReactNode, type RefObject, useEffect, useRef } from 'react';

/** Props of `ComposerPopup`. */
export interface ComposerPopupProps {
  id: string;
  label: string;
  /** What opened it: a press there does not count as one outside. */
  trigger: RefObject<Element | null>;
  /** Somebody is done with it. `byKey`: the focus has to go on somewhere. */
  onClose(byKey: boolean): void;
  children: ReactNode;
}

/** A small place above the composer that is left by Escape and by a press elsewhere. The page stays in reach. */
export function ComposerPopup({ id, label, trigger, onClose, children }: ComposerPopupProps) {
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const leave = ({ target }: PointerEvent) => {
      if (!(target instanceof Node) || element.current?.contains(target) || trigger.current?.contains(target)) return;
      onClose(false);
    };
    document.addEventListener('pointerdown', leave);
    return () => document.removeEventListener('pointerdown', leave);
  }, [onClose, trigger]);

  function press(event: KeyboardEvent<HTMLElement>): void {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.preventDefault();
    onClose(true);
  }
  return (
    <div ref={element} id={id} data-dify="composer-popup" role="dialog" aria-label={label} onKeyDown={press}>
      {children}
    </div>
  );
}
