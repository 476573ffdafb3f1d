import { lazyPart } from '../../primitives/lazy-part.tsx';
import { useComposer } from '../composer/composer-context.ts';

/** What is needed to dictate. */
export const DictationBar = lazyPart(
  async () => (await import('./dictation-bar.tsx')).DictationBar,
  () => <div data-dify="dictation" data-status="asking" aria-hidden="true" />,
);

/** Where one dictates, while one does. */
export function DictationPlace() {
  const { isDictating } = useComposer();
  return isDictating ? <DictationBar /> : null;
}
