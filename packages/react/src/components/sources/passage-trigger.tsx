import type { RetrieverResource } from '@dify-oapi/core';
import { type MouseEvent, type ReactNode, use, useRef } from 'react';
import { lazyPart } from '../../primitives/lazy-part.tsx';
import { AnswerContext } from '../chat/answer-context.ts';
import { targetOf } from './resolve-source.ts';
import type { SourceGroup } from './source-groups.ts';
import { usePassage } from './use-passage.ts';

const PassagePopup = lazyPart(async () => (await import('./passage-popup.tsx')).PassagePopup);

/** Props of `PassageTrigger`. */
export interface PassageTriggerProps {
  /** Its name in `data-dify`. */
  part: 'citation' | 'source';
  group: SourceGroup;
  passages: readonly RetrieverResource[];
  /** A name for who does not see it. @default what stands in it */
  label?: string | undefined;
  /**
   * Whether it leads to the document when pressed, where there is a way, and opens its passage on hover and focus. Without
   * that, a press opens the passages.
   */
  leadsToDocument?: boolean | undefined;
  children: ReactNode;
}

/** A mark or card of a source. Renders a `<button>`, or an `<a>` where the document has an address. */
export function PassageTrigger({
  part,
  group,
  passages,
  label,
  leadsToDocument = false,
  children,
}: PassageTriggerProps) {
  const element = useRef<HTMLElement>(null);
  const { resolveSource } = use(AnswerContext);
  const target = targetOf(resolveSource, passages[0]);
  const href = leadsToDocument ? target?.href : undefined;
  const go = (event: MouseEvent) => {
    if (target?.onOpen === undefined) return;
    event.preventDefault();
    target.onOpen();
  };
  const leads = leadsToDocument && target !== undefined;
  const passage = usePassage(PassagePopup.preload, leadsToDocument, leads ? go : undefined);
  const common = {
    'data-dify': part,
    'data-open': passage.isOpen ? '' : undefined,
    'aria-label': label,
    ...passage.trigger,
  };
  return (
    <>
      {href === undefined ? (
        <button
          type="button"
          aria-haspopup={leads ? undefined : 'dialog'}
          aria-expanded={leads ? undefined : passage.isOpen}
          {...common}
          ref={(button) => {
            element.current = button;
          }}
        >
          {children}
        </button>
      ) : (
        <a
          href={href}
          target="_blank"
          rel="noopener noreferrer"
          {...common}
          ref={(link) => {
            element.current = link;
          }}
        >
          {children}
        </a>
      )}
      {passage.isWanted && (
        <PassagePopup anchor={element} group={group} passages={passages} target={target} opening={passage} />
      )}
    </>
  );
}
