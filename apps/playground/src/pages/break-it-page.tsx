import type { AssistantMessage } from '@dify-oapi/core';
import { DifyChat, useChatStream } from '@dify-oapi/react/chat';
import { RotateCcw } from 'lucide-react';
import { useEffect, useState } from 'react';
import { BreakButtons } from '../break-it/break-buttons.tsx';
import { JournalView } from '../break-it/journal-view.tsx';
import { type Verdict, verdictOn } from '../break-it/verdict.ts';
import { VerdictView } from '../break-it/verdict-view.tsx';
import { journal } from '../client.ts';
import { EmulatorNote } from '../emulator-note.tsx';
import { FaultsPanel } from '../faults-panel.tsx';

/** Numbered, so that one question can be told from the next in Dify's own count. */
const longQuestion = () =>
  `How do I store the battery in winter, and what does the warranty say? (no. ${Math.floor(Math.random() * 90_000) + 10_000})`;

/** A chat that can be broken in every way while it answers, and a journal of how it heals. */
export function BreakItPage({ rest }: { readonly rest: string }) {
  const [verdict, setVerdict] = useState<Verdict | null>(null);
  const { chat, status, isBusy, openConversation, sendMessage } = useChatStream({
    subscribe: 'structure',
    ...(rest === '' ? {} : { defaultConversationId: rest }),
    onFinish: (message) => void judge(message),
  });
  async function judge(message: AssistantMessage) {
    const found = await verdictOn(message, chat.getSnapshot());
    setVerdict(found);
    journal.write(found.end === 'complete' ? 'The answer is complete' : `The answer ended: ${found.end}`, 'done');
  }
  function startOver() {
    openConversation(null);
    setVerdict(null);
    journal.clear();
  }
  useEffect(() => {
    if (status === 'reconnecting') journal.write('Reconnecting', 'lost');
  }, [status]);
  return (
    <div className="workbench" lang="en">
      <main className="page">
        <div className="page-header">
          <div>
            <h1>Break it</h1>
            <p>
              Ask, then break something while the answer is written. The rest comes by itself, and nothing is asked
              twice. <EmulatorNote />
            </p>
          </div>
          <button
            type="button"
            className="button"
            data-variant="secondary"
            data-icon-only
            aria-label="Start over"
            title="Start over"
            onClick={startOver}
          >
            <RotateCcw aria-hidden data-flip />
          </button>
        </div>
        <div className="demo break-it">
          <section className="break-it-chat" aria-label="Demo">
            <DifyChat layout="inline" chat={chat} onConversationIdChange={(id) => id === null && startOver()} />
          </section>
          <div className="demo-source break-it-side">
            <BreakButtons chat={chat} isBusy={isBusy} onAsk={() => void sendMessage(longQuestion())} />
            <VerdictView status={status} verdict={isBusy ? null : verdict} />
          </div>
        </div>
      </main>
      <div className="dock">
        <JournalView />
        <FaultsPanel />
      </div>
    </div>
  );
}
