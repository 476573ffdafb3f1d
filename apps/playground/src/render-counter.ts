/** How often a part of the page was drawn. */
interface RenderCounts {
  /** React commits that changed the page. */
  readonly commits: number;
  /** Rows that the last commit changed. */
  readonly rows: number;
  /** The chat's status, as its root shows it. */
  readonly status: string;
}

/** Counts what happens in a demo without a line of code in the demo. */
export interface RenderCounter {
  /** Watches an element's rows and status. @returns a function that ends it */
  watch(element: Element): () => void;
  reset(): void;
  getSnapshot(): RenderCounts;
  subscribe(listener: () => void): () => void;
}

const none: RenderCounts = { commits: 0, rows: 0, status: 'ready' };

/** Makes a counter at zero. It tells its listeners at most ten times a second. */
export function createRenderCounter(): RenderCounter {
  const listeners = new Set<() => void>();
  let shown = none;
  let pending = none;
  let isScheduled = false;

  const tell = () => {
    isScheduled = false;
    shown = pending;
    for (const listener of listeners) listener();
  };
  const change = (next: Partial<RenderCounts>) => {
    pending = { ...pending, ...next };
    if (!isScheduled) setTimeout(tell, 100);
    isScheduled = true;
  };
  return {
    watch(element) {
      const read = (records: readonly MutationRecord[]) => {
        const rows = new Set(records.map(({ target }) => rowOf(target)).filter((row) => row !== null));
        const status = element.querySelector('[data-status]')?.getAttribute('data-status') ?? 'ready';
        change({ commits: pending.commits + 1, status, ...(rows.size > 0 && { rows: rows.size }) });
      };
      const observer = new MutationObserver(read);
      observer.observe(element, { subtree: true, childList: true, characterData: true, attributes: true });
      return () => observer.disconnect();
    },
    reset: () => change(none),
    getSnapshot: () => shown,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function rowOf(node: Node): Element | null {
  return (node instanceof Element ? node : node.parentElement)?.closest('[data-role]') ?? null;
}
