import type { AppDefinition } from './app-definition.ts';
import type { Pace } from './context.ts';
import type { EmulatorEvent } from './emulator-event.ts';
import type { RandomFaults } from './faults/random-faults.ts';
import type { Faults } from './faults.ts';
import type { KnowledgeBaseDefinition } from './knowledge/definitions.ts';
import type { Profile } from './profile.ts';
import type { WorldSnapshot } from './world/world.ts';

/** What an emulator may be told. */
export interface EmulatorOptions {
  /** @default the support assistant, key `app-support` */
  apps?: readonly AppDefinition[];
  /** Knowledge bases that are there from the start, indexed to the end. @default none */
  knowledge?: readonly KnowledgeBaseDefinition[];
  /** How fast answers are written. @default 'instant' */
  pace?: 'realistic' | 'instant' | Pace;
  /** Milliseconds that a stage of indexing takes; `manual` waits for `indexing.step()`. @default 0: done by the next request */
  indexingMs?: number | 'manual';
  /** The key that opens the knowledge bases. @default 'dataset-demo' */
  datasetKey?: string;
  /** The age of the server that it plays. @default '1.16' */
  profile?: Profile;
  /** Where the API begins. @default '/v1' */
  basePath?: string;
  /** What goes wrong from the start. @default nothing */
  faults?: Partial<Faults>;
  /** Faults drawn by chance, besides those. @default none */
  randomFaults?: RandomFaults;
  /** Whether a request may ask for faults with the header `x-emulator-fault`. @default true */
  faultHeader?: boolean;
  /** What it remembers at the start. */
  snapshot?: WorldSnapshot;
  /** Told after every change of what it remembers. */
  onChange?: () => void;
  /** Told of every request that was answered, when its answer begins. */
  onEvent?: (event: EmulatorEvent) => void;
  /** Told when the emulator itself fell over; the request is answered with a 500. */
  onError?: (error: unknown) => void;
  /** Unix time in milliseconds. @default Date.now */
  now?: () => number;
  /** Numbers from 0 to 1 that ids are made from: a seeded one gives the same ids every time. @default the machine's own */
  random?: () => number;
  /** Waits, at most until `ended`: a test passes one that does not. @default real time */
  sleep?: (ms: number, ended?: AbortSignal) => Promise<void>;
}
