import {
  createEmulator,
  type Emulator,
  type EmulatorOptions,
  type Model,
  reply,
  supportApp,
} from '@dify-oapi/emulator';
import { aPassage } from './fixtures.ts';

/** A support assistant that says one thing, with two sources. */
export function anEmulator({ model, ...options }: Omit<EmulatorOptions, 'apps'> & { model?: Model } = {}): Emulator {
  const answer =
    model ?? reply('Tighten the axle to **40 Nm**. [1] Do the arm bolt last. [2]', { sources: twoSources });
  return createEmulator({ ...options, apps: [{ ...supportApp(), model: answer }] });
}

/** Passages of two documents. */
export const twoSources = [
  aPassage(),
  aPassage({
    position: 2,
    document_id: 'doc-2',
    document_name: 'Service handbook 2026, chapter 7: wheels, tyres and torque',
    segment_id: 's2',
    segment_position: 88,
    score: 0.84,
    content: 'The torque arm bolt comes last, when the wheel sits straight in the dropouts: 9 Nm.',
  }),
];
