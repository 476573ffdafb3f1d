import type { EmulatorControlsProps } from './emulator-controls.tsx';

/** Every request that the emulator saw. */
export function EmulatorLog({ store, state: { log } }: EmulatorControlsProps) {
  return (
    <section className="network" aria-label="Event log">
      <header>
        <h2>Event log</h2>
        <span className="meta">{log.length === 1 ? '1 request' : `${log.length} requests`}</span>
        <button type="button" className="button" data-size="sm" onClick={() => store.clearLog()}>
          Clear
        </button>
      </header>
      {log.length === 0 && <p className="network-empty">No requests yet.</p>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scroller without a control in it must be reachable by keyboard. */}
      <ol tabIndex={0} aria-label="Requests, newest first">
        {log.map(({ id, atMs, method, path, status, ms, faults }) => (
          <li key={id} dir="ltr">
            <time>{new Date(atMs).toTimeString().slice(0, 8)}</time>
            <span>{method}</span>
            <span className="truncate" title={path}>
              {path}
            </span>
            <span data-tone={status < 400 ? 'success' : 'danger'}>{status}</span>
            <span>{`${ms}\u00A0ms`}</span>
            {faults.length > 0 && <span className="network-events">{faults.join(' · ')}</span>}
          </li>
        ))}
      </ol>
    </section>
  );
}
