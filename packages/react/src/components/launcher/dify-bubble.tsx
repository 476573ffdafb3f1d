import { lazyPart } from '../../primitives/lazy-part.tsx';
import type { DifyChatProps } from '../chat/dify-chat.tsx';
import { BubbleLayout } from './bubble-layout.tsx';
import { PanelSkeleton } from './panel-skeleton.tsx';

const ChatLayout = lazyPart(async () => (await import('../chat/chat-layout.tsx')).ChatLayout, PanelSkeleton);

/** Props of `DifyBubble`: those of `DifyChat`. */
export type DifyBubbleProps = Omit<DifyChatProps, 'layout'>;

/**
 * `<DifyChat layout="bubble">` for pages that have nothing else of the kit: only the launcher is loaded with the page, the
 * chat when it is first opened.
 */
export function DifyBubble({ ref, ...props }: DifyBubbleProps) {
  return <BubbleLayout {...props} handle={ref} kind="bubble" inside={ChatLayout} />;
}
