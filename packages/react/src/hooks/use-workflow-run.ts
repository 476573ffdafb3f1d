import {
  createWorkflowRun,
  isBusy,
  type WorkflowActions,
  type WorkflowListeners,
  type WorkflowSnapshot,
  type WorkflowStore,
} from '@dify-oapi/core';
import { useEffect, useSyncExternalStore } from 'react';
import { useDify } from '../provider/use-dify.ts';
import { createRunPlace, type RunPlace } from './run-place.ts';
import { createRunRegistry } from './run-registry.ts';
import { useRunPlace } from './use-run-place.ts';

/** What `useWorkflowRun` takes. */
export interface UseWorkflowRunOptions<
  Inputs extends object = Record<string, unknown>,
  Outputs extends object = Record<string, unknown>,
> extends Omit<WorkflowListeners<Outputs>, 'onRunChange'> {
  /** Which place: the same word is the same run, on every page and after a reload. @default 'main' */
  id?: string | undefined;
  /** A published version to run, a UUID. @default the latest one */
  workflowId?: string | undefined;
  /** Values of the variables for runs that are given none. */
  inputs?: Inputs | undefined;
  /** Whether a run that went on when the page was left goes on here by itself. @default true */
  autoResume?: boolean | undefined;
}

/** A workflow's run and its verbs. */
export interface WorkflowRunView<
  Inputs extends object = Record<string, unknown>,
  Outputs extends object = Record<string, unknown>,
> extends WorkflowSnapshot<Outputs>,
    WorkflowActions<Inputs, Outputs> {
  /** Whether a run is on its way. One that waits for a form is not. */
  readonly isBusy: boolean;
}

type Listeners = Omit<WorkflowListeners, 'onRunChange'>;

/** The key says which version too: a run of one is none of another. */
const placeOf = createRunRegistry<WorkflowStore, Listeners>((key, session) =>
  createRunPlace(`workflow/${key}`, session, ({ inputs, tell, onRunChange }) => {
    const workflowId = key.split('/', 1)[0] || undefined;
    return createWorkflowRun({
      dify: session.dify,
      workflowId,
      inputs: () => ({ ...inputs() }),
      onRunChange,
      onEvent: (event) => tell((listeners) => listeners.onEvent?.(event)),
      onFinish: (snapshot) => tell((listeners) => listeners.onFinish?.(snapshot)),
      onPause: (forms) => tell((listeners) => listeners.onPause?.(forms)),
      onError: (error) => tell((listeners) => listeners.onError?.(error)),
      onWarning: (warning) => tell((listeners) => listeners.onWarning?.(warning)),
    });
  }),
);

/**
 * One place where the app's workflow runs: its steps, text, outputs and forms as they come, and the verbs. Leaving the view
 * detaches from a run and never stops it; coming back finds it.
 *
 * @example const { run, outputs, status } = useWorkflowRun<{ text: string }, { summary: string }>();
 */
export function useWorkflowRun<
  Inputs extends object = Record<string, unknown>,
  Outputs extends object = Record<string, unknown>,
>(options?: UseWorkflowRunOptions<Inputs, Outputs>): WorkflowRunView<Inputs, Outputs>;
export function useWorkflowRun(options: UseWorkflowRunOptions = {}): WorkflowRunView {
  const { id = 'main', workflowId = '', inputs, autoResume = true } = options;
  const { onEvent, onFinish, onPause, onError, onWarning } = options;
  const place: RunPlace<WorkflowStore, Listeners> = placeOf(useDify(), `${workflowId}/${id}`);
  const { store } = place;
  const snapshot = useSyncExternalStore(store.subscribe, store.getSnapshot, store.getSnapshot);
  useEffect(
    () =>
      place.view({
        ...(onEvent && { onEvent }),
        ...(onFinish && { onFinish }),
        ...(onPause && { onPause }),
        ...(onError && { onError }),
        ...(onWarning && { onWarning }),
      }),
    [place, onEvent, onFinish, onPause, onError, onWarning],
  );
  useRunPlace(place, inputs, autoResume);
  return { ...snapshot, ...store.actions, isBusy: isBusy(snapshot) };
}
