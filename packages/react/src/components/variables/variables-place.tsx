import { use, useState } from 'react';
import { lazyPart } from '../../primitives/lazy-part.tsx';
import { useFeature } from '../chat/features.ts';
import type { VariablesProps } from './variables.tsx';
import { VariablesContext } from './variables-context.ts';

const Part = lazyPart<VariablesProps>(async () => (await import('./variables.tsx')).Variables);

/**
 * What a chatflow keeps for the open conversation, to be read and changed. There once it was opened by the header's menu, or
 * always where it says `isShown`; its code comes only then. Renders an `<aside>`.
 */
export function Variables(props: VariablesProps) {
  const isOffered = useFeature('variables');
  const { isOpen } = use(VariablesContext);
  const [isWanted, setWanted] = useState(isOpen);
  if (isOpen && !isWanted) setWanted(true);
  // Refused by the server after it was opened, it stays open to say so.
  return isOpen || (isOffered && (isWanted || props.isShown === true)) ? <Part {...props} /> : null;
}
