import { isBusy } from '@dify-oapi/core';
import { type ComponentPropsWithRef, type DragEvent, useState } from 'react';
import { useChat } from '../../hooks/chat-context.tsx';
import { useAttachments } from '../../hooks/use-attachments.ts';
import { createStickToEnd } from '../../primitives/stick-to-end.ts';
import { useLabels } from '../../provider/use-labels.ts';
import { StickContext } from '../viewport/stick-context.ts';
import { Announcer } from './announcer.tsx';
import { DropContext } from './drop-context.ts';

/** Props of `Chat.Main`: those of a `<section>`. */
export type ChatMainProps = ComponentPropsWithRef<'section'>;

/** Thread and composer. All of it takes dropped files, and Esc in it stops an answer. Renders a `<section>`. */
export function ChatMain({ children, ...props }: ChatMainProps) {
  const labels = useLabels();
  const chat = useChat();
  const { limits, add } = useAttachments();
  const [stick] = useState(createStickToEnd);
  const [isDragging, setDragging] = useState(false);
  const takesFiles = (event: DragEvent) => limits.enabled && event.dataTransfer.types.includes('Files');
  const left = (event: DragEvent) =>
    !(event.relatedTarget instanceof Node) || !event.currentTarget.contains(event.relatedTarget);

  return (
    <StickContext value={stick}>
      <DropContext value={isDragging}>
        <section
          data-dify="chat"
          aria-label={labels.conversation}
          {...props}
          onKeyDown={(event) => {
            props.onKeyDown?.(event);
            const inside = event.target instanceof Node && event.currentTarget.contains(event.target);
            if (event.key !== 'Escape' || event.defaultPrevented || !inside || event.nativeEvent.isComposing) return;
            if (isBusy(chat.getSnapshot())) {
              event.preventDefault();
              void chat.actions.stop();
            }
          }}
          onDragEnter={(event) => {
            if (takesFiles(event)) setDragging(true);
          }}
          onDragOver={(event) => {
            if (takesFiles(event)) event.preventDefault();
          }}
          onDragLeave={(event) => {
            if (left(event)) setDragging(false);
          }}
          onDrop={(event) => {
            if (!takesFiles(event)) return;
            event.preventDefault();
            setDragging(false);
            add(event.dataTransfer.files);
          }}
        >
          {children}
          <Announcer />
        </section>
      </DropContext>
    </StickContext>
  );
}
