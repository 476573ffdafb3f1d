export { type RunTimes, useElapsed } from './hooks/use-elapsed.ts';
export { type UseWorkflowRunOptions, useWorkflowRun, type WorkflowRunView } from './hooks/use-workflow-run.ts';
export { DifyProvider, type DifyProviderProps } from './provider/dify-provider.tsx';
export { useDify } from './provider/use-dify.ts';
