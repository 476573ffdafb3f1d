import type { ModelMessage, ModelTool, ToolCall } from '../../model/model.ts';
import { openLog } from '../agent-log.ts';
import { askModel } from '../ask-model.ts';
import { fillParameter } from '../fill-parameter.ts';
import { llmUsage } from '../llm-usage.ts';
import { keepMadeFile } from '../made-files.ts';
import { NodeFailure, type NodeKind, type NodeScope } from '../node-scope.ts';
import type { OutputFile } from '../output-file.ts';
import { textOf } from '../value-text.ts';

/** A model that uses tools, round after round, until it answers. */
export const runAgent: NodeKind<'agent'> = async (data, scope) => {
  const { node, pool, run } = scope;
  const given = Object.entries(data.agent_parameters).map(([name, value]) => [name, fillParameter(value, pool)]);
  const parameters: Record<string, unknown> = Object.fromEntries(given);
  const known = enabledTools(parameters.tools);
  const inputs = { ...parameters, ...modelInput(parameters.model), tools: known.map(toolInput) };
  const query = textOf(parameters.query);
  const limit = Number(parameters.maximum_iterations ?? 5);
  const model = textOf(Reflect.get(Object(parameters.model ?? {}), 'model'));
  const provider = textOf(Reflect.get(Object(parameters.model ?? {}), 'provider'));
  const isReact = data.agent_strategy_name.toLowerCase() === 'react';
  const tools: ModelTool[] = known.map((tool) => ({
    name: textOf(tool.tool_name),
    description:
      run.definition.functions?.tools?.[textOf(tool.tool_name)]?.description ?? textOf(tool.tool_description),
    parameters: run.definition.functions?.tools?.[textOf(tool.tool_name)]?.parameters ?? {
      type: 'object',
      properties: {},
    },
  }));
  const window = data.memory?.window?.enabled ? (data.memory.window.size ?? 10) : 0;
  const remembered = (data.memory && window > 0 ? run.history.slice(-window) : []).flatMap((turn): ModelMessage[] => [
    { role: 'user', content: turn.query },
    { role: 'assistant', content: turn.answer },
  ]);
  const messages: ModelMessage[] = [
    { role: 'system', content: textOf(parameters.instruction) },
    ...remembered,
    { role: 'user', content: query },
  ];
  const log = openLog(scope);
  const files: OutputFile[] = [];
  const usage = { prompt_tokens: 0, completion_tokens: 0 };
  let latency = 0;
  let text = '';
  const say = (words: string) => {
    if (words === '') return;
    text += words;
    scope.say([node.id, 'text'], words);
  };

  for (let at = 1; at <= limit; at++) {
    const round = log.open(`ROUND ${at}`, null, {});
    const thought = log.open(`${model} Thought`, round.id, { provider, icon: 'model.svg', icon_dark: null });
    const before = text.length;
    const asked = await askModel(
      scope,
      { query, messages: [...messages], history: run.history, tools, model },
      { inputs },
      (piece) => say(typeof piece === 'string' ? piece : piece.type === 'text' ? piece.text : ''),
    ).catch((error: unknown) => {
      const reason = error instanceof Error ? error.message : String(error);
      throw new NodeFailure(agentFailure(reason, run.server.id()), 'AgentMessageTransformError', { inputs });
    });
    usage.prompt_tokens += asked.usage.prompt_tokens;
    usage.completion_tokens += asked.usage.completion_tokens;
    latency ||= asked.times.latency;
    const said = text.slice(before);
    const cost = {
      currency: 'USD',
      total_price: '0',
      total_tokens: asked.usage.prompt_tokens + asked.usage.completion_tokens,
    };
    const calls = asked.toolCalls;
    const [call] = calls;
    thought.close(
      isReact
        ? { action: call?.name ?? 'Final Answer', thought: said }
        : {
            output: said,
            tool_input: calls.map((each) => ({ args: argumentsOf(each), name: each.name })),
            tool_name: calls.map(({ name }) => name).join(';'),
          },
      cost,
    );
    const responses: Record<string, unknown>[] = [];
    if (calls.length > 0) messages.push({ role: 'assistant', content: said, tool_calls: calls });
    for (const each of calls) {
      const item = log.open(`CALL ${each.name}`, round.id, callFacts(scope, known, each));
      const isOver = at === limit;
      const answer = isOver
        ? `Maximum iteration limit (${limit}) reached. Cannot call tool '${each.name}'. Please consider increasing the iteration limit.`
        : await callTool(scope, each, files);
      const output = {
        tool_call_id: each.id,
        ...(isOver ? {} : { tool_call_input: argumentsOf(each) }),
        tool_call_name: each.name,
        tool_response: answer,
      };
      responses.push(output);
      item.close({ output }, {});
      messages.push({ role: 'tool', content: answer, tool_call_id: each.id });
    }
    if (calls.length > 0 && !isReact) say('\n');
    round.close(
      isReact
        ? {
            action_name: call?.name ?? 'Final Answer',
            action_input: call ? argumentsOf(call) : said,
            observation: responses[0]?.tool_response ?? '',
            thought: said,
          }
        : { output: { llm_response: said, tool_responses: responses } },
      cost,
    );
    if (calls.length === 0) break;
  }
  scope.say([node.id, 'text'], '');
  scope.close([node.id, 'text']);
  const total = usage.prompt_tokens + usage.completion_tokens;
  return {
    inputs,
    outputs: {
      text,
      usage: llmUsage(usage, { latency, firstToken: null, generation: null }),
      files,
      json: [...log.items(), { data: [] }],
    },
    metadata: {
      currency: 'USD',
      total_price: isReact ? '0' : 0,
      total_tokens: total,
      tool_info: { icon: 'strategy.svg', agent_strategy: data.agent_strategy_name },
      agent_log: log.entries(),
    },
  };
};

