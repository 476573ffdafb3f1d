import { use, useEffect } from 'react';
import { useChat } from '../../hooks/chat-context.tsx';
import { ShellContext } from '../chat/shell-context.ts';
import { findMessage } from './find-message.ts';
import { messageOfHash } from './message-link.ts';
import { ThreadContext } from './thread-context.ts';

/** Goes to the message that the page's address names, now and whenever the address changes. */
export function usePermalinks(): void {
  const chat = useChat();
  const thread = use(ThreadContext);
  const { permalinks } = use(ShellContext);
  useEffect(() => {
    if (!permalinks) return;
    let isWanted = true;
    const go = async () => {
      const target = messageOfHash(location.hash);
      if (target === undefined) return;
      const id = await findMessage(chat, target.id, target.role);
      if (id !== undefined && isWanted) await thread.reveal(id, true);
    };
    void go();
    addEventListener('hashchange', go);
    return () => {
      isWanted = false;
      removeEventListener('hashchange', go);
    };
  }, [chat, thread, permalinks]);
}
