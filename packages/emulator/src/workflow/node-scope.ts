import type { RunFacts } from './run-facts.ts';
import type { VariablePool } from './variable-pool.ts';
import type { NodeData, Selector, WorkflowNode } from './workflow-definition.ts';

/** Where a node stands: in which round of which containers. */
export interface Place {
  readonly iterationId: string | null;
  readonly iterationIndex: number | null;
  readonly loopId: string | null;
  readonly loopIndex: number | null;
  /** 0 at the top. */
  readonly depth: number;
}

export const atTheTop: Place = { iterationId: null, iterationIndex: null, loopId: null, loopIndex: null, depth: 0 };

/** Hands an event to whoever reads the run. */
export type Emit = (event: string, data: Readonly<Record<string, unknown>>) => void;

/** What a node has at hand while it runs. */
export interface NodeScope {
  readonly run: RunFacts;
  readonly node: WorkflowNode;
  /** The execution's id: the same through retries and pauses. */
  readonly executionId: string;
  readonly pool: VariablePool;
  readonly place: Place;
  /** Aborted when the run ends before the node does. */
  readonly signal: AbortSignal;
  readonly emit: Emit;
  /** Streams a piece of a text. */
  say(selector: Selector, text: string): void;
  /** No more pieces will come. */
  close(selector: Selector): void;
  /** Runs the inside of this node once. */
  round(pool: VariablePool, place: Place, emit: Emit): Promise<RoundEnd>;
}

/** How a round ended. */
export interface RoundEnd {
  readonly error: NodeFailure | undefined;
  /** A `loop-end` node was reached. */
  readonly isBroken: boolean;
}

/** What a node has come to. */
export interface NodeOutcome {
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly processData?: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
  /** The handle by which the run goes on. @default 'source' */
  readonly handle?: string;
  /** `execution_metadata` besides the round. */
  readonly metadata?: Readonly<Record<string, unknown>>;
  /** The run waits here. */
  readonly isPaused?: boolean;
  /** The loop around it ends. */
  readonly isBreak?: boolean;
}

/** What one kind of node does. */
export type NodeKind<Type extends NodeData['type']> = (
  data: Extract<NodeData, { type: Type }>,
  scope: NodeScope,
) => NodeOutcome | Promise<NodeOutcome>;

/** Why a node failed, with what is known of it. */
export class NodeFailure extends Error {
  override readonly name = 'NodeFailure';
  /** The class of the failure, e.g. `PluginInvokeError`. */
  readonly type: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly processData: Readonly<Record<string, unknown>>;

  constructor(
    message: string,
    type: string,
    known: {
      readonly inputs?: Readonly<Record<string, unknown>>;
      readonly processData?: Readonly<Record<string, unknown>>;
    } = {},
  ) {
    super(message);
    this.type = type;
    this.inputs = known.inputs ?? {};
    this.processData = known.processData ?? {};
  }
}
