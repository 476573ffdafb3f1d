import { Popover } from '@base-ui/react/popover';
import type { RetrieverResource } from '@dify-oapi/core';
import { ExternalLink, FileText } from 'lucide-react';
import { type RefObject, use } from 'react';
import { PortalContext } from '../../primitives/portal-context.ts';
import { useLabels } from '../../provider/use-labels.ts';
import { Icon } from '../icon/icon.tsx';
import { Passage } from './passage.tsx';
import type { SourceTarget } from './resolve-source.ts';
import type { SourceGroup } from './source-groups.ts';
import type { PassageOpening } from './use-passage.ts';

/** Props of `PassagePopup`. */
export interface PassagePopupProps {
  /** The mark or card that it belongs to. */
  anchor: RefObject<HTMLElement | null>;
  group: SourceGroup;
  passages: readonly RetrieverResource[];
  /** Where the document is. */
  target: SourceTarget | undefined;
  opening: PassageOpening;
}

/** What a source says, beside the mark or card that names it. */
export function PassagePopup({ anchor, group, passages, target, opening }: PassagePopupProps) {
  const labels = useLabels();
  const container = use(PortalContext);
  const name = labels.sourceNamed(group.number, group.name);
  const opens = target?.onOpen;

  return (
    <Popover.Root
      open={opening.isOpen}
      onOpenChange={(next, { reason, event }) => {
        const target_ = event.target;
        // A press on the mark itself is the mark's own matter.
        if (!next && reason === 'outside-press' && target_ instanceof Node && anchor.current?.contains(target_)) return;
        if (!next && reason === 'escape-key') opening.noteReturn();
        opening.setOpen(next);
      }}
    >
      <Popover.Portal container={container}>
        <Popover.Positioner data-dify="positioner" anchor={anchor} sideOffset={6} collisionPadding={8}>
          <Popover.Popup
            data-dify="passages"
            tabIndex={0}
            initialFocus={false}
            finalFocus={() => (focusStays() ? anchor.current : false)}
            aria-label={name}
            onPointerEnter={opening.popup.onPointerEnter}
            onPointerLeave={opening.popup.onPointerLeave}
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
            {target?.href !== undefined ? (
              <a
                data-dify="link"
                href={target.href}
                target="_blank"
                rel="noopener noreferrer"
                onClick={(event) => {
                  if (opens === undefined) return;
                  event.preventDefault();
                  opens();
                }}
              >
                {labels.openDocument} <Icon as={ExternalLink} size="sm" flip />
              </a>
            ) : (
              opens && (
                <button type="button" data-dify="link" onClick={opens}>
                  {labels.openDocument}
                </button>
              )
            )}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

/** A passage that opened by itself never had the focus: it takes none from where the reader has gone since. */
function focusStays(): boolean {
  const active = document.activeElement;
  return active === null || active === document.body || active.closest('[data-dify="passages"]') !== null;
}
