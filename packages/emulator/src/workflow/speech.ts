import type { GraphEdges } from './graph.ts';
import { markdownOf } from './value-text.ts';
import { partsOf, type TemplatePart, type VariablePool } from './variable-pool.ts';
import type { Selector, WorkflowNode } from './workflow-definition.ts';

/** A piece of text on its way to the reader. */
export interface SpokenChunk {
  readonly text: string;
  readonly selector: Selector;
}

/** Where the speech of a run stands. Plain data. */
export interface SpeechState {
  /** Edges that were taken since it began to listen. */
  taken: number[];
  /** Nodes that spoke, or that wait for their turn. */
  known: string[];
  waiting: string[];
  active: string | null;
  /** How far the active one has come. */
  at: number;
  /** Pieces of streams that nobody has said yet, by selector. */
  unread: Record<string, string[]>;
  closed: string[];
}

/**
 * Who speaks when. Answer and End nodes say their texts one after the other, each from the moment on which it is sure
 * that the run comes to it; text that is ready before its turn is held back.
 */
export class Speech {
  readonly #nodes: readonly WorkflowNode[];
  readonly #edges: GraphEdges;
  readonly #rootId: string;
  readonly #pool: VariablePool;
  readonly #isSkipped: (nodeId: string) => boolean;
  readonly #parts = new Map<string, readonly TemplatePart[]>();
  readonly state: SpeechState;

  constructor(
    nodes: readonly WorkflowNode[],
    edges: GraphEdges,
    rootId: string,
    pool: VariablePool,
    isSkipped: (nodeId: string) => boolean,
    state?: SpeechState,
  ) {
    this.#nodes = nodes;
    this.#edges = edges;
    this.#rootId = rootId;
    this.#pool = pool;
    this.#isSkipped = isSkipped;
    for (const node of nodes) {
      if (node.data.type === 'answer') this.#parts.set(node.id, partsOf(node.data.answer));
      if (node.data.type === 'end') {
        const parts = node.data.outputs.flatMap(({ value_selector }, at): TemplatePart[] =>
          at === 0 ? [{ selector: value_selector }] : [{ text: '\n' }, { selector: value_selector }],
        );
        this.#parts.set(node.id, parts);
      }
    }
    this.state = state ?? { taken: [], known: [], waiting: [], active: null, at: 0, unread: {}, closed: [] };
  }

  /** What can be said before anything has run. */
  begin(): SpokenChunk[] {
    return this.#admit();
  }

  /** An edge was taken: maybe somebody's turn is sure now. */
  take(edges: readonly number[]): SpokenChunk[] {
    this.state.taken.push(...edges);
    return this.#admit();
  }

  /** A piece of a stream. */
  hear(selector: Selector, text: string): SpokenChunk[] {
    const unread = this.state.unread;
    const key = selector.join('.');
    unread[key] ??= [];
    unread[key].push(text);
    return this.#say();
  }

  /** No more pieces of this stream will come. */
  close(selector: Selector): SpokenChunk[] {
    this.state.closed.push(selector.join('.'));
    return this.#say();
  }

  /** A node has finished: its values can be said. */
  finish(): SpokenChunk[] {
    return this.#say();
  }

  #admit(): SpokenChunk[] {
    const chunks: SpokenChunk[] = [];
    for (const id of this.#parts.keys()) {
      if (this.state.known.includes(id) || !this.#isSure(id)) continue;
      this.state.known.push(id);
      if (this.state.active !== null) this.state.waiting.push(id);
      else {
        this.state.active = id;
        chunks.push(...this.#say());
      }
    }
    return chunks;
  }

  /** Whether some way leads there whose forks were all passed. */
  #isSure(target: string): boolean {
    const reached = new Set([this.#rootId]);
    const queue = [this.#rootId];
    for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
      if (id === target) return true;
      const isFork = this.#isFork(id, target);
      for (const edge of this.#edges.from(id)) {
        if ((isFork && !this.state.taken.includes(edge.at)) || reached.has(edge.target)) continue;
        reached.add(edge.target);
        queue.push(edge.target);
      }
    }
    return false;
  }

  #isFork(id: string, target: string): boolean {
    const data = this.#nodes.find((node) => node.id === id)?.data;
    if (data === undefined) return false;
    if (data.type === 'assigner') {
      const said = (this.#parts.get(target) ?? []).flatMap(({ selector }) => (selector ? [selector.join('.')] : []));
      return data.items.some(({ variable_selector }) => said.includes(variable_selector.join('.')));
    }
    return forks.has(data.type) || data.error_strategy === 'fail-branch';
  }

  #say(): SpokenChunk[] {
    const { state } = this;
    const chunks: SpokenChunk[] = [];
    while (state.active !== null) {
      const id = state.active;
      const parts = this.#parts.get(id) ?? [];
      for (let part = parts[state.at]; part !== undefined; part = parts[state.at]) {
        if (part.selector === undefined) chunks.push({ text: part.text, selector: [id, 'answer'] });
        else if (!this.#sayVariable(part.selector, chunks)) return chunks;
        state.at++;
      }
      state.active = state.waiting.shift() ?? null;
      state.at = 0;
    }
    return chunks;
  }

  /** Says what there is of a variable. `true` when that is all of it. */
  #sayVariable(selector: Selector, chunks: SpokenChunk[]): boolean {
    const key = selector.join('.');
    if (this.#isSkipped(selector[0] ?? '')) return true;
    chunks.push(...(this.state.unread[key]?.splice(0) ?? []).map((text) => ({ text, selector })));
    if (this.state.closed.includes(key)) return true;
    const value = this.#pool.get(selector);
    if (value === undefined) return false;
    chunks.push({ text: markdownOf(value), selector });
    return true;
  }
}

/** Nodes after which it is not sure where a run goes, or when. */
const forks: ReadonlySet<string> = new Set([
  'if-else',
  'question-classifier',
  'human-input',
  'iteration',
  'loop',
  'answer',
  'end',
]);
