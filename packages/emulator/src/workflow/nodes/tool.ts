import { fillParameter } from '../fill-parameter.ts';
import { keepMadeFile } from '../made-files.ts';
import { NodeFailure, type NodeKind } from '../node-scope.ts';

/** Uses a tool of the definition. */
export const runTool: NodeKind<'tool'> = async (data, { pool, run }) => {
  const given = { ...data.tool_parameters, ...data.tool_configurations };
  const inputs = Object.fromEntries(Object.entries(given).map(([name, value]) => [name, fillParameter(value, pool)]));
  const metadata = {
    tool_info: {
      provider_type: data.provider_type ?? 'builtin',
      provider_id: data.provider_id,
      plugin_unique_identifier: null,
    },
  };
  const tool = run.definition.functions?.tools?.[data.tool_name];
  if (tool === undefined) {
    throw new NodeFailure(`Failed to get tool runtime: tool ${data.tool_name} not found`, 'ToolNodeError', { inputs });
  }
  try {
    const { files = [], json = [], text = '' } = await tool.run(inputs);
    const made = files.map((file) => keepMadeFile(run, file));
    return { inputs, outputs: { text, files: made, json: json.length > 0 ? json : [{ data: [] }] }, metadata };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new NodeFailure(`Failed to invoke tool: ${message}`, 'ToolInvokeError', { inputs });
  }
};
