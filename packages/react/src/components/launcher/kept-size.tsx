import { useEffect, useEffectEvent, useSyncExternalStore } from 'react';
import { sessionOf } from '../../provider/session-of.ts';
import { useDify } from '../../provider/use-dify.ts';
import { bubbleRecords } from './bubble-records.ts';
import type { PanelSize } from './panel-size.ts';

/** Props of `KeptSize`. */
export interface KeptSizeProps {
  kind: 'bubble' | 'sidebar';
  /** What somebody has just made it: absent while nobody has, `null` when it went back to the first size. */
  made: PanelSize | null | undefined;
  /** Told the size of the last visit. */
  onRead(size: PanelSize): void;
}

/** Keeps the size of a panel for the next visit. Renders nothing. */
export function KeptSize({ kind, made, onRead }: KeptSizeProps) {
  const { getSnapshot, setSize, sizeOf, subscribe } = bubbleRecords(sessionOf(useDify()));
  const changes = useSyncExternalStore(subscribe, getSnapshot, getSnapshot);
  const read = useEffectEvent(() => {
    const kept = sizeOf(kind);
    if (made === undefined && kept !== undefined) onRead(kept);
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the storage may be read later
  useEffect(() => read(), [changes]);
  useEffect(() => {
    if (made !== undefined) setSize(kind, made ?? undefined);
  }, [kind, made, setSize]);
  return null;
}
