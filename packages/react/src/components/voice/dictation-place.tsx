import { lazy, Suspense } from 'react';
import { useComposer } from '../composer/composer-context.ts';

const load = () => import('./dictation-bar.tsx');
const DictationBar = lazy(async () => ({ default: (await load()).DictationBar }));

/** Loads what is needed to dictate. What cannot be loaded now is asked for again by a press. */
export function loadDictation(): void {
  load().catch(() => undefined);
}

/** Where one dictates, while one does. */
export function DictationPlace() {
  const { isDictating } = useComposer();
  if (!isDictating) return null;
  return (
    <Suspense fallback={<div data-dify="dictation" data-status="asking" aria-hidden="true" />}>
      <DictationBar />
    </Suspense>
  );
}
