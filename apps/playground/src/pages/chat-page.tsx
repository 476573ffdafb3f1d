import { DifyChat } from '@dify-oapi/react/chat';
import { chatTriggers } from '../chat-triggers.ts';
import { EmulatorNote } from '../emulator-note.tsx';
import { navigate } from '../use-route.ts';

/** The whole chat in one component. The open conversation stands in the address, so a reload comes back to it. */
export function ChatPage({ rest }: { readonly rest: string }) {
  return (
    <main className="chat-page">
      <h1 className="visually-hidden" lang="en">
        Chat page
      </h1>
      <DifyChat
        conversationId={rest === '' ? null : rest}
        triggers={chatTriggers}
        notice={<EmulatorNote />}
        onConversationIdChange={(id) => navigate(id === null ? '/chat' : `/chat/${id}`)}
      />
    </main>
  );
}
