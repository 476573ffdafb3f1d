import type { Conversation, CursorPage, DifyClient } from '@dify-oapi/core';
import { getConversationsList } from '@dify-oapi/core/endpoints';
import { type InfiniteData, infiniteQueryOptions } from '@tanstack/react-query';
import { scopedKey } from './scoped-key.ts';

/** What the list of conversations takes. */
export interface ConversationsOptions {
  /** Conversations a page, 1 to 100. @default 40 */
  limit?: number | undefined;
}

/** The pages of the list as the cache holds them. */
export type ConversationPages = InfiniteData<CursorPage<Conversation>, string | null>;

/** The cache key that covers every list of a client's conversations. */
export function conversationsKey(dify: DifyClient): readonly unknown[] {
  return scopedKey(dify, getConversationsList, {});
}

/** The user's conversations, the last used first, page after page. */
export function conversationsQuery(dify: DifyClient, { limit = 40 }: ConversationsOptions = {}) {
  return infiniteQueryOptions<CursorPage<Conversation>, Error, ConversationPages, readonly unknown[], string | null>({
    queryKey: scopedKey(dify, getConversationsList, { limit }),
    queryFn: ({ pageParam, signal }) =>
      dify.request(getConversationsList, { limit, ...(pageParam === null ? {} : { last_id: pageParam }) }, { signal }),
    initialPageParam: null,
    // A title and a list that come one after the other share one reading; what changes is told anyway.
    staleTime: 10_000,
    // A page whose rows were all deleted here has no last one: the page before it has.
    getNextPageParam: (last, pages) => (last.has_more ? (pages.flatMap(({ data }) => data).at(-1)?.id ?? null) : null),
    retry: false,
  });
}
