import { createEmulator, type Emulator, type EmulatorEvent, type Faults } from '@dify-oapi/emulator';
import { type EmulatorSettings, firstSettings, paceOf } from './emulator-settings.ts';
import { loadSeed } from './load-seed.ts';

/** A request that the emulator saw. */
interface LogEntry extends EmulatorEvent {
  readonly id: number;
}

/** What the page shows of its emulator. */
export interface EmulatorState {
  readonly settings: EmulatorSettings;
  /** `null` while its seed is loaded. */
  readonly emulator: Emulator | null;
  readonly faults: Faults | null;
  /** The last 200 requests, newest first. */
  readonly log: readonly LogEntry[];
  /** Why a seed or a snapshot could not be taken; empty when it could. */
  readonly problem: string;
}

/** The emulator of the page, with what it has seen. */
export interface EmulatorStore {
  getSnapshot(): EmulatorState;
  subscribe(listener: () => void): () => void;
  /** Begins a new emulator with other settings. Its faults stay. */
  open(settings?: Partial<EmulatorSettings>): Promise<void>;
  setFaults(faults: Partial<Faults>): void;
  /** Forgets all but the seed. */
  reset(): void;
  /** Takes a snapshot as text; what is wrong with it stands in `problem`. */
  restore(json: string): void;
  clearLog(): void;
}

/** Makes a store whose emulator opens when it is asked to. */
export function createEmulatorStore(): EmulatorStore {
  const listeners = new Set<() => void>();
  let state: EmulatorState = { settings: firstSettings, emulator: null, faults: null, log: [], problem: '' };
  let opening = 0;
  let nextId = 1;
  const change = (next: Partial<EmulatorState>) => {
    state = { ...state, ...next };
    for (const listener of listeners) listener();
  };
  return {
    getSnapshot: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async open(changed = {}) {
      const settings = { ...state.settings, ...changed };
      const turn = ++opening;
      const faults = state.faults ?? {};
      change({ settings, emulator: null, problem: '' });
      try {
        const seed = await loadSeed(settings);
        if (turn !== opening) return;
        const emulator = createEmulator({
          ...seed,
          profile: settings.profile,
          pace: paceOf(settings),
          faults,
          ...(settings.randomSeed === null ? {} : { randomFaults: { seed: settings.randomSeed } }),
          onEvent: (event) => {
            // Faults that happen once are spent by now.
            const log = [{ ...event, id: nextId++ }, ...state.log].slice(0, 200);
            change({ log, faults: { ...emulator.faults } });
          },
        });
        change({ emulator, faults: { ...emulator.faults } });
      } catch (error) {
        if (turn === opening) change({ problem: `The seed could not be loaded: ${String(error)}` });
      }
    },
    setFaults(faults) {
      if (state.emulator === null) return;
      Object.assign(state.emulator.faults, faults);
      change({ faults: { ...state.emulator.faults } });
    },
    reset() {
      state.emulator?.reset();
      change({ log: [], problem: '' });
    },
    restore(json) {
      try {
        state.emulator?.restore(JSON.parse(json));
        change({ problem: '' });
      } catch (error) {
        change({ problem: `Nothing was changed: ${error instanceof Error ? error.message : String(error)}` });
      }
    },
    clearLog: () => change({ log: [] }),
  };
}
