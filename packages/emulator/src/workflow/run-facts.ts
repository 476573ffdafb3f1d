import type { AppDefinition } from '../app-definition.ts';
import type { Server } from '../context.ts';
import type { ModelFile, ModelUsage } from '../model/model.ts';
import type { NodeExecutionRow, WorkflowRunRow } from '../world/workflow-rows.ts';
import type { WorkflowDefinition } from './workflow-definition.ts';
import type { KnowledgePassage } from './workflow-functions.ts';

/** What all nodes of a run share. */
export interface RunFacts {
  readonly app: AppDefinition;
  readonly server: Server;
  readonly definition: WorkflowDefinition;
  readonly row: WorkflowRunRow;
  /** Earlier turns of the conversation, oldest first; empty in workflows. */
  readonly history: readonly { readonly query: string; readonly answer: string }[];
  readonly account: RunAccount;
  /** Where the files of this host are signed for, e.g. `http://localhost:5001`. */
  readonly origin: string;
  /** A file as models see it. */
  modelFile(id: string): ModelFile | undefined;
  /** Keeps a node's execution. */
  keep(execution: NodeExecutionRow): void;
}

/** What a run has used and found so far. */
export interface RunAccount {
  prompt: number;
  completion: number;
  /** Node starts at the top level, retries included. */
  steps: number;
  /** Failed attempts at the top level. */
  exceptions: number;
  /** Node executions, those inside of containers included. */
  executions: number;
  /** Passages that knowledge nodes found. */
  passages: KnowledgePassage[];
  /** Separated thoughts by node. */
  reasoning: Record<string, string>;
  /** `performance.now()` of the first piece of an answer. */
  firstPieceAt: number | null;
  /** `performance.now()` of the start. */
  readonly startedAt: number;
  /** Seconds that the run had worked before this part. */
  readonly before: number;
}

export function newAccount(before = 0): RunAccount {
  return {
    prompt: 0,
    completion: 0,
    steps: 0,
    exceptions: 0,
    executions: 0,
    passages: [],
    reasoning: {},
    firstPieceAt: null,
    startedAt: performance.now(),
    before,
  };
}

/** Seconds that a run has worked. */
export function elapsedOf({ before, startedAt }: RunAccount): number {
  return round(before + (performance.now() - startedAt) / 1000);
}

/** Adds what a model has used. */
export function charge(account: RunAccount, usage: ModelUsage): void {
  account.prompt += usage.prompt_tokens;
  account.completion += usage.completion_tokens;
}

/** Seconds to the microsecond. */
export function round(seconds: number): number {
  return Math.round(seconds * 1e6) / 1e6;
}

/** Waits, but not where everything is instant. */
export function wait({ server }: RunFacts, ms: number, ended: AbortSignal): Promise<void> {
  return server.pace.firstMs === 0 && server.pace.pieceMs === 0 ? Promise.resolve() : server.sleep(ms, ended);
}
