import { RotateCcw } from 'lucide-react';
import { useRef, useState } from 'react';
import serverSource from '../../server.ts?raw';
import { EmulatorNote } from '../emulator-note.tsx';
import { FaultsPanel } from '../faults-panel.tsx';
import { LiveValues } from '../live-values.tsx';
import { NetworkPanel } from '../network-panel.tsx';
import { OwnChat } from '../own-chat.tsx';
import ownChatSource from '../own-chat.tsx?raw';
import { createRenderCounter } from '../render-counter.ts';
import { SourceView } from '../source-view.tsx';

const files = [
  { name: 'own-chat.tsx', text: ownChatSource },
  { name: 'server.ts', text: serverSource },
];

/** A chat built from two hooks, live beside its source, over what it asks the server and what may go wrong there. */
export function OwnChatPage() {
  const [round, setRound] = useState(1);
  const [counter] = useState(createRenderCounter);
  const demo = useRef<HTMLElement>(null);
  const startOver = () => {
    counter.reset();
    setRound(round + 1);
  };
  return (
    <div className="workbench">
      <main className="page">
        <div className="page-header" lang="en">
          <div>
            <h1>
              useChatStream <span className="badge">@dify-oapi/react</span>
            </h1>
            <p>
              One conversation: its messages, its state and the verbs that change it. <EmulatorNote />
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
        <div className="demo">
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scroller must be reachable by keyboard. */}
          <section className="demo-live" aria-label="Demo" ref={demo} tabIndex={0}>
            <OwnChat key={round} />
          </section>
          <div className="demo-source" lang="en">
            <SourceView files={files} />
            <LiveValues key={round} counter={counter} demo={demo} />
          </div>
        </div>
      </main>
      <div className="dock" lang="en">
        <NetworkPanel />
        <FaultsPanel />
      </div>
    </div>
  );
}
