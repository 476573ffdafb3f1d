import { askModel } from '../ask-model.ts';
import { costOf, llmUsage } from '../llm-usage.ts';
import type { NodeKind } from '../node-scope.ts';
import { textOf } from '../value-text.ts';

/** Has the model fill in parameters from a text. */
export const runParameterExtractor: NodeKind<'parameter-extractor'> = async (data, scope) => {
  const { model } = data;
  const query = textOf(scope.pool.get(data.query));
  const instruction = scope.pool.fill(data.instruction ?? '');
  const parameters = data.parameters.map(({ description = '', name, options = null, required = false, type }) => ({
    name,
    type,
    options,
    description,
    required,
  }));
  const inputs = {
    query,
    files: [],
    parameters,
    instruction,
    model_provider: model.provider,
    model_name: model.name,
  };
  const schema = {
    type: 'object',
    properties: Object.fromEntries(parameters.map((parameter) => [parameter.name, propertyOf(parameter)])),
    required: parameters.filter(({ required }) => required).map(({ name }) => name),
  };
  const system = `Always call the \`extract_parameters\` function with the correct parameters. ${instruction}`.trim();
  const asked = await askModel(
    scope,
    {
      purpose: 'extract',
      query,
      schema,
      model: model.name,
      messages: [
        { role: 'system', content: system },
        { role: 'user', content: query },
      ],
    },
    { inputs },
  );
  const values = objectIn(asked.text);
  const usage = llmUsage(asked.usage, { latency: asked.times.latency, firstToken: null, generation: null });
  const name = 'extract_parameters';
  return {
    inputs,
    processData: {
      model_mode: model.mode ?? 'chat',
      prompts: [
        { role: 'system', text: system, files: [] },
        { role: 'user', text: query, files: [] },
      ],
      usage,
      function: { name, description: 'Extract parameters from the natural language text', parameters: schema },
      tool_call:
        data.reasoning_mode === 'prompt'
          ? null
          : {
              id: `call_${scope.executionId.replaceAll('-', '').slice(0, 16)}`,
              type: 'function',
              function: { name, arguments: JSON.stringify(values) },
            },
      model_provider: model.provider,
      model_name: model.name,
      llm_text: data.reasoning_mode === 'prompt' ? asked.text : '',
    },
    outputs: {
      __is_success: 1,
      __reason: null,
      __usage: usage,
      ...Object.fromEntries(parameters.map(({ name, type }) => [name, values[name] ?? emptyOf(type)])),
    },
    metadata: costOf(asked.usage),
  };
};

type Parameter = { readonly type: string; readonly description: string; readonly options: readonly string[] | null };

function propertyOf({ description, options, type }: Parameter): Record<string, unknown> {
  if (type === 'select') return { description, type: 'string', enum: options ?? [] };
  const item = /^array\[(\w+)\]$/.exec(type)?.[1];
  if (item !== undefined) return { description, type: 'array', items: { type: item } };
  return { description, type: type === 'bool' ? 'boolean' : type };
}

function emptyOf(type: string): unknown {
  if (type === 'number') return 0;
  if (type === 'bool' || type === 'boolean') return false;
  return type.startsWith('array') ? [] : '';
}

function objectIn(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1));
    return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
  } catch {
    return {};
  }
}
