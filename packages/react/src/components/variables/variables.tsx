import { Dialog } from '@base-ui/react/dialog';
import { type KeyboardEvent, use, useEffect, useRef } from 'react';
import { type PartProps, usePart } from '../../primitives/part.ts';
import { PortalContext } from '../../primitives/portal-context.ts';
import { useLabels } from '../../provider/use-labels.ts';
import { VariablesContext } from './variables-context.ts';
import { VariablesPanel } from './variables-panel.tsx';

/** Props of `Chat.Variables`: those of an `<aside>`. */
export interface VariablesProps extends Omit<PartProps<'aside'>, 'children'> {
  /** Whether it stands in its place always, and cannot be closed. @default as the header's menu says */
  isShown?: boolean | undefined;
}

/** The variables of the conversation beside the thread; where there is no room, a drawer over it. */
export function Variables({ isShown = false, ...props }: VariablesProps) {
  const { isDrawer, isOpen } = use(VariablesContext);
  if (isDrawer && !isShown) return <Drawer />;
  return isOpen || isShown ? <Beside {...props} isShown={isShown} /> : null;
}

function Beside({ isShown, ...props }: VariablesProps) {
  const labels = useLabels();
  const { hide } = use(VariablesContext);
  const element = useRef<HTMLElement>(null);
  useEffect(() => {
    if (!isShown) element.current?.focus();
  }, [isShown]);
  return usePart('aside', 'variables', props, {
    ref: element,
    own: {
      'aria-label': labels.variables,
      tabIndex: -1,
      onKeyDown(event: KeyboardEvent<HTMLElement>) {
        if (isShown || event.key !== 'Escape' || event.defaultPrevented || event.nativeEvent.isComposing) return;
        event.preventDefault();
        hide();
      },
      children: <VariablesPanel onClose={isShown ? undefined : hide} />,
    },
  });
}

function Drawer() {
  const labels = useLabels();
  const container = use(PortalContext);
  const { isOpen, hide } = use(VariablesContext);
  const popup = useRef<HTMLDivElement>(null);
  return (
    <Dialog.Root open={isOpen} onOpenChange={(open) => !open && hide()} modal="trap-focus">
      <Dialog.Portal container={container}>
        <Dialog.Backdrop data-dify="drawer-scrim" />
        <Dialog.Popup
          ref={popup}
          data-dify="variables"
          data-drawer=""
          aria-label={labels.variables}
          initialFocus={popup}
          finalFocus={false}
        >
          <VariablesPanel onClose={hide} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
