import { nextFrame, type Schedule } from './next-frame.ts';

/** State with subscribers: changes at once, tells at most once a frame. */
export interface FrameStore<State, Snapshot, Action> {
  /** The state of this very moment. */
  getState(): State;
  /** What subscribers were told of. The same object until something changes. */
  getSnapshot(): Snapshot;
  /** @returns a function that ends the subscription */
  subscribe(listener: () => void): () => void;
  /** Changes the state; subscribers learn of it in the next frame, or now. */
  dispatch(action: Action, when?: 'soon' | 'now'): void;
  /** Tells subscribers now. */
  publish(): void;
  dispose(): void;
}

/** What a store is made of. */
export interface FrameStoreOptions<State, Snapshot, Action> {
  readonly initial: State;
  /** Pure. The same object means that nothing has changed. */
  reduce(state: State, action: Action): State;
  toSnapshot(state: State): Snapshot;
  /** @default the next frame */
  readonly schedule?: Schedule | undefined;
}

/** A store over a reducer. */
export function createFrameStore<State, Snapshot, Action>(
  options: FrameStoreOptions<State, Snapshot, Action>,
): FrameStore<State, Snapshot, Action> {
  const { reduce, toSnapshot, schedule = nextFrame } = options;
  let state = options.initial;
  let published = state;
  let snapshot = toSnapshot(state);
  let scheduled = false;
  const listeners = new Set<() => void>();

  function publish(): void {
    if (state === published) return;
    published = state;
    snapshot = toSnapshot(state);
    for (const listener of [...listeners]) listener();
  }

  return {
    getState: () => state,
    getSnapshot: () => snapshot,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    dispatch(action, when = 'soon') {
      state = reduce(state, action);
      if (when === 'now') publish();
      else if (!scheduled && state !== published) {
        scheduled = true;
        schedule(() => {
          scheduled = false;
          publish();
        });
      }
    },
    publish,
    dispose: () => listeners.clear(),
  };
}
