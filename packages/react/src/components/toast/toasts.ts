/** Something that has happened, said in a line that goes by itself. */
export interface Toast {
  /** What has happened. Errors that need an action belong where they happened. */
  readonly text: string;
  /** What can be done about it. */
  readonly action?: { readonly label: string; onClick(): void } | undefined;
  /** Called when it has gone and the action was not used: its time was over, it was closed, another one came, the page was left. */
  readonly onEnd?: (() => void) | undefined;
  /** Milliseconds that it stays when it is neither pointed at nor has the focus. @default 6000 */
  readonly durationMs?: number | undefined;
}

/** The toasts of one chat, one at a time. */
export interface Toasts {
  /** Shows a toast in the place of the one before. */
  show(toast: Toast): void;
  /** Ends the one that is shown. */
  end(): void;
  /** Uses its action, and ends it. */
  act(): void;
  /** Keeps it while it is read. */
  hold(): void;
  /** Gives it its whole time again. */
  release(): void;
  /** The one that is shown; the same object until another comes. */
  getSnapshot(): Toast | null;
  /** Called when another one is shown. @returns a function that ends the subscription */
  subscribe(listener: () => void): () => void;
}

const usualMs = 6000;

/** Nothing to say yet. */
export function createToasts(): Toasts {
  let shown: Toast | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const listeners = new Set<() => void>();

  function set(next: Toast | null): void {
    clearTimeout(timer);
    shown = next;
    for (const listener of [...listeners]) listener();
  }
  function end(): void {
    const ended = shown;
    if (ended === null) return;
    set(null);
    ended.onEnd?.();
  }
  function release(): void {
    clearTimeout(timer);
    if (shown !== null) timer = setTimeout(end, shown.durationMs ?? usualMs);
  }

  return {
    show(toast) {
      end();
      set(toast);
      release();
    },
    end,
    act() {
      const used = shown;
      set(null);
      used?.action?.onClick();
    },
    hold: () => clearTimeout(timer),
    release,
    getSnapshot: () => shown,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
