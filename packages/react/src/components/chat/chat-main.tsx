import { type DragEvent, useState } from 'react';
import { useAttachments } from '../../hooks/use-attachments.ts';
import { type PartProps, usePart } from '../../primitives/part.ts';
import { useLabels } from '../../provider/use-labels.ts';
import { ThreadSearch } from '../viewport/thread-search.tsx';
import { Announcer } from './announcer.tsx';
import { DropContext } from './drop-context.ts';
import { useFeature } from './features.ts';
import { useChatKeys } from './use-chat-keys.ts';

/** What the thread and its composer show to style sheets. */
export type ChatMainState = { dragging: boolean };

/** Props of `Chat.Main`: those of a `<section>`. */
export type ChatMainProps = PartProps<'section', ChatMainState>;

/** Thread and composer. All of it takes dropped files, and the chat's keys work in it. Renders a `<section>`. */
export function ChatMain({ children, ...props }: ChatMainProps) {
  const labels = useLabels();
  const { limits, add } = useAttachments();
  const onKeyDown = useChatKeys();
  const allowsFiles = useFeature('attachments');
  const [isDragging, setDragging] = useState(false);
  const takesFiles = (event: DragEvent) => allowsFiles && limits.enabled && event.dataTransfer.types.includes('Files');
  const left = (event: DragEvent) =>
    !(event.relatedTarget instanceof Node) || !event.currentTarget.contains(event.relatedTarget);

  const element = usePart('section', 'chat', props, {
    state: { dragging: isDragging },
    own: {
      'aria-label': labels.conversation,
      onKeyDown,
      onDragEnter(event) {
        if (takesFiles(event)) setDragging(true);
      },
      onDragOver(event) {
        if (takesFiles(event)) event.preventDefault();
      },
      onDragLeave(event) {
        if (left(event)) setDragging(false);
      },
      onDrop(event) {
        if (!takesFiles(event)) return;
        event.preventDefault();
        setDragging(false);
        add(event.dataTransfer.files);
      },
      children: (
        <>
          {children}
          <ThreadSearch />
          <Announcer />
        </>
      ),
    },
  });
  return <DropContext value={isDragging}>{element}</DropContext>;
}
