import { textOf } from '@dify-oapi/core';
import { ChatProvider, describeError, useChatStream, useLabels, useMessage } from '@dify-oapi/react';
import { Markdown } from '@dify-oapi/react/markdown';

/** A chat of one's own: one hook for the conversation, one for each row. */
export function OwnChat() {
  const { chat, messageIds, status, error, isBusy, ...actions } = useChatStream({ subscribe: 'structure' });
  const labels = useLabels();
  return (
    <ChatProvider chat={chat}>
      <div className="own-chat" data-status={status}>
        <ol aria-label="Conversation" aria-busy={isBusy}>
          {messageIds.map((id) => (
            <Row key={id} id={id} />
          ))}
        </ol>
        {error && (
          <p role="alert">
            {describeError(error, labels).title}
            <button type="button" onClick={actions.retry}>
              Try again
            </button>
          </p>
        )}
        <form action={(form) => void actions.sendMessage(String(form.get('text')))}>
          <input name="text" aria-label="Message" placeholder="Ask" autoComplete="off" required />
          {isBusy && (
            <button type="button" onClick={actions.stop}>
              Stop
            </button>
          )}
          <button type="submit" disabled={isBusy}>
            Send
          </button>
        </form>
      </div>
    </ChatProvider>
  );
}

/** Draws one message, and again only when that message changes. */
function Row({ id }: { id: string }) {
  const message = useMessage(id);
  if (!message) return null;
  if (message.role === 'user')
    return (
      <li data-role="user" dir="auto">
        {message.text}
      </li>
    );
  return (
    <li data-role="assistant">
      <Markdown text={textOf(message)} streaming={message.status.type === 'streaming'} />
      {message.sources.map(({ position, document_name }) => (
        <small key={position}>{`[${position}] ${document_name}`}</small>
      ))}
    </li>
  );
}
