import { lazy } from 'react';
import type { DifyChatProps } from '../chat/dify-chat.tsx';
import { BubbleLayout } from './bubble-layout.tsx';

const ChatLayout = lazy(async () => ({ default: (await import('../chat/chat-layout.tsx')).ChatLayout }));

/** Props of `DifyBubble`: those of `DifyChat`. */
export type DifyBubbleProps = Omit<DifyChatProps, 'layout'>;

/**
 * `<DifyChat layout="bubble">` for pages that have nothing else of the kit: only the launcher is loaded with the page, the
 * chat when it is first opened.
 */
export function DifyBubble({ ref, ...props }: DifyBubbleProps) {
  return <BubbleLayout {...props} handle={ref} kind="bubble" inside={ChatLayout} />;
}
