import { isBusy } from '@dify-oapi/core';
import { type ComponentPropsWithRef, use, useEffect, useLayoutEffect, useRef } from 'react';
import { useChat } from '../../hooks/chat-context.tsx';
import { useChatSelector } from '../../hooks/use-chat-selector.ts';
import { assignRef } from '../../primitives/assign-ref.ts';
import { useLabels } from '../../provider/use-labels.ts';
import { StickContext } from './stick-context.ts';

/** Props of `Chat.Viewport`. What is not listed goes to the scroller. */
export type ChatViewportProps = ComponentPropsWithRef<'section'>;

/** The scroller of the thread: follows the end while the reader is there, and stays when older messages come above. */
export function ChatViewport({ children, ref, ...props }: ChatViewportProps) {
  const labels = useLabels();
  const chat = useChat();
  const stick = use(StickContext);
  const scroller = useRef<HTMLElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const firstId = useChatSelector(({ messageIds }) => messageIds[0]);
  const lastFirstId = useRef<string | undefined>(undefined);
  const busy = useChatSelector(isBusy);

  useEffect(
    () =>
      scroller.current === null || content.current === null
        ? undefined
        : stick.attach(scroller.current, content.current),
    [stick],
  );
  useLayoutEffect(() => {
    const before = lastFirstId.current;
    lastFirstId.current = firstId;
    if (before === undefined || firstId === undefined || before === firstId) return;
    const top = (id: string) =>
      content.current?.querySelector(`[data-message="${CSS.escape(id)}"]`)?.getBoundingClientRect().top;
    const [old, first] = [top(before), top(firstId)];
    if (old !== undefined && first !== undefined) scroller.current?.scrollBy(0, old - first);
  }, [firstId]);
  useEffect(() => {
    if (busy) stick.toEnd();
  }, [busy, stick]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another conversation begins at its end
  useEffect(() => stick.toEnd(), [chat, stick]);

  return (
    <section
      data-dify="chat-viewport"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scroller must be reachable by keyboard
      tabIndex={0}
      aria-label={labels.messages}
      {...props}
      ref={(element) => {
        scroller.current = element;
        return assignRef(ref, element);
      }}
    >
      <div ref={content} data-dify="chat-content">
        {children}
      </div>
    </section>
  );
}
