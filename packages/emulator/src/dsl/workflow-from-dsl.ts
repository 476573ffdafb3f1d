import type { WorkflowDefinition } from '../workflow/workflow-definition.ts';
import type { WorkflowFunctions } from '../workflow/workflow-functions.ts';
import { type Fields, fieldsOf, listOf } from './read-fields.ts';

/** What editors keep beside a node or an edge: nothing of it decides what happens. */
const layout: ReadonlySet<string> = new Set([
  'position',
  'positionAbsolute',
  'sourcePosition',
  'targetPosition',
  'width',
  'height',
  'zIndex',
  'selected',
  'targetHandle',
  'extent',
  'draggable',
  'selectable',
]);

/** The graph of an exported workflow or chatflow, with the functions that stand in for the world outside. */
export function workflowFromDsl(
  workflow: Fields,
  functions: WorkflowFunctions | undefined,
  id: string | undefined,
): WorkflowDefinition {
  const graph = fieldsOf(workflow.graph);
  return asDefinition({
    ...(id === undefined ? {} : { id }),
    nodes: listOf(graph.nodes).map(withoutLayout),
    edges: listOf(graph.edges).map(({ source, sourceHandle, target }) => ({ source, sourceHandle, target })),
    conversationVariables: listOf(workflow.conversation_variables),
    environmentVariables: listOf(workflow.environment_variables),
    ...(functions === undefined ? {} : { functions }),
  });
}

/** A node or an edge as it runs, without what an editor keeps of it. */
function withoutLayout(part: Fields): Fields {
  return Object.fromEntries(Object.entries(part).filter(([name]) => !layout.has(name)));
}

/** What Dify has exported was checked by Dify; a node of a kind that nobody knows fails when it runs. */
function asDefinition(graph: object): WorkflowDefinition {
  return graph as WorkflowDefinition;
}
