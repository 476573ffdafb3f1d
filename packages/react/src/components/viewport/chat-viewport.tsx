import { use, useEffect, useRef } from 'react';
import { useChat } from '../../hooks/chat-context.tsx';
import { useChatSelector } from '../../hooks/use-chat-selector.ts';
import { type PartProps, usePart } from '../../primitives/part.ts';
import { useLabels } from '../../provider/use-labels.ts';
import { ThreadContext } from './thread-context.ts';
import { usePermalinks } from './use-permalinks.ts';
import { useTurnAnchor } from './use-turn-anchor.ts';

/** Props of `Chat.Viewport`: those of a `<section>`. */
export type ChatViewportProps = PartProps<'section'>;

/** The scroller of the thread: follows the end while the reader is there. Renders a `<section>`. */
export function ChatViewport({ children, ...props }: ChatViewportProps) {
  const labels = useLabels();
  const chat = useChat();
  const thread = use(ThreadContext);
  const scroller = useRef<HTMLElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const space = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (scroller.current === null || content.current === null || space.current === null) return;
    return thread.attach(scroller.current, content.current, space.current);
  }, [thread]);
  const isNew = useChatSelector(({ messageIds }) => messageIds.length === 0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another conversation begins at its end
  useEffect(() => thread.begin(isNew), [chat, thread, isNew]);
  useTurnAnchor();
  usePermalinks();

  return usePart('section', 'chat-viewport', props, {
    ref: scroller,
    own: {
      // A scroller must be reachable by keyboard.
      tabIndex: 0,
      'aria-label': labels.messages,
      children: (
        <>
          <div ref={content} data-dify="chat-content">
            {children}
          </div>
          <div ref={space} data-dify="turn-room" aria-hidden="true" />
        </>
      ),
    },
  });
}
