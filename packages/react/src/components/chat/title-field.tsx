import { use } from 'react';
import { useConversations } from '../../hooks/use-conversations.ts';
import { usePinnedConversations } from '../../hooks/use-pinned-conversations.ts';
import { RenameField } from '../sidebar/rename-field.tsx';
import { focusComposer } from './focus-composer.ts';
import { HeaderContext } from './header-context.ts';
import { ShellContext } from './shell-context.ts';

/** The name of the open conversation, being written in the header. */
export function TitleField({ id }: { id: string }) {
  const { conversations, isPending, rename } = useConversations();
  const { pins, pin } = usePinnedConversations();
  const { setRenaming } = use(HeaderContext);
  const { root } = use(ShellContext);
  const name = conversations.find((conversation) => conversation.id === id)?.name ?? pins.get(id)?.name;
  if (name === undefined && isPending) return null;
  return (
    <RenameField
      name={name ?? ''}
      onDone={(next, byKey) => {
        setRenaming(null);
        if (byKey) focusComposer(root.current);
        if (next === undefined) return;
        rename.mutate({ id, name: next });
        if (pins.has(id)) pin(id, next);
      }}
    />
  );
}
