import type { ResumeRunOptions, Run } from './run.ts';
import { createRunFacts } from './run-facts.ts';
import { openSession } from './session.ts';

/**
 * Goes on with a run that was begun elsewhere, or that the page has forgotten: from the handler's log of it, else from
 * Dify's events of a workflow's run, else from what is stored of it. Nothing is asked again.
 */
export function resumeRun(options: ResumeRunOptions): Run {
  const { handle, workflowRunId } = options.saved;
  const way = handle !== undefined ? 'log' : workflowRunId !== undefined ? 'workflow' : 'stored';
  return openSession({ ...options, facts: createRunFacts(options.saved), way });
}
