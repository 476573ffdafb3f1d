import type { AppDefinition } from './app-definition.ts';
import type { Faults } from './faults.ts';
import type { Responder } from './http/respond.ts';
import type { World } from './world.ts';

/** How fast answers are written. Milliseconds. */
export interface Pace {
  /** Before the first piece. */
  firstMs: number;
  /** Between pieces. */
  pieceMs: number;
}

/** What a handler has at hand. */
export interface Context {
  readonly request: Request;
  readonly app: AppDefinition;
  readonly respond: Responder;
  /** Path slots, the query and the JSON body, by the endpoint's names. */
  readonly slots: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly server: Server;
}

/** The server behind all requests. */
export interface Server {
  readonly world: World;
  readonly faults: Faults;
  readonly pace: Pace;
  /** Runs that can be stopped, by task. */
  readonly runs: Map<string, { readonly user: string; stop(): void }>;
  /** Unix seconds. */
  now(): number;
  id(): string;
  /** Waits, at most until `ended`. */
  sleep(ms: number, ended?: AbortSignal): Promise<void>;
  /** Told after every change of the world. */
  changed(): void;
}
