import { createStickToEnd, type StickToEnd } from '../../primitives/stick-to-end.ts';
import { createTurnRoom, type TurnRoom } from '../../primitives/turn-room.ts';

/** Brings a row into view. @returns its element, once it is there */
type RevealRow = (id: string) => Promise<HTMLElement | undefined>;

/** Where a question goes when it is sent. */
export type TurnAnchor = 'third' | 'top' | 'end';

/** What is known of one thread's view: its end, its rows, its search. */
export interface Thread {
  /** What keeps the view at its end. */
  readonly stick: StickToEnd;
  /** The scroller, while it is shown. */
  readonly viewport: { readonly current: HTMLElement | null };
  /** Takes the scroller, what grows in it, and the element that is room below. @returns a function that lets go of them */
  attach(scroller: HTMLElement, content: HTMLElement, space: HTMLElement): () => void;
  /** Goes to the end of another conversation, or to the beginning of a new one. */
  begin(isNew: boolean): void;
  /** Brings a question that was just asked to its place. @returns whether its row is there */
  place(questionId: string, anchor: TurnAnchor): boolean;
  /** The list is there, and says how a row is brought into view. What was asked for before is done now. @returns a function that takes it back */
  register(reveal: RevealRow): () => void;
  /** Brings a row into view, lets go of the end, and marks the row for a moment if told so. @returns whether it is there */
  reveal(id: string, isMarked: boolean): Promise<boolean>;
  /** Whether the search is open. */
  isSearching(): boolean;
  setSearching(isSearching: boolean): void;
  /** Called when the search opens or closes. @returns a function that ends the subscription */
  subscribe(listener: () => void): () => void;
}

/** How long a row that was looked for is marked, in milliseconds. */
const markedMs = 2400;
/** Pixels above a question that stands at the top. */
const topInsetPx = 16;

/** The view of one thread, not yet shown. */
export function createThread(): Thread {
  const stick = createStickToEnd();
  const listeners = new Set<() => void>();
  const viewport: { current: HTMLElement | null } = { current: null };
  let room: TurnRoom | undefined;
  let revealRow: RevealRow | undefined;
  /** Told when the list, whose code may come after its scroller, is there. */
  let waiting: (() => void)[] = [];
  /** A question that was asked before its row was there. */
  let unplaced: { questionId: string; anchor: TurnAnchor } | undefined;
  let searching = false;
  const thread: Thread = {
    stick,
    viewport,
    attach(scroller, content, space) {
      viewport.current = scroller;
      // Before the follower, whose end is that with the room.
      room = createTurnRoom(scroller, content, space);
      const detach = stick.attach(scroller, content);
      return () => {
        detach();
        room?.detach();
        room = undefined;
        viewport.current = null;
      };
    },
    begin(isNew) {
      unplaced = undefined;
      room?.clear();
      if (isNew) stick.hold(0);
      else stick.toEnd();
    },
    place(questionId, anchor) {
      const row = rowOf(viewport.current, questionId);
      unplaced = row === null ? { questionId, anchor } : undefined;
      if (row === null || viewport.current === null || room === undefined) return false;
      if (anchor === 'end') room.clear();
      else {
        const scrollTop = room.begin(row, anchor === 'top' ? topInsetPx : viewport.current.clientHeight / 3);
        if (anchor === 'top' && scrollTop > 0) {
          stick.hold(scrollTop);
          return true;
        }
      }
      stick.toEnd();
      return true;
    },
    register(reveal) {
      revealRow = reveal;
      if (unplaced !== undefined) thread.place(unplaced.questionId, unplaced.anchor);
      for (const go of waiting) go();
      waiting = [];
      return () => {
        if (revealRow === reveal) revealRow = undefined;
      };
    },
    async reveal(id, isMarked) {
      stick.leave();
      if (revealRow === undefined) await new Promise<void>((go) => waiting.push(go));
      const row = await revealRow?.(id);
      if (row === undefined) return false;
      if (isMarked) mark(row);
      return true;
    },
    isSearching: () => searching,
    setSearching(next) {
      if (next === searching) return;
      searching = next;
      for (const listener of [...listeners]) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  return thread;
}

/** The element of a message. */
export function rowOf(viewport: HTMLElement | null, id: string): HTMLElement | null {
  return viewport?.querySelector<HTMLElement>(`[data-message="${CSS.escape(id)}"]`) ?? null;
}

function mark(row: HTMLElement): void {
  row.dataset.target = '';
  setTimeout(() => delete row.dataset.target, markedMs);
}
