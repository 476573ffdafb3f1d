import { useEffect, useId } from 'react';
import { networkLog } from './client.ts';
import { type Faults, isNextAnswer, nextAnswers } from './playground-state.ts';
import { refreshPlaygroundState, setFaults, usePlaygroundState } from './use-playground-state.ts';

const switches: readonly { name: 'cut' | 'slow' | 'rateLimit'; title: string; note: string }[] = [
  { name: 'cut', title: 'Cut the connection', note: 'Once, after 20 events' },
  { name: 'slow', title: 'Slow network', note: '300 ms more on every answer' },
  { name: 'rateLimit', title: 'Rate limit', note: 'Every third request answers 429' },
];

/** Makes the emulator fail on purpose, to see how the kit takes it. */
export function FaultsPanel() {
  const { state } = usePlaygroundState();
  const happensOnce = state !== null && (state.faults.cut || state.faults.nextAnswer !== 'model');
  useEffect(() => {
    if (!happensOnce) return;
    let seen = countSettled();
    return networkLog.subscribe(() => {
      const settled = countSettled();
      if (settled !== seen) void refreshPlaygroundState();
      seen = settled;
    });
  }, [happensOnce]);
  return (
    <section className="faults" aria-label="Faults">
      <h2>Faults</h2>
      {state?.answersFrom === 'dify' && <p>A real Dify answers: faults are for the emulator.</p>}
      {state?.answersFrom === 'emulator' && <FaultControls faults={state.faults} />}
    </section>
  );
}

function countSettled(): number {
  return networkLog.getSnapshot().filter(({ outcome }) => outcome !== 'waiting' && outcome !== 'open').length;
}

function FaultControls({ faults }: { readonly faults: Faults }) {
  const id = useId();
  return (
    <>
      {switches.map(({ name, title, note }) => (
        <div key={name} className="fault">
          <span id={`${id}-${name}`}>{title}</span>
          <small id={`${id}-${name}-note`}>{note}</small>
          <button
            type="button"
            role="switch"
            className="switch"
            aria-checked={faults[name]}
            aria-labelledby={`${id}-${name}`}
            aria-describedby={`${id}-${name}-note`}
            onClick={() => setFaults({ ...faults, [name]: !faults[name] })}
          />
        </div>
      ))}
      <label className="field">
        <span>Next answer</span>
        <select
          value={faults.nextAnswer}
          onChange={({ target }) => {
            if (isNextAnswer(target.value)) void setFaults({ ...faults, nextAnswer: target.value });
          }}
        >
          {Object.entries(nextAnswers).map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </label>
    </>
  );
}
