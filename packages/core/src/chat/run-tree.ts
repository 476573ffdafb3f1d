import type { RunNode, WorkflowRun } from './workflow-run.ts';

/** A step with the steps inside it. */
export interface RunBranch {
  readonly node: RunNode;
  /** In the order of arrival; empty for all but iterations and loops. */
  readonly children: readonly RunBranch[];
}

/** The steps of a run as a tree: what runs inside an iteration or a loop stands below it. */
export function runTree({ nodes }: Pick<WorkflowRun, 'nodes'>): readonly RunBranch[] {
  const children = new Map<string, RunBranch[]>();
  const top: RunBranch[] = [];
  for (const node of nodes) {
    const own: RunBranch[] = [];
    children.set(node.id, own);
    const siblings = node.parentId === undefined ? top : (children.get(node.parentId) ?? top);
    siblings.push({ node, children: own });
  }
  return top;
}
