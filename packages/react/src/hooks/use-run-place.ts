import { useEffect } from 'react';
import type { RunPlace } from './run-place.ts';

/** Looks at a place while the view is there, and goes on with what ran when the page was left. */
export function useRunPlace<Store, Listeners>(
  place: RunPlace<Store, Listeners>,
  inputs: object | undefined,
  autoResume: boolean,
): void {
  useEffect(() => place.setInputs(inputs), [place, inputs]);
  useEffect(() => {
    if (autoResume) place.resume();
  }, [place, autoResume]);
}
