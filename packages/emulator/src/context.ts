import type { AppDefinition } from './app-definition.ts';
import type { Faults } from './faults.ts';
import type { Responder } from './http/respond.ts';
import type { Profile } from './profile.ts';
import type { World } from './world/world.ts';

/** How fast answers are written. Milliseconds. */
export interface Pace {
  /** Before the first piece. */
  firstMs: number;
  /** Between pieces. */
  pieceMs: number;
}

/** What every handler has at hand. */
export interface BaseContext {
  readonly request: Request;
  readonly respond: Responder;
  /** The path's slots, by the endpoint's names. */
  readonly slots: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly server: Server;
}

/** What a handler of an app's operation has at hand: the app whose key was shown. */
export interface Context extends BaseContext {
  readonly app: AppDefinition;
}

/** What a handler of a knowledge operation has at hand. The key of a workspace opens all its knowledge bases. */
export type KnowledgeContext = BaseContext;

/** The server behind all requests. */
export interface Server {
  readonly world: World;
  /** All apps, by key. */
  readonly apps: ReadonlyMap<string, AppDefinition>;
  readonly faults: Faults;
  readonly pace: Pace;
  /** The age of the server that it plays. */
  readonly profile: Profile;
  /** Runs that can be stopped, by task. */
  readonly runs: Map<string, { readonly user: string; stop(): void }>;
  /** Unix seconds. */
  now(): number;
  /** Unix milliseconds. */
  nowMs(): number;
  id(): string;
  /** Waits, at most until `ended`. */
  sleep(ms: number, ended?: AbortSignal): Promise<void>;
  /** Told after every change of the world. */
  changed(): void;
}
