import { linkOf } from '../components/viewport/message-link.ts';
import { useChat } from './chat-context.tsx';
import { useMessage } from './use-message.ts';

/** The address of a message on this page, for a link or a button that copies it. */
export interface MessageLink {
  /** Absent until the server knows the message. */
  readonly href: string | undefined;
  /** Copies the address. @returns whether the browser allowed it */
  copy(): Promise<boolean>;
}

/** The way to a message of the conversation above. The chat goes there when it was told to by `permalinks`. */
export function useMessageLink(messageId: string): MessageLink {
  const chat = useChat();
  const isKnown = useMessage(messageId)?.serverId !== undefined;
  return {
    href: isKnown && typeof location !== 'undefined' ? linkOf(chat, messageId) : undefined,
    async copy() {
      const href = linkOf(chat, messageId);
      if (href === undefined) return false;
      return navigator.clipboard.writeText(href).then(
        () => true,
        () => false,
      );
    },
  };
}
