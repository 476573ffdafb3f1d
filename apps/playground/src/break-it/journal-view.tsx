import { CircleCheck, CircleDashed, TriangleAlert, Unplug } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { journal } from '../client.ts';
import type { JournalEntry } from './journal.ts';

const icons = {
  plain: CircleDashed,
  fault: Unplug,
  lost: TriangleAlert,
  live: CircleDashed,
  done: CircleCheck,
} as const;

/** What happened to the answers, in order. */
export function JournalView() {
  const entries = useSyncExternalStore(journal.subscribe, journal.getSnapshot);
  return (
    <section className="network break-it-journal" aria-label="What happened">
      <header>
        <h2>What happened</h2>
        <button type="button" className="button" data-size="sm" onClick={() => journal.clear()}>
          Clear
        </button>
      </header>
      {entries.length === 0 && <p className="network-empty">Nothing yet. Ask, then break something.</p>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scroller without a control in it must be reachable by keyboard. */}
      <ol tabIndex={0} aria-label="Newest first">
        {entries.toReversed().map((entry) => (
          <JournalRow key={entry.id} entry={entry} />
        ))}
      </ol>
    </section>
  );
}

function JournalRow({ entry: { at, title, detail, tone } }: { readonly entry: JournalEntry }) {
  const Icon = icons[tone];
  return (
    <li data-tone={tone}>
      <time>{new Date(at).toTimeString().slice(0, 8)}</time>
      <Icon aria-hidden />
      <span>{title}</span>
      <span>{detail}</span>
    </li>
  );
}
