import { Popover } from '@base-ui/react/popover';
import type { RetrieverResource } from '@dify-oapi/core';
import { ExternalLink, FileText } from 'lucide-react';
import { type ReactElement, use, useEffect, useRef, useState } from 'react';
import { safeUrl } from '../../markdown/safe-url.ts';
import { PortalContext } from '../../primitives/portal-context.ts';
import { useLabels } from '../../provider/use-labels.ts';
import { AnswerContext } from '../chat/answer-context.ts';
import { Icon } from '../icon/icon.tsx';
import { Passage } from './passage.tsx';
import type { SourceGroup } from './source-groups.ts';

/** Milliseconds before a passage opens by itself. */
const openDelayMs = 150;

/** Props of `PassagePopover`. */
export interface PassagePopoverProps {
  group: SourceGroup;
  passages: readonly RetrieverResource[];
  /** Whether it also opens on hover and on focus by keyboard. */
  opensByItself?: boolean | undefined;
  /** The button that it belongs to. */
  trigger: ReactElement;
}

/** A passage that opened by itself never had the focus: it takes none from where the reader has gone since. */
function focusStays(): boolean {
  const active = document.activeElement;
  return active === null || active === document.body || active.closest('[data-dify="passages"]') !== null;
}

/** What a source says, beside the mark or card that names it. */
export function PassagePopover({ group, passages, opensByItself = false, trigger }: PassagePopoverProps) {
  const labels = useLabels();
  const container = use(PortalContext);
  const { resolveSource } = use(AnswerContext);
  const [isOpen, setOpen] = useState(false);
  const [isFocused, setFocused] = useState(false);
  useEffect(() => {
    if (!isFocused) return;
    const timer = setTimeout(() => setOpen(true), openDelayMs);
    return () => clearTimeout(timer);
  }, [isFocused]);
  /** Focus that comes back from a closed passage must not open it again. */
  const isReturning = useRef(false);
  const first = passages[0];
  const address = first && resolveSource?.(first);
  const href = address === undefined || /^\/(?![/\\])/.test(address) ? address : safeUrl(address, 'link');

  return (
    <Popover.Root
      open={isOpen}
      onOpenChange={(next, { reason }) => {
        isReturning.current = !next && reason === 'escape-key';
        setOpen(next);
        if (!next) setFocused(false);
      }}
    >
      <Popover.Trigger
        render={trigger}
        openOnHover={opensByItself}
        delay={openDelayMs}
        closeDelay={openDelayMs}
        onFocus={(event) => {
          setFocused(opensByItself && !isReturning.current && event.currentTarget.matches(':focus-visible'));
        }}
        onBlur={() => {
          isReturning.current = false;
          setFocused(false);
        }}
        data-open={isOpen ? '' : undefined}
      />
      <Popover.Portal container={container}>
        <Popover.Positioner data-dify="positioner" sideOffset={6} collisionPadding={8}>
          <Popover.Popup
            data-dify="passages"
            tabIndex={0}
            initialFocus={false}
            finalFocus={focusStays}
            aria-label={labels.sourceNamed(group.number, group.name)}
          >
            <div data-dify="row">
              <Icon as={FileText} />
              <strong data-dify="truncate" title={group.name} dir="auto">
                {group.name}
              </strong>
            </div>
            {passages.map((passage, index) => (
              <Passage key={passage.segment_id ?? index} passage={passage} />
            ))}
            {href && (
              <a data-dify="link" href={href} target="_blank" rel="noopener noreferrer">
                {labels.openDocument} <Icon as={ExternalLink} size="sm" flip />
              </a>
            )}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
