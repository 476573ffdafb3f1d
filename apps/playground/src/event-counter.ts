/** Events after which a stream may end without anything missing. */
const endings = ['message_end', 'workflow_finished', 'workflow_paused'];

/** Counts the events of a server-sent stream by name, however the bytes are cut. */
export interface EventCounter {
  add(bytes: Uint8Array): void;
  counts(): Readonly<Record<string, number>>;
  /** How the run has ended, if an event has come that ends one. */
  ending(): 'whole' | 'error' | undefined;
}

/** Makes a counter that has seen nothing. */
export function createEventCounter(): EventCounter {
  const decoder = new TextDecoder();
  const counts: Record<string, number> = {};
  let rest = '';
  return {
    add(bytes) {
      const lines = (rest + decoder.decode(bytes, { stream: true })).split(/\r\n|\r|\n/);
      rest = lines.pop() ?? '';
      for (const line of lines) {
        const name = eventName(line);
        if (name !== undefined) counts[name] = (counts[name] ?? 0) + 1;
      }
    },
    counts: () => ({ ...counts }),
    ending() {
      if (counts.error !== undefined) return 'error';
      return endings.some((name) => counts[name] !== undefined) ? 'whole' : undefined;
    },
  };
}

function eventName(line: string): string | undefined {
  if (line.startsWith('event:')) return line.slice(6).trim();
  if (!line.startsWith('data:')) return undefined;
  return /"event"\s*:\s*"([\w-]+)"/.exec(line)?.[1];
}
