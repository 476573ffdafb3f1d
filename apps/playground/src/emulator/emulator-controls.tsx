import { Download, RotateCcw, Upload } from 'lucide-react';
import { useRef } from 'react';
import type { EmulatorState, EmulatorStore } from './emulator-store.ts';

/** What the controls need. */
export interface EmulatorControlsProps {
  readonly store: EmulatorStore;
  readonly state: EmulatorState;
}

/** Seed, age and pace of the emulator, and what it remembers. */
export function EmulatorControls({ store, state }: EmulatorControlsProps) {
  const { settings, emulator, problem } = state;
  const file = useRef<HTMLInputElement>(null);
  return (
    <section className="emulator-controls" aria-label="Settings">
      <label className="field">
        <span>Seed</span>
        <select
          value={settings.seed}
          onChange={({ target }) => {
            const { value } = target;
            if (value === 'demo' || value === 'lab' || value === 'empty') void store.open({ seed: value });
          }}
        >
          <option value="demo">Demo: an e-bike maker</option>
          <option value="lab">Lab: every corner</option>
          <option value="empty">Empty</option>
        </select>
      </label>
      <label className="field">
        <span>Profile</span>
        <select
          value={settings.profile}
          onChange={({ target }) => void store.open({ profile: target.value === '1.14' ? '1.14' : '1.16' })}
        >
          <option value="1.16">Dify 1.16</option>
          <option value="1.14">Dify 1.14</option>
        </select>
      </label>
      <label className="field">
        <span>Latency</span>
        <select
          value={settings.latency}
          onChange={({ target }) => {
            const { value } = target;
            if (value === 'instant' || value === 'realistic' || value === 'custom') void store.open({ latency: value });
          }}
        >
          <option value="instant">Instant</option>
          <option value="realistic">Realistic</option>
          <option value="custom">Custom</option>
        </select>
      </label>
      {settings.latency === 'custom' && (
        <label className="field">
          <span>Milliseconds a piece</span>
          <input
            type="number"
            min={0}
            value={settings.pieceMs}
            onChange={({ target }) => void store.open({ pieceMs: Math.max(0, target.valueAsNumber || 0) })}
          />
        </label>
      )}
      <div className="emulator-actions">
        <button type="button" className="button" data-variant="secondary" onClick={() => store.reset()}>
          <RotateCcw aria-hidden data-flip />
          Reset
        </button>
        <button
          type="button"
          className="button"
          data-variant="secondary"
          disabled={emulator === null}
          onClick={() => emulator && download(JSON.stringify(emulator.snapshot()))}
        >
          <Download aria-hidden />
          Download snapshot
        </button>
        <button type="button" className="button" data-variant="secondary" onClick={() => file.current?.click()}>
          <Upload aria-hidden />
          Upload snapshot
        </button>
        <input
          ref={file}
          type="file"
          hidden
          accept="application/json"
          onChange={async ({ target }) => {
            const picked = target.files?.[0];
            if (picked) store.restore(await picked.text());
            target.value = '';
          }}
        />
      </div>
      {problem !== '' && (
        <p role="alert" className="emulator-problem">
          {problem}
        </p>
      )}
    </section>
  );
}

function download(json: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([json], { type: 'application/json' }));
  link.download = 'emulator-snapshot.json';
  link.click();
  setTimeout(URL.revokeObjectURL, 1000, link.href);
}
