import { type Conversation, NotFoundError, type TabMessage } from '@dify-oapi/core';
import { deleteConversation, renameConversation } from '@dify-oapi/core/endpoints';
import { type QueryKey, useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useSyncExternalStore } from 'react';
import { sessionOf } from '../provider/session-of.ts';
import { useDify } from '../provider/use-dify.ts';
import {
  type ConversationPages,
  type ConversationsOptions,
  conversationsKey,
  conversationsQuery,
} from '../queries/conversations-query.ts';
import { chatRegistry } from './chat-registry.ts';
import { pendingRemovals } from './pending-removals.ts';
import { refusedOperations } from './refused-operations.ts';

/** The user's conversations and what can be done with them. Changes show at once and are undone when Dify refuses. */
export function useConversations(options: ConversationsOptions = {}) {
  const dify = useDify();
  const client = useQueryClient();
  const query = useInfiniteQuery(conversationsQuery(dify, options));
  const key = conversationsKey(dify);
  const { error, fetchNextPage, isFetchNextPageError, refetch } = query;
  const loadMore = useCallback(() => void fetchNextPage({ cancelRefetch: false }), [fetchNextPage]);
  // Where the row that the next page begins after is gone, only the whole list can say what follows.
  const isLost = isFetchNextPageError && error instanceof NotFoundError;
  useEffect(() => {
    if (isLost) void refetch({ cancelRefetch: false });
  }, [isLost, refetch]);

  const refused = refusedOperations(dify);
  useEffect(() => refused.note(error), [refused, error]);

  /** Changes every list that the cache holds, and remembers them as they were. */
  async function change(edit: (rows: Conversation[]) => Conversation[]): Promise<Held> {
    await client.cancelQueries({ queryKey: key });
    const held = client.getQueriesData<ConversationPages>({ queryKey: key });
    client.setQueriesData<ConversationPages>(
      { queryKey: key },
      (pages) => pages && { ...pages, pages: pages.pages.map((page) => ({ ...page, data: edit(page.data) })) },
    );
    return held;
  }
  function restore(held: Held | undefined): void {
    for (const [queryKey, pages] of held ?? []) client.setQueryData(queryKey, pages);
  }
  const { tabs } = sessionOf(dify);
  const tell = (message: TabMessage) => tabs.send(message);
  const refresh = () => client.invalidateQueries({ queryKey: key });

  const rename = useMutation({
    /** Without a name, the app's model gives one. */
    mutationFn: ({ id, name }: { id: string; name?: string }) =>
      dify.request(renameConversation, {
        conversation_id: id,
        ...(name === undefined ? { auto_generate: true } : { name }),
      }),
    onMutate: ({ id, name }) =>
      change((rows) => rows.map((row) => (row.id === id && name !== undefined ? { ...row, name } : row))),
    onError(cause, _input, held) {
      restore(held);
      refused.note(cause);
    },
    onSuccess: (answer, { id, name }) =>
      tell({ type: 'conversation-renamed', conversationId: id, name: answer.name || (name ?? '') }),
    onSettled: refresh,
  });
  const remove = useMutation({
    mutationFn: ({ id }: { id: string }) =>
      dify.request(deleteConversation, { conversation_id: id }, { keepalive: isOfThisOrigin(dify.baseURL) }),
    onMutate: ({ id }) => change((rows) => rows.filter((row) => row.id !== id)),
    onError(cause, _input, held) {
      restore(held);
      refused.note(cause);
    },
    onSuccess(_answer, { id }) {
      chatRegistry(dify).forget(id);
      tell({ type: 'conversation-deleted', conversationId: id });
    },
    onSettled: refresh,
  });

  const pending = pendingRemovals(dify);
  const hidden = useSyncExternalStore(pending.subscribe, pending.getSnapshot, pending.getSnapshot);

  /** Hides a conversation that can still be kept: nothing is sent before `commit`. */
  function removeLater(id: string): Removal {
    pending.add(id);
    return {
      commit() {
        void remove
          .mutateAsync({ id })
          .catch(() => undefined)
          .finally(() => pending.delete(id));
      },
      undo: () => pending.delete(id),
    };
  }

  return {
    ...query,
    /** All rows of the pages read so far, each once, without those that are about to be deleted. */
    conversations: distinct(query.data).filter(({ id }) => !hidden.has(id)),
    /** Reads the next page, unless something is being read already; after a failure tries again. */
    loadMore,
    rename,
    remove,
    removeLater,
    /** Whether a conversation is about to be deleted. */
    isHidden: (id: string) => hidden.has(id),
    refresh,
  };
}

/** Whether a request may outlive the page in every browser: older ones refuse that where a preflight is needed. */
function isOfThisOrigin(address: string): boolean {
  return new URL(address, location.href).origin === location.origin;
}

/** A conversation that is hidden and not deleted yet. */
export interface Removal {
  /** Deletes it. It comes back when Dify refuses. */
  commit(): void;
  /** Shows it again. */
  undo(): void;
}

type Held = [QueryKey, ConversationPages | undefined][];

/** Dify's pages may overlap by rows of the same second. */
function distinct(pages: ConversationPages | undefined): readonly Conversation[] {
  const byId = new Map<string, Conversation>();
  for (const page of pages?.pages ?? []) for (const row of page.data) if (!byId.has(row.id)) byId.set(row.id, row);
  return [...byId.values()];
}
