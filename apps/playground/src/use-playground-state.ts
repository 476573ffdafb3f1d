import { useEffect, useSyncExternalStore } from 'react';
import { type Faults, type PlaygroundState, playgroundStateFrom } from './playground-state.ts';

interface Snapshot {
  /** `null` until the server has told. */
  readonly state: PlaygroundState | null;
  readonly isUnreachable: boolean;
}

/** Who answers, and what goes wrong on purpose. Read from the server once, shared by every part of the page. */
export function usePlaygroundState(): Snapshot {
  useEffect(() => {
    if (snapshot.state === null) void refreshPlaygroundState();
  }, []);
  return useSyncExternalStore(subscribe, () => snapshot);
}

/** Asks the server again. */
export function refreshPlaygroundState(): Promise<void> {
  return exchange('/api/playground/state');
}

/** Tells the emulator what to do wrong from now on. */
export function setFaults(faults: Faults): Promise<void> {
  if (snapshot.state) change({ state: { ...snapshot.state, faults }, isUnreachable: false });
  return exchange('/api/playground/faults', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(faults),
  });
}

const listeners = new Set<() => void>();
let snapshot: Snapshot = { state: null, isUnreachable: false };

async function exchange(url: string, init?: RequestInit): Promise<void> {
  try {
    const response = await fetch(url, init);
    if (!response.ok) throw new Error(`${url} answered ${response.status}.`);
    change({ state: playgroundStateFrom(await response.json()), isUnreachable: false });
  } catch {
    change({ ...snapshot, isUnreachable: true });
  }
}

function change(next: Snapshot): void {
  snapshot = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
