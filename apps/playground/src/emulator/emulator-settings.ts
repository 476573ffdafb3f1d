import type { Pace, Profile } from '@dify-oapi/emulator';

/** What an emulator of the page begins with. */
export interface EmulatorSettings {
  readonly seed: 'demo' | 'lab' | 'empty';
  readonly profile: Profile;
  readonly latency: 'instant' | 'realistic' | 'custom';
  /** Milliseconds between pieces of text, when `latency` is `custom`. */
  readonly pieceMs: number;
  /** Draws faults by chance, the same ones for the same number; `null` draws none. */
  readonly randomSeed: number | null;
}

/** The page as it opens. */
export const firstSettings: EmulatorSettings = {
  seed: 'demo',
  profile: '1.16',
  latency: 'realistic',
  pieceMs: 10,
  randomSeed: null,
};

/** How fast the emulator writes. */
export function paceOf({ latency, pieceMs }: EmulatorSettings): Pace | 'instant' | 'realistic' {
  return latency === 'custom' ? { firstMs: pieceMs, pieceMs } : latency;
}
