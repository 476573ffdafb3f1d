import * as messages from '../resources/messages/endpoints.ts';
import { asDifyError } from '../runs/as-dify-error.ts';
import type { ActionResult } from './chat.ts';
import type { ChatContext } from './chat-context.ts';

/** The turns that the server has stored. */
export interface History {
  refresh(): Promise<ActionResult>;
  loadOlder(): Promise<ActionResult>;
  /** Resolves when the newest page was read, now or before, or could not be. */
  ready(): Promise<void>;
}

const pageSize = 20;

/** Reads a conversation's turns into it. */
export function createHistory(context: ChatContext): History {
  const { dify, options, store } = context;
  let reading: Promise<ActionResult> | null = null;

  async function read(firstId: string | undefined): Promise<ActionResult> {
    const { conversationId, history } = store.getState();
    if (conversationId === null || context.isDisposed()) return { ok: false, reason: 'nothing-to-do' };
    if (history.status === 'loading') return { ok: false, reason: 'busy' };
    const isAlive = context.alive();
    store.dispatch({ type: 'history-loading' }, 'now');
    try {
      const page = await dify.request(messages.list, {
        conversation_id: conversationId,
        limit: pageSize,
        ...(firstId === undefined ? {} : { first_id: firstId }),
      });
      if (!isAlive()) return { ok: false, reason: 'nothing-to-do' };
      store.dispatch({ type: 'history', turns: page.data, hasMore: page.has_more, now: context.now() }, 'now');
      return { ok: true };
    } catch (cause) {
      const error = asDifyError(cause);
      if (isAlive()) {
        store.dispatch({ type: 'history-failed', error }, 'now');
        options.onError?.(error);
      }
      return { ok: false, reason: 'failed', error };
    }
  }

  function refresh(): Promise<ActionResult> {
    const mine = read(undefined);
    reading ??= mine.finally(() => {
      reading = null;
    });
    return mine;
  }

  return {
    refresh,
    async loadOlder() {
      const { history, rows } = store.getState();
      const oldest = rows.find(({ serverId }) => serverId !== undefined)?.serverId;
      return history.hasMore && oldest ? read(oldest) : { ok: false, reason: 'nothing-to-do' };
    },
    async ready() {
      const { conversationId, history } = store.getState();
      if (conversationId === null || history.status === 'ready') return;
      await (reading ?? refresh());
    },
  };
}
