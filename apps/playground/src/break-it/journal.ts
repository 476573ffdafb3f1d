/** One thing that happened to an answer. */
export interface JournalEntry {
  readonly id: number;
  /** Unix time in milliseconds. */
  readonly at: number;
  readonly title: string;
  readonly detail: string;
  /** `fault`: somebody broke something; `lost`: it was felt; `live`: it goes on; `done`: it has ended well. */
  readonly tone: 'plain' | 'fault' | 'lost' | 'live' | 'done';
}

/** What happened, oldest first. Kept over a reload of the tab. */
export interface Journal {
  getSnapshot(): readonly JournalEntry[];
  subscribe(listener: () => void): () => void;
  /** @returns a function that changes the entry's detail */
  write(title: string, tone?: JournalEntry['tone'], detail?: string): (detail: string) => void;
  clear(): void;
}

const place = 'playground-break-it';
const kept = 200;

/** Opens the journal of this tab. */
export function createJournal(): Journal {
  const listeners = new Set<() => void>();
  let entries = read();
  let isScheduled = false;
  const change = (next: readonly JournalEntry[]) => {
    entries = next.slice(-kept);
    if (isScheduled) return;
    isScheduled = true;
    setTimeout(() => {
      isScheduled = false;
      keep(entries);
      for (const listener of [...listeners]) listener();
    }, 50);
  };
  return {
    getSnapshot: () => entries,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    write(title, tone = 'plain', detail = '') {
      const id = (entries.at(-1)?.id ?? 0) + 1;
      change([...entries, { id, at: Date.now(), title, detail, tone }]);
      keep(entries);
      return (next) => change(entries.map((entry) => (entry.id === id ? { ...entry, detail: next } : entry)));
    },
    clear: () => change([]),
  };
}

function keep(entries: readonly JournalEntry[]): void {
  try {
    sessionStorage.setItem(place, JSON.stringify(entries));
  } catch {
    // Blocked or full: then the journal begins anew with the page.
  }
}

function read(): readonly JournalEntry[] {
  try {
    const stored: unknown = JSON.parse(sessionStorage.getItem(place) ?? '[]');
    return Array.isArray(stored) ? stored.filter(isEntry) : [];
  } catch {
    return [];
  }
}

function isEntry(value: unknown): value is JournalEntry {
  return typeof value === 'object' && value !== null && 'title' in value && 'at' in value && 'tone' in value;
}
