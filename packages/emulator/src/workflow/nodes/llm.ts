import { askModel } from '../ask-model.ts';
import { contextText, resourceOf } from '../citations.ts';
import { costOf, llmUsage } from '../llm-usage.ts';
import type { NodeKind, NodeScope } from '../node-scope.ts';
import { filesIn } from '../output-file.ts';
import { promptOf } from '../prompt-of.ts';
import { createThoughtSplitter } from '../split-thoughts.ts';

/** Asks the model, and streams its text. */
export const runLlm: NodeKind<'llm'> = async (data, scope) => {
  const { node, pool, run } = scope;
  const { context, model, reasoning_format, vision } = data;
  const passages = context?.enabled && context.variable_selector ? pool.get(context.variable_selector) : undefined;
  const contextWords = contextText(passages);
  const isSeparated = reasoning_format === 'separated';
  const files = vision?.enabled
    ? filesIn(pool.get(vision.configs?.variable_selector ?? ['sys', 'files'])).filter(({ type }) => type === 'image')
    : [];
  const { messages, prompts, query } = promptOf(data, scope, contextWords, files);
  const inputs = {
    ...(context?.enabled ? { '#context#': contextWords } : {}),
    ...(vision?.enabled && files.length > 0 ? { '#files#': files } : {}),
    model_provider: model.provider,
    model_name: model.name,
  };
  const thoughts = createThoughtSplitter();
  let isThinking = false;
  const think = (text: string) => {
    if (text === '' || !isSeparated) return;
    isThinking = true;
    run.account.reasoning[node.id] = (run.account.reasoning[node.id] ?? '') + text;
    reason(scope, text, false);
  };
  const say = (text: string) => {
    if (text === '') return;
    scope.say([node.id, 'text'], text);
  };
  let isOpen = false;
  const asked = await askModel(
    scope,
    {
      query,
      messages,
      history: run.history,
      files: files.flatMap(({ related_id }) => run.modelFile(related_id ?? '') ?? []),
      context: Array.isArray(passages) ? passages.map(resourceOf) : [],
      model: model.name,
      ...(data.structured_output_enabled ? schemaOf(data.structured_output) : {}),
    },
    { inputs },
    (piece) => {
      const text = typeof piece === 'string' ? piece : piece.type === 'text' ? piece.text : '';
      const thought = typeof piece !== 'string' && piece.type === 'reasoning' ? piece.text : '';
      if (isSeparated) {
        think(thought);
        for (const part of thoughts.add(text)) (part.isThought ? think : say)(part.text);
        return;
      }
      if (thought !== '' && !isOpen) say('<think>\n');
      if (thought === '' && text !== '' && isOpen) say('\n</think>');
      isOpen = thought !== '' || (isOpen && text === '');
      say(thought || text);
    },
  );
  for (const part of thoughts.end()) (part.isThought ? think : say)(part.text);
  scope.say([node.id, 'text'], '');
  if (isThinking) reason(scope, '', true);
  scope.say([node.id, 'text'], '');
  scope.close([node.id, 'text']);
  const usage = llmUsage(asked.usage, asked.times);
  const { text, reasoning } = thoughts.split(asked.text, asked.reasoning, isSeparated);
  return {
    inputs,
    processData: {
      model_mode: model.mode ?? 'chat',
      prompts,
      usage,
      finish_reason: asked.finish,
      model_provider: model.provider,
      model_name: model.name,
    },
    outputs: {
      text,
      reasoning_content: reasoning,
      usage,
      finish_reason: asked.finish,
      ...(data.structured_output_enabled ? { structured_output: parsed(text) } : {}),
    },
    metadata: costOf(asked.usage),
  };
};

/** Servers of 1.14 keep separated thoughts to themselves. */
function reason({ emit, node, run }: NodeScope, reasoning: string, isFinal: boolean): void {
  if (run.server.profile === '1.14') return;
  emit('reasoning_chunk', { message_id: run.row.message_id, reasoning, node_id: node.id, is_final: isFinal });
}

function schemaOf(settings: unknown): { schema?: Readonly<Record<string, unknown>> } {
  const schema: unknown =
    typeof settings === 'object' && settings !== null ? Reflect.get(settings, 'schema') : undefined;
  return typeof schema === 'object' && schema !== null ? { schema: Object.fromEntries(Object.entries(schema)) } : {};
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}
