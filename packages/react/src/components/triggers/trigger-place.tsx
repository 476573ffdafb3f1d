import { use } from 'react';
import { lazyPart } from '../../primitives/lazy-part.tsx';
import { ShellContext } from '../chat/shell-context.ts';
import type { ComposerTrigger } from './composer-trigger.ts';

const TriggerList = lazyPart(async () => (await import('./trigger-list.tsx')).TriggerList);

/** Props of `TriggerPlace`. */
export interface TriggerPlaceProps {
  /** @default those of the chat */
  triggers: readonly ComposerTrigger[] | undefined;
}

/** Where the lists of a composer stand. Loaded only where there are triggers. */
export function TriggerPlace({ triggers }: TriggerPlaceProps) {
  const shared = use(ShellContext).triggers;
  const given = triggers ?? shared;
  return given === undefined || given.length === 0 ? null : <TriggerList triggers={given} />;
}
