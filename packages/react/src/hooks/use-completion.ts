import {
  type Completion,
  type CompletionActions,
  type CompletionListeners,
  type CompletionSnapshot,
  createCompletion,
  isBusy,
} from '@dify-oapi/core';
import { useEffect, useSyncExternalStore } from 'react';
import { useDify } from '../provider/use-dify.ts';
import { createRunPlace, type RunPlace } from './run-place.ts';
import { createRunRegistry } from './run-registry.ts';
import { useRunPlace } from './use-run-place.ts';

/** What `useCompletion` takes. */
export interface UseCompletionOptions<Inputs extends object = Record<string, unknown>>
  extends Omit<CompletionListeners, 'onRunChange'> {
  /** Which place: the same word is the same text, on every page and after a reload. @default 'main' */
  id?: string | undefined;
  /** Values of the variables for texts that are given none. */
  inputs?: Inputs | undefined;
  /** Whether a text that was written when the page was left goes on here by itself. @default true */
  autoResume?: boolean | undefined;
}

/** A text and the verbs of its generator. */
export interface CompletionView<Inputs extends object = Record<string, unknown>>
  extends CompletionSnapshot,
    CompletionActions<Inputs> {
  /** Whether a text is on its way. */
  readonly isBusy: boolean;
}

type Listeners = Omit<CompletionListeners, 'onRunChange'>;

const placeOf = createRunRegistry<Completion, Listeners>((key, session) =>
  createRunPlace(`completion/${key}`, session, ({ inputs, tell, onRunChange }) =>
    createCompletion({
      dify: session.dify,
      inputs: () => ({ ...inputs() }),
      onRunChange,
      onEvent: (event) => tell((listeners) => listeners.onEvent?.(event)),
      onFinish: (snapshot) => tell((listeners) => listeners.onFinish?.(snapshot)),
      onError: (error) => tell((listeners) => listeners.onError?.(error)),
      onWarning: (warning) => tell((listeners) => listeners.onWarning?.(warning)),
    }),
  ),
);

/**
 * One place where the app's text generator writes: the text as it comes, and the verbs. Leaving the view detaches from a
 * text and never stops it; coming back finds it.
 *
 * @example const { complete, text, stop } = useCompletion<{ topic: string }>();
 */
export function useCompletion<Inputs extends object = Record<string, unknown>>(
  options?: UseCompletionOptions<Inputs>,
): CompletionView<Inputs>;
export function useCompletion(options: UseCompletionOptions = {}): CompletionView {
  const { id = 'main', inputs, autoResume = true, onEvent, onFinish, onError, onWarning } = options;
  const place: RunPlace<Completion, Listeners> = placeOf(useDify(), id);
  const { store } = place;
  const snapshot = useSyncExternalStore(store.subscribe, store.getSnapshot, store.getSnapshot);
  useEffect(
    () =>
      place.view({
        ...(onEvent && { onEvent }),
        ...(onFinish && { onFinish }),
        ...(onError && { onError }),
        ...(onWarning && { onWarning }),
      }),
    [place, onEvent, onFinish, onError, onWarning],
  );
  useRunPlace(place, inputs, autoResume);
  return { ...snapshot, ...store.actions, isBusy: isBusy(snapshot) };
}
