import { type ComponentType, type ReactNode, useEffect, useState } from 'react';

/** A component whose code comes later. */
export interface LazyPart<Props extends object> {
  (props: Props): ReactNode;
  /** Fetches the code before it is wanted; does nothing when it is there or on its way. Never rejects. */
  preload(): Promise<void>;
}

/** How long until the code is asked for again when it did not come, in milliseconds; the last one from then on. */
const againMs = [500, 2000, 8000] as const;

/**
 * A component whose code is fetched when it is first shown, or before by `preload`. Unlike with React's `lazy`, what has been
 * loaded is rendered at once, without a moment of what stands in its place; and where the network fails the page lives on:
 * the code is asked for again as long as the part is wanted.
 *
 * @param fetchPart imports it
 * @param Fallback what stands in its place until then, with the same props. @default nothing
 */
export function lazyPart<Props extends object>(
  fetchPart: () => Promise<ComponentType<Props>>,
  Fallback: ComponentType<Props> = Nothing,
): LazyPart<Props> {
  let loaded: ComponentType<Props> | undefined;
  let loading: Promise<void> | undefined;
  const load = () => {
    loading ??= fetchPart().then(
      (component) => {
        loaded = component;
      },
      (error: unknown) => {
        loading = undefined;
        throw error;
      },
    );
    return loading;
  };

  function Part(props: Props): ReactNode {
    const [state, setState] = useState(() => ({ Component: loaded }));
    const isMissing = state.Component === undefined;
    useEffect(() => (isMissing ? untilLoaded(load, () => setState({ Component: loaded })) : undefined), [isMissing]);
    const { Component } = state;
    return Component === undefined ? <Fallback {...props} /> : <Component {...props} />;
  }

  return Object.assign(Part, { preload: () => load().catch(() => undefined) });
}

const Nothing = () => null;

/** @returns what ends the tries */
function untilLoaded(load: () => Promise<void>, done: () => void): () => void {
  let isWanted = true;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const attempt = (count: number): void => {
    load().then(
      () => isWanted && done(),
      () => {
        if (isWanted) timer = setTimeout(() => attempt(count + 1), againMs[Math.min(count, againMs.length - 1)]);
      },
    );
  };
  attempt(0);
  return () => {
    isWanted = false;
    clearTimeout(timer);
  };
}
