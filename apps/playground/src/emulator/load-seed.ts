import type { EmulatorOptions } from '@dify-oapi/emulator';
import type { EmulatorSettings } from './emulator-settings.ts';

/** The apps and knowledge bases of a seed; its code is loaded when it is first picked. */
export async function loadSeed({
  seed,
  profile,
}: Pick<EmulatorSettings, 'seed' | 'profile'>): Promise<Pick<EmulatorOptions, 'apps' | 'knowledge' | 'datasetKey'>> {
  if (seed === 'empty') return { apps: [], knowledge: [] };
  if (seed === 'lab') return (await import('@dify-oapi/emulator/lab')).labSeed(profile);
  return (await import('@dify-oapi/emulator/demo')).demoSeed();
}
