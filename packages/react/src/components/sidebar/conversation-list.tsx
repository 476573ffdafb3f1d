import { use, useEffect } from 'react';
import { useChatSelector } from '../../hooks/use-chat-selector.ts';
import { useConversationMarks } from '../../hooks/use-conversation-marks.ts';
import type { useConversations } from '../../hooks/use-conversations.ts';
import { usePinnedConversations } from '../../hooks/use-pinned-conversations.ts';
import { whenIdle } from '../../primitives/when-idle.ts';
import { useLabels } from '../../provider/use-labels.ts';
import { useLocale } from '../../provider/use-locale.ts';
import { Button } from '../button/button.tsx';
import { Callout } from '../callout/callout.tsx';
import { ShellContext } from '../chat/shell-context.ts';
import { SidebarContext } from '../chat/sidebar-context.ts';
import { Menu } from './conversation-menu.tsx';
import { ConversationRow } from './conversation-row.tsx';
import { groupConversations } from './group-conversations.ts';
import { LoadMore } from './load-more.tsx';
import { useRemoveConversation } from './use-remove-conversation.ts';

/** Props of `ConversationList`. */
export interface ConversationListProps {
  list: ReturnType<typeof useConversations>;
  /** What is searched for in the names. */
  query: string;
}

/** The conversations by when they were last used. Renders a `<nav>`. */
export function ConversationList({ list, query }: ConversationListProps) {
  const labels = useLabels();
  const locale = useLocale();
  const marks = useConversationMarks();
  const currentId = useChatSelector(({ conversationId }) => conversationId);
  const { openConversation } = use(ShellContext);
  const { setDrawerOpen } = use(SidebarContext);
  useEffect(() => whenIdle(() => void Menu.preload()), []);
  const { conversations, isPending, error, rename, remove } = list;
  const wanted = query.trim().toLocaleLowerCase(locale);
  const found = conversations.filter(({ name }) => name.toLocaleLowerCase(locale).includes(wanted));
  const refused = rename.error ?? remove.error;
  const removeRow = useRemoveConversation(list);
  const { pins, pin, unpin } = usePinnedConversations();

  /** Of a conversation whose page has not been read, the pin knows the name. */
  const pinned = [...pins]
    .map(([id, { name }]) => conversations.find((conversation) => conversation.id === id) ?? { id, name })
    .filter(({ id, name }) => !list.isHidden(id) && name.toLocaleLowerCase(locale).includes(wanted));

  const rowOf = ({ id, name }: { id: string; name: string }) => (
    <ConversationRow
      key={id}
      name={name || labels.newConversation}
      isCurrent={id === currentId}
      mark={id === currentId ? undefined : marks.get(id)}
      isPinned={pins.has(id)}
      onOpen={() => {
        openConversation(id);
        setDrawerOpen(false);
      }}
      onPin={() => (pins.has(id) ? unpin(id) : pin(id, name))}
      onRename={(next) => {
        rename.mutate({ id, name: next });
        if (pins.has(id)) pin(id, next);
      }}
      onNameAutomatically={() => rename.mutate({ id })}
      onDelete={() => removeRow(id, name || labels.newConversation)}
    />
  );

  return (
    <nav
      data-dify="conversations"
      aria-label={labels.conversations}
      aria-busy={isPending || undefined}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scroller must be reachable by keyboard
      tabIndex={0}
    >
      {refused !== null && <Callout tone="danger" title={labels.conversationUnchanged} role="alert" />}
      {error !== null && conversations.length === 0 && (
        <Callout
          tone="danger"
          title={labels.conversationsFailed}
          action={
            <Button size="sm" onClick={() => void list.refetch()}>
              {labels.tryAgain}
            </Button>
          }
        />
      )}
      {!isPending && error === null && conversations.length === 0 && (
        <p data-dify="list-note">
          {labels.noConversations}. {labels.noConversationsDetail}
        </p>
      )}
      {conversations.length > 0 && found.length === 0 && pinned.length === 0 && (
        <p data-dify="list-note" role="status">
          {labels.noConversationFound(query.trim())}
        </p>
      )}
      {pinned.length > 0 && (
        <section>
          <h2>{labels.pinned}</h2>
          <ul>{pinned.map(rowOf)}</ul>
        </section>
      )}
      {groupConversations(
        found.filter(({ id }) => !pins.has(id)),
        list.dataUpdatedAt,
      ).map((group) => (
        <section key={group.age}>
          <h2>{labels[group.age]}</h2>
          <ul>{group.conversations.map(rowOf)}</ul>
        </section>
      ))}
      {conversations.length > 0 && <LoadMore list={list} query={wanted} />}
    </nav>
  );
}
