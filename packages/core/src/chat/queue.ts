import type { ActionResult, QueuedMessage, SendMessage, SendResult } from './chat.ts';
import type { ChatContext } from './chat-context.ts';

/** Messages that wait until the answer before them has ended. */
export interface Queue {
  /** Resolves when the message was sent and answered, or taken out. */
  add(message: SendMessage): Promise<SendResult>;
  /** Takes the message that is next, if any. @returns it with the way to say how it went */
  take(): { readonly message: SendMessage; done(result: Promise<SendResult>): void } | undefined;
  isEmpty(): boolean;
  remove(id: string): ActionResult;
  edit(id: string, text: string): ActionResult;
  move(id: string, to: number): ActionResult;
  /** Empties it. */
  clear(reason: 'removed' | 'disposed'): void;
}

const nothing: ActionResult = { ok: false, reason: 'nothing-to-do' };

/** The queue of a conversation; what waits stands in the snapshot. */
export function createQueue({ store }: ChatContext): Queue {
  const waiting = new Map<string, (result: SendResult | Promise<SendResult>) => void>();
  let next = 0;
  const held = () => store.getState().queue;
  const set = (queue: readonly QueuedMessage[]) => store.dispatch({ type: 'queue', queue }, 'now');

  function change(id: string, changed: (queue: readonly QueuedMessage[], at: number) => readonly QueuedMessage[]) {
    const at = held().findIndex((message) => message.id === id);
    if (at < 0) return nothing;
    set(changed(held(), at));
    return { ok: true } as const;
  }

  function settle(id: string, result: SendResult | Promise<SendResult>): void {
    waiting.get(id)?.(result);
    waiting.delete(id);
  }

  return {
    add(message) {
      const id = `queued-${++next}`;
      set([...held(), { ...message, id }]);
      return new Promise((resolve) => waiting.set(id, resolve));
    },
    take() {
      const [first, ...rest] = held();
      if (first === undefined) return undefined;
      set(rest);
      const { id, ...message } = first;
      return { message, done: (result) => settle(id, result) };
    },
    isEmpty: () => held().length === 0,
    remove(id) {
      const result = change(id, (queue, at) => queue.toSpliced(at, 1));
      if (result.ok) settle(id, { ok: false, reason: 'removed' });
      return result;
    },
    edit(id, text) {
      if (text.trim() === '') return nothing;
      return change(id, (queue, at) => queue.map((message, one) => (one === at ? { ...message, text } : message)));
    },
    move(id, to) {
      return change(id, (queue, at) => {
        const message = queue[at];
        return message === undefined ? queue : queue.toSpliced(at, 1).toSpliced(Math.max(0, to), 0, message);
      });
    },
    clear(reason) {
      if (held().length > 0) set([]);
      for (const id of [...waiting.keys()]) settle(id, { ok: false, reason });
    },
  };
}
