import { use } from 'react';
import { useChatSelector } from '../../hooks/use-chat-selector.ts';
import type { useConversations } from '../../hooks/use-conversations.ts';
import { usePinnedConversations } from '../../hooks/use-pinned-conversations.ts';
import { useLabels } from '../../provider/use-labels.ts';
import { ShellContext } from '../chat/shell-context.ts';
import { useToast } from '../toast/toast-context.ts';

/** Takes a conversation out of sight at once; it is deleted when nobody has pressed Undo for a while. */
export function useRemoveConversation(list: ReturnType<typeof useConversations>): (id: string, name: string) => void {
  const labels = useLabels();
  const toast = useToast();
  const { unpin } = usePinnedConversations();
  const { openConversation } = use(ShellContext);
  const currentId = useChatSelector(({ conversationId }) => conversationId);
  return (id, name) => {
    const wasOpen = id === currentId;
    if (wasOpen) openConversation(null);
    const removal = list.removeLater(id);
    toast({
      text: labels.conversationDeleted(name),
      action: {
        label: labels.undo,
        onClick() {
          removal.undo();
          if (wasOpen) openConversation(id);
        },
      },
      onEnd() {
        unpin(id);
        removal.commit();
      },
    });
  };
}
