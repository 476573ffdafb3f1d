import { useEffect, useState, useSyncExternalStore } from 'react';
import { AnswerView } from '../emulator/answer-view.tsx';
import type { Answer } from '../emulator/ask.ts';
import { AskForm } from '../emulator/ask-form.tsx';
import { EmulatorControls } from '../emulator/emulator-controls.tsx';
import { EmulatorFaults } from '../emulator/emulator-faults.tsx';
import { EmulatorLog } from '../emulator/emulator-log.tsx';
import { createEmulatorStore } from '../emulator/emulator-store.ts';

/** The emulator inside of the page: what it begins with, what goes wrong, what it is asked and what it saw. */
export function EmulatorPage() {
  const [store] = useState(createEmulatorStore);
  const state = useSyncExternalStore(store.subscribe, store.getSnapshot);
  const [answer, setAnswer] = useState<Answer | null>(null);
  useEffect(() => void store.open(), [store]);
  return (
    <div className="workbench" lang="en">
      <main className="page emulator-page">
        <div className="page-header">
          <div>
            <h1>
              createEmulator <span className="badge">@dify-oapi/emulator</span>
            </h1>
            <p>A Dify server inside of this page. Its keys open nothing else, so they may be here.</p>
          </div>
        </div>
        <EmulatorControls store={store} state={state} />
        <div className="emulator-panes">
          <AskForm emulator={state.emulator} isBusy={answer?.isBusy === true} onAnswer={setAnswer} />
          <AnswerView answer={answer} />
        </div>
      </main>
      <div className="dock">
        <EmulatorLog store={store} state={state} />
        <EmulatorFaults store={store} state={state} />
      </div>
    </div>
  );
}
