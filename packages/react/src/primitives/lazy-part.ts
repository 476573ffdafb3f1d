import { type ComponentType, useEffect, useState } from 'react';

/** A component whose code comes later. */
export interface LazyPart<Props> {
  /** The component, when its code is there. */
  readonly component: ComponentType<Props> | undefined;
  /** Fetches the code; does nothing when it is there or on its way. Rejects when it does not come, also not later. */
  load(): Promise<void>;
}

/** How long until the code is asked for again when it did not come, in milliseconds. */
const againMs = [500, 2000, 8000];

/**
 * A component whose code is fetched when it is first shown, or before by `load`. A network that fails is asked again.
 * Unlike React's `lazy`, what has been loaded is rendered at once, without a moment of what stands in its place.
 */
export function lazyPart<Props>(fetchPart: () => Promise<ComponentType<Props>>): LazyPart<Props> {
  let component: ComponentType<Props> | undefined;
  let loading: Promise<void> | undefined;
  async function load() {
    try {
      component = await patiently(fetchPart);
    } catch (error) {
      loading = undefined;
      throw error;
    }
  }
  return {
    get component() {
      return component;
    },
    load() {
      loading ??= load();
      return loading;
    },
  };
}

/**
 * Shows a lazy part.
 * @returns the component, or `undefined` until its code has come. What does not come at all is an error for the nearest
 * error boundary
 */
export function useLazyPart<Props>(part: LazyPart<Props>): ComponentType<Props> | undefined {
  const [state, setState] = useState<{ component: ComponentType<Props> | undefined; error?: unknown }>(() => ({
    component: part.component,
  }));
  const isMissing = state.component === undefined;
  useEffect(() => {
    if (!isMissing) return;
    let isWanted = true;
    part.load().then(
      () => isWanted && setState({ component: part.component }),
      (error: unknown) => isWanted && setState({ component: undefined, error }),
    );
    return () => {
      isWanted = false;
    };
  }, [isMissing, part]);
  if ('error' in state) throw state.error;
  return state.component;
}

async function patiently<Value>(fetchPart: () => Promise<Value>): Promise<Value> {
  for (const delayMs of againMs) {
    try {
      return await fetchPart();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, delayMs));
    }
  }
  return fetchPart();
}
