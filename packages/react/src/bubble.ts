export type { DifyChatHandle } from './components/chat/chat-handle.ts';
export { DifyBubble, type DifyBubbleProps } from './components/launcher/dify-bubble.tsx';
export { DifyProvider, type DifyProviderProps } from './provider/dify-provider.tsx';
