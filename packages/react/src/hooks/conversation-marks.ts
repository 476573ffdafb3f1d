/** What the list of conversations says about one of them. */
export type ConversationMark = 'answering' | 'unread';

/** Marks by conversation id. */
export interface ConversationMarks {
  /** The same object until one changes. */
  get(): ReadonlyMap<string, ConversationMark>;
  set(conversationId: string, mark: ConversationMark | null): void;
  clear(): void;
  /** Called when the marks change. @returns a function that ends the subscription */
  subscribe(listener: () => void): () => void;
}

/** Nothing marked yet. */
export function createConversationMarks(): ConversationMarks {
  let marks: ReadonlyMap<string, ConversationMark> = new Map();
  const listeners = new Set<() => void>();
  function change(next: ReadonlyMap<string, ConversationMark>): void {
    marks = next;
    for (const listener of [...listeners]) listener();
  }
  return {
    get: () => marks,
    set(conversationId, mark) {
      if ((marks.get(conversationId) ?? null) === mark) return;
      const next = new Map(marks);
      if (mark === null) next.delete(conversationId);
      else next.set(conversationId, mark);
      change(next);
    },
    clear() {
      if (marks.size > 0) change(new Map());
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
