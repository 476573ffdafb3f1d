import { useSyncExternalStore } from 'react';
import { networkLog } from './client.ts';
import type { NetworkEntry } from './network-log.ts';

/** The requests of the page, with the events that stream back. */
export function NetworkPanel() {
  const entries = useSyncExternalStore(networkLog.subscribe, networkLog.getSnapshot);
  const open = entries.filter(({ outcome }) => outcome === 'open' || outcome === 'waiting').length;
  return (
    <section className="network" aria-label="Network">
      <header>
        <h2>Network</h2>
        <span className="meta">
          <span>{entries.length === 1 ? '1 request' : `${entries.length} requests`}</span>
          {open > 0 && <span>{open} open</span>}
        </span>
        <button type="button" className="button" data-size="sm" onClick={() => networkLog.clear()}>
          Clear
        </button>
      </header>
      {entries.length === 0 && <p className="network-empty">No requests yet.</p>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scroller without a control in it must be reachable by keyboard. */}
      <ol tabIndex={0} aria-label="Requests, newest first">
        {entries.toReversed().map((entry) => (
          <NetworkRow key={entry.id} entry={entry} />
        ))}
      </ol>
    </section>
  );
}

function NetworkRow({ entry }: { readonly entry: NetworkEntry }) {
  const events = Object.entries(entry.events);
  return (
    <li dir="ltr">
      <time>{new Date(entry.startedAt).toTimeString().slice(0, 8)}</time>
      <span>{entry.method}</span>
      <span className="truncate" title={entry.path}>
        {entry.path}
      </span>
      <span data-tone={toneOf(entry.outcome)}>{entry.outcome === 'waiting' ? 'sent' : entry.outcome}</span>
      <span>{entry.outcome === 'waiting' ? '' : duration(entry.durationMs)}</span>
      {events.length > 0 && (
        <span className="network-events">{events.map(([name, count]) => `${name} ×${count}`).join(' · ')}</span>
      )}
    </li>
  );
}

function toneOf(outcome: NetworkEntry['outcome']): 'success' | 'danger' | 'live' | undefined {
  if (outcome === 'waiting' || outcome === 'closed') return undefined;
  if (outcome === 'open') return 'live';
  return typeof outcome === 'number' && outcome < 400 ? 'success' : 'danger';
}

function duration(milliseconds: number): string {
  return milliseconds < 1000 ? `${milliseconds}\u00A0ms` : `${(milliseconds / 1000).toFixed(1)}\u00A0s`;
}
