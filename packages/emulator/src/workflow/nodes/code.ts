import { NodeFailure, type NodeKind } from '../node-scope.ts';
import { wait } from '../run-facts.ts';

/** How long a sandbox takes. Milliseconds. */
export const sandboxMs = 60;

/** Answers with the definition's function for this node: code is never run. */
export const runCode: NodeKind<'code'> = async (data, { node, pool, run, signal }) => {
  const inputs = Object.fromEntries(
    data.variables.map(({ variable, value_selector }) => [variable, pool.get(value_selector) ?? null]),
  );
  const answer = run.definition.functions?.code?.[node.id];
  if (answer === undefined) {
    const message = `This emulator runs no code. Give the workflow a function for the node "${node.id}" in functions.code.`;
    throw new NodeFailure(message, 'CodeExecutionError', { inputs });
  }
  await wait(run, sandboxMs, signal);
  try {
    const result = answer(inputs);
    return {
      inputs,
      outputs: Object.fromEntries(Object.keys(data.outputs).map((name) => [name, result[name] ?? null])),
    };
  } catch (error) {
    throw new NodeFailure(error instanceof Error ? error.message : String(error), 'CodeExecutionError', { inputs });
  }
};
