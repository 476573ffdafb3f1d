import type { WorkflowDefinition, WorkflowNode } from './workflow-definition.ts';

/** An edge with its place in the definition. */
export interface PlacedEdge {
  readonly at: number;
  readonly source: string;
  readonly handle: string;
  readonly target: string;
}

/** Edges by both of their ends. */
export interface GraphEdges {
  readonly all: readonly PlacedEdge[];
  from(id: string): readonly PlacedEdge[];
  to(id: string): readonly PlacedEdge[];
}

/** The nodes of one level and the ways between them. */
export interface Graph {
  readonly nodes: readonly WorkflowNode[];
  readonly edges: GraphEdges;
  readonly rootId: string;
  node(id: string): WorkflowNode | undefined;
}

/**
 * The top level of a workflow, or the inside of an iteration or loop.
 *
 * @param parent the container
 */
export function graphOf(definition: WorkflowDefinition, parent?: WorkflowNode): Graph {
  const nodes = definition.nodes.filter(({ parentId }) => parentId === parent?.id);
  const ids = new Set(nodes.map(({ id }) => id));
  const all = definition.edges.flatMap(({ source, sourceHandle: handle = 'source', target }, at) =>
    ids.has(source) && ids.has(target) ? [{ at, source, handle, target }] : [],
  );
  const data = parent?.data;
  const rootId =
    data?.type === 'iteration' || data?.type === 'loop'
      ? data.start_node_id
      : (nodes.find((node) => node.data.type === 'start')?.id ?? '');
  return {
    nodes,
    rootId,
    edges: {
      all,
      from: (id) => all.filter((edge) => edge.source === id),
      to: (id) => all.filter((edge) => edge.target === id),
    },
    node: (id) => nodes.find((node) => node.id === id),
  };
}
