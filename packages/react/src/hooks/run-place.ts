import { isBusy, type RunStatus, type SavedRun } from '@dify-oapi/core';
import type { DifySession } from '../provider/dify-session.ts';
import { runRecord } from './run-record.ts';

/** What every machine can do that a place needs. */
interface Machine {
  getSnapshot(): { readonly status: RunStatus };
  readonly actions: { resume(saved: SavedRun): Promise<unknown> };
  dispose(): void;
}

/** A place where runs go on that outlives the views on it: its machine, and what these want to hear of. */
export interface RunPlace<Store, Listeners> {
  readonly store: Store;
  /** Values of the app's variables for the runs that follow. */
  setInputs(inputs: object | undefined): void;
  /** Begins to look at it. @returns a function that ends it */
  view(listeners: Listeners): () => void;
  /** Goes on with the run that went on when the page was left. Once, whoever asks. */
  resume(): void;
}

/** A place as its registry holds it. */
export interface HeldPlace<Store, Listeners> extends RunPlace<Store, Listeners> {
  /** Nobody looks at it, and nothing goes on. */
  isIdle(): boolean;
  dispose(): void;
}

/** What a machine is made with. */
export interface PlaceTools<Listeners> {
  readonly session: DifySession;
  inputs(): object | undefined;
  /** Tells every view. */
  tell(call: (listeners: Listeners) => void): void;
  onRunChange(saved: SavedRun | null): void;
}

/** Makes a place. Its run is kept in the person's records under `key`. */
export function createRunPlace<Store extends Machine, Listeners>(
  key: string,
  session: DifySession,
  make: (tools: PlaceTools<Listeners>) => Store,
): HeldPlace<Store, Listeners> {
  const { records } = session;
  const views = new Set<Listeners>();
  let inputs: object | undefined;
  let written = '';
  let isResumed = false;

  const store = make({
    session,
    inputs: () => inputs,
    tell(call) {
      for (const listeners of [...views]) call(listeners);
    },
    onRunChange(saved) {
      if (saved === null) {
        written = '';
        records.remove(runRecord, key);
        return;
      }
      // The number of the last event changes with each event, and a replay begins at the first one anyway.
      const { lastEventId: _, ...ids } = saved;
      const text = JSON.stringify(ids);
      if (text !== written) records.set(runRecord, key, ids);
      written = text;
    },
  });

  function goOn(): void {
    const saved = records.get(runRecord, key);
    if (saved !== undefined && !isBusy(store.getSnapshot())) void store.actions.resume(saved);
  }

  return {
    store,
    setInputs(next) {
      inputs = next;
    },
    view(listeners) {
      views.add(listeners);
      return () => {
        views.delete(listeners);
      };
    },
    resume() {
      if (isResumed) return;
      isResumed = true;
      // What runs here already was not left behind by an earlier page.
      if (written !== '') return;
      if (records.isLoaded()) goOn();
      else void records.loaded.then(() => written === '' && goOn());
    },
    isIdle: () => views.size === 0 && store.getSnapshot().status !== 'paused' && !isBusy(store.getSnapshot()),
    dispose: () => store.dispose(),
  };
}