type Tool = Readonly<Record<string, unknown>>;

function enabledTools(value: unknown): Tool[] {
  const items: unknown[] = Array.isArray(value) ? value : [];
  return items.flatMap((item) => {
    const fields: Tool = Object.fromEntries(Object.entries(Object(item)));
    return fields.enabled === false ? [] : [fields];
  });
}

/** Servers add what the editor left out. */
function modelInput(value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return {};
  const { type, ...rest }: Record<string, unknown> = Object.fromEntries(Object.entries(value));
  return { model: { completion_params: {}, ...rest, type: type ?? 'model-selector' } };
}

/** A tool as the node tells of it: settings and parameters without their wrapping. */
function toolInput(tool: Tool): Record<string, unknown> {
  const { schemas: _, ...rest } = tool;
  return { ...rest, settings: unwrapped(tool.settings), parameters: unwrapped(tool.parameters) };
}

function unwrapped(value: unknown): Record<string, unknown> {
  const entries = Object.entries(Object(value ?? {}));
  return Object.fromEntries(entries.map(([name, field]) => [name, Reflect.get(Object(field), 'value') ?? null]));
}

function argumentsOf({ arguments: text }: ToolCall): Record<string, unknown> {
  try {
    return Object.fromEntries(Object.entries(Object(JSON.parse(text))));
  } catch {
    return {};
  }
}

function callFacts({ run }: NodeScope, tools: readonly Tool[], { name }: ToolCall): Record<string, unknown> {
  const provider = textOf(tools.find(({ tool_name }) => tool_name === name)?.provider_name);
  const icon = `${run.origin}/console/api/workspaces/current/tool-provider/builtin/${provider}/icon`;
  return { provider, icon, icon_dark: '' };
}

/** What a tool says; a failure is said too. */
async function callTool({ run }: NodeScope, call: ToolCall, files: OutputFile[]): Promise<string> {
  const tool = run.definition.functions?.tools?.[call.name];
  if (tool === undefined) return `there is not a tool named ${call.name}`;
  try {
    const answer = await tool.run(argumentsOf(call));
    const made = (answer.files ?? []).map((file) => keepMadeFile(run, file));
    files.push(...made);
    const links = made.map(({ type }) => `The ${type} has been generated.`);
    return [answer.text ?? '', ...links].filter(Boolean).join('\n') || JSON.stringify(answer.json ?? []);
  } catch (error) {
    return `tool invoke error: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/** The plugin of the agent fails because that of its model has failed. */
function agentFailure(reason: string, id: string): string {
  const message = `read llm model failed: request failed: ${reason}`;
  const plugin = JSON.stringify({ args: {}, error_type: 'Exception', message });
  return `Failed to transform agent message: req_id: ${id.replaceAll('-', '').slice(0, 10)} PluginInvokeError: ${plugin}`;
}
