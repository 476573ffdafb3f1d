import type { Chat, SendMessage, SendOptions, SendResult } from '@dify-oapi/core';

/** What a host can do with a chat through its `ref`. Nothing of it throws or rejects. */
export interface DifyChatHandle {
  /** Opens a bubble or a side column. Nothing else has anything to open. */
  open(): void;
  /** Closes it again; an answer that runs goes on. */
  close(): void;
  toggle(): void;
  /** Asks as if the person had: also in a bubble that is closed, whose launcher then counts the answer. */
  sendMessage(message: string | SendMessage, options?: SendOptions): Promise<SendResult>;
  /** Puts a text into the composer for the person to finish. */
  setDraft(text: string): void;
  /** Opens what is closed and goes to the composer. */
  focus(): void;
  /** Begins a new conversation; an answer that runs in the old one goes on. */
  newConversation(): void;
  /** Goes to another conversation. */
  openConversation(conversationId: string | null): void;
  /** Goes to the newest message and follows it again. */
  scrollToEnd(): void;
  /**
   * Goes to a message by its own id or Dify's, and reads earlier ones until it is found.
   * @returns whether it was found
   */
  scrollToMessage(messageId: string): Promise<boolean>;
  /** The conversation that is open; `undefined` in a bubble that was never opened. */
  getChat(): Chat | undefined;
}
