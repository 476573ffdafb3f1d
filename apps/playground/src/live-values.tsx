import { type RefObject, useEffect, useSyncExternalStore } from 'react';
import type { RenderCounter } from './render-counter.ts';

/** What the values line needs. */
export interface LiveValuesProps {
  readonly counter: RenderCounter;
  /** The element that the demo stands in. */
  readonly demo: RefObject<Element | null>;
}

/** Status and cost of the demo, as they change. */
export function LiveValues({ counter, demo }: LiveValuesProps) {
  const { status, commits, rows } = useSyncExternalStore(counter.subscribe, counter.getSnapshot);
  useEffect(() => (demo.current ? counter.watch(demo.current) : undefined), [counter, demo]);
  return (
    <dl className="values">
      <div>
        <dt>status</dt>
        <dd data-live={status === 'ready' || status === 'error' ? undefined : ''}>'{status}'</dd>
      </div>
      <div>
        <dt>commits</dt>
        <dd>{commits}</dd>
      </div>
      <div>
        <dt>rows in the last one</dt>
        <dd>{rows}</dd>
      </div>
    </dl>
  );
}
