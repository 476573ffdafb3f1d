/** Kept apart from the speaker, so that a chat that says nothing need not load it. */
const stops = new Set<(owner: object) => void>();

/** Falls silent for a conversation that nobody looks at any more. */
export function leaveSpeech(owner: object): void {
  for (const stop of stops) stop(owner);
}

/** Has something called for every conversation that is left. */
export function onLeaveSpeech(stop: (owner: object) => void): void {
  stops.add(stop);
}
