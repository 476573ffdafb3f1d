import { Assistant } from '../examples/assistant.tsx';
import { navigate } from '../use-route.ts';

/** A page that is all assistant, built from the parts of the chat. The open conversation stands in the address. */
export function AssistantPage({ rest }: { readonly rest: string }) {
  return (
    <main className="chat-page">
      <Assistant
        conversationId={rest === '' ? null : rest}
        onOpen={(id) => navigate(id === null ? '/examples/assistant' : `/examples/assistant/${id}`)}
      />
    </main>
  );
}
