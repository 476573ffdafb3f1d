import { Chat } from '@dify-oapi/react/chat';
import './assistant.css';

/** Props of `Assistant`. */
export interface AssistantProps {
  /** The conversation in the address; `null` is a new one. */
  readonly conversationId: string | null;
  readonly onOpen: (conversationId: string | null) => void;
}

/** A whole page that reads like a book: questions are headings, answers the text below them. */
export function Assistant({ conversationId, onOpen }: AssistantProps) {
  return (
    <Chat.Root
      layout="page"
      className="assistant"
      data-dify-scope=""
      conversationId={conversationId}
      onConversationIdChange={onOpen}
      anchor="top"
      whenBusy="queue"
    >
      <Chat.Sidebar />
      <Chat.Main aria-label="Reader">
        <header className="assistant-head">
          <Chat.HistoryTrigger />
          <Chat.Title className="assistant-title" render={(props) => <h1 {...props} />} />
          <Chat.SearchTrigger />
          <Chat.NewConversation />
        </header>
        <Chat.Viewport>
          <Chat.Welcome className="assistant-welcome">
            <p className="assistant-motto">Ask in whole sentences. The handbook answers with its pages.</p>
          </Chat.Welcome>
          <Chat.Messages />
        </Chat.Viewport>
        <Chat.Foot>
          <Chat.Queue />
          <Chat.Composer />
        </Chat.Foot>
      </Chat.Main>
    </Chat.Root>
  );
}
