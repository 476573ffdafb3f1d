export { type CompletionView, type UseCompletionOptions, useCompletion } from './hooks/use-completion.ts';
export { type RunTimes, useElapsed } from './hooks/use-elapsed.ts';
export { DifyProvider, type DifyProviderProps } from './provider/dify-provider.tsx';
export { useDify } from './provider/use-dify.ts';
