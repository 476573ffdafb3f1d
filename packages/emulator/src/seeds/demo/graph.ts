import type { NodeData, WorkflowEdge, WorkflowNode } from '../../workflow/workflow-definition.ts';

/** The model that the demo's graphs name. */
export const model = { provider: 'emulator', name: 'extractive', mode: 'chat', completion_params: {} };

/** A node, and its container where it stands in one. */
export function node(id: string, data: NodeData, parentId?: string): WorkflowNode {
  return parentId === undefined ? { id, data } : { id, parentId, data };
}

/** The edges along chains of nodes: `'start -> pick:true -> answer'`; behind a colon stands the way out of a node. */
export function edges(...chains: readonly string[]): WorkflowEdge[] {
  return chains.flatMap((chain) => {
    const stops = chain.split('->').map((stop) => stop.trim().split(':'));
    return stops.slice(1).map(([target = ''], at) => {
      const [source = '', sourceHandle = 'source'] = stops[at] ?? [];
      return { source, sourceHandle, target };
    });
  });
}
