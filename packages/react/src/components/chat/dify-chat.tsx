import type { Ref } from 'react';
import { lazyPart } from '../../primitives/lazy-part.tsx';
import type { ClosedBubbleOptions } from '../launcher/bubble-layout.tsx';
import type { BubbleOptions } from '../launcher/use-bubble-state.ts';
import type { DifyChatHandle } from './chat-handle.ts';
import { ChatLayout, type ChatLayoutProps } from './chat-layout.tsx';

// A page or a chat in a page needs nothing of what opens and closes.
const BubbleLayout = lazyPart(async () => (await import('../launcher/bubble-layout.tsx')).BubbleLayout);

/** Props of `DifyChat`. What is not listed goes to the root element. */
export interface DifyChatProps extends BubbleOptions, ClosedBubbleOptions, Omit<ChatLayoutProps, 'handle' | 'ref'> {
  /** What a host can do with the chat: open it, ask, go to a message. The element is that of `Chat.Root`. */
  ref?: Ref<DifyChatHandle> | undefined;
}

/**
 * A whole chat: conversations, thread, composer. As a `page` or `inline` it fills its box, which needs a height; as a
 * `sidebar` it is as high as its box; a `bubble` stands in the corner of the window, and `DifyBubble` is the same with less
 * to load at first. Renders a `<div>`.
 */
export function DifyChat({
  layout = 'page',
  ref,
  open,
  defaultOpen,
  onOpenChange,
  invitation,
  ...props
}: DifyChatProps) {
  if (layout === 'page' || layout === 'inline') return <ChatLayout {...props} layout={layout} handle={ref} />;
  return (
    <BubbleLayout
      {...props}
      kind={layout}
      open={open}
      defaultOpen={defaultOpen}
      onOpenChange={onOpenChange}
      invitation={invitation}
      handle={ref}
      inside={ChatLayout}
    />
  );
}
