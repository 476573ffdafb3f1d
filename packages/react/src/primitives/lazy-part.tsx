import { type ComponentType, type ReactNode, useEffect, useState } from 'react';
import { laterCode } from './later-code.ts';

/** A component whose code comes later. */
export interface LazyPart<Props extends object> {
  (props: Props): ReactNode;
  /** Fetches the code before it is wanted; does nothing when it is there or on its way. Never rejects. */
  preload(): Promise<void>;
}

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
  const code = laterCode(fetchPart);

  function Part(props: Props): ReactNode {
    const [state, setState] = useState(() => ({ Component: code.current() }));
    const { Component } = state;
    const isMissing = Component === undefined;
    useEffect(
      () => (isMissing ? code.whenLoaded((loaded) => setState({ Component: loaded })) : undefined),
      [isMissing],
    );
    return isMissing ? <Fallback {...props} /> : <Component {...props} />;
  }

  return Object.assign(Part, { preload: code.preload });
}

const Nothing = () => null;
