import type { DifyClient, TabMessage } from '@dify-oapi/core';
import type { QueryClient } from '@tanstack/react-query';
import { type ConversationPages, conversationsKey } from './conversations-query.ts';

/** Brings the lists in the cache to what another tab has told. */
export function hearTabs(cache: QueryClient, dify: DifyClient, message: TabMessage): void {
  const queryKey = conversationsKey(dify);
  const edit = (change: (rows: ConversationPages['pages'][number]['data']) => typeof rows) =>
    cache.setQueriesData<ConversationPages>(
      { queryKey },
      (held) => held && { ...held, pages: held.pages.map((page) => ({ ...page, data: change(page.data) })) },
    );
  switch (message.type) {
    case 'conversation-renamed':
      edit((rows) => rows.map((row) => (row.id === message.conversationId ? { ...row, name: message.name } : row)));
      return;
    case 'conversation-deleted':
      edit((rows) => rows.filter(({ id }) => id !== message.conversationId));
      return;
    case 'conversations-changed':
    case 'run-ended':
      void cache.invalidateQueries({ queryKey });
      return;
  }
}
