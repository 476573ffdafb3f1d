import { type PartProps, usePart } from '../../primitives/part.ts';
import { BubbleContext } from './bubble-context.ts';
import { type BubbleOptions, useBubbleState } from './use-bubble-state.ts';

/** What a bubble shows to style sheets. */
export type ChatBubbleState = { kind: 'bubble' | 'sidebar'; open: boolean };

/** Props of `Chat.Bubble`. What is not listed goes to the element. */
export interface ChatBubbleProps extends BubbleOptions, PartProps<'div', ChatBubbleState> {
  /** A panel over the page, or a column of it. @default 'bubble' */
  kind?: 'bubble' | 'sidebar' | undefined;
}

/** Holds a chat that opens and closes: its launcher and its panel. Renders a `<div>`. */
export function ChatBubble({ kind = 'bubble', open, defaultOpen, onOpenChange, ...props }: ChatBubbleProps) {
  const bubble = useBubbleState(kind, { open, defaultOpen, onOpenChange });
  const element = usePart('div', 'chat-bubble', props, {
    state: { kind, open: bubble.isOpen },
    own: { 'data-dify-root': '' },
  });
  return <BubbleContext value={bubble}>{element}</BubbleContext>;
}
