import { type RunBranch, runTree } from '../chat/run-tree.ts';
import type { RunNode } from '../chat/workflow-run.ts';
import { textOfRun } from './run-text.ts';
import type { WorkflowSnapshot } from './workflow.ts';
import type { WorkflowState } from './workflow-state.ts';

const noNodes: readonly RunNode[] = [];

/** Shows a state; parts that did not change keep their identity from one call to the next. */
export function snapshotMaker(): (state: WorkflowState) => WorkflowSnapshot {
  let nodes = noNodes;
  let tree: readonly RunBranch[] = [];
  return (state) => {
    const { run, texts } = state;
    const outputs = run?.outputs === undefined || isNothing(run.outputs, state) ? null : run.outputs;
    const latest = run?.nodes ?? noNodes;
    if (latest !== nodes) {
      nodes = latest;
      tree = keepBranches(tree, runTree({ nodes }));
    }
    return {
      status: state.status,
      error: state.error,
      outcome: state.outcome,
      runId: run?.id ?? null,
      runStatus: run?.status ?? null,
      nodes,
      tree,
      text: textOfRun(texts, outputs),
      texts,
      thoughts: state.thoughts,
      outputs,
      files: state.files,
      forms: state.forms,
      startedAt: state.startedAt,
      elapsedMs: state.elapsedMs,
      totalTokens: run?.totalTokens ?? null,
      hasGap: state.hasGap && outputs === null,
    };
  };
}

/** Runs that fail or are stopped give empty outputs. */
function isNothing(outputs: object, { outcome }: WorkflowState): boolean {
  return outcome?.type !== 'complete' && Object.keys(outputs).length === 0;
}

/** The new tree, with the branches of the old one where they say the same. */
function keepBranches(before: readonly RunBranch[], after: readonly RunBranch[]): readonly RunBranch[] {
  const kept = after.map((branch, at): RunBranch => {
    const old = before[at];
    if (old === undefined) return branch;
    const children = keepBranches(old.children, branch.children);
    return old.node === branch.node && old.children === children ? old : { ...branch, children };
  });
  return kept.length === before.length && kept.every((branch, at) => branch === before[at]) ? before : kept;
}
