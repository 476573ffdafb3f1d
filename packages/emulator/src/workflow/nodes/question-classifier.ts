import { askModel } from '../ask-model.ts';
import { costOf, llmUsage } from '../llm-usage.ts';
import type { NodeKind } from '../node-scope.ts';
import { textOf } from '../value-text.ts';

/** Asks the model to which class a text belongs. */
export const runQuestionClassifier: NodeKind<'question-classifier'> = async (data, scope) => {
  const { model } = data;
  const query = textOf(scope.pool.get(data.query_variable_selector));
  const inputs = { query, model_provider: model.provider, model_name: model.name };
  const instruction = scope.pool.fill(data.instruction ?? '');
  const choices = data.classes.map(({ id, name }) => ({ id, name: scope.pool.fill(name) }));
  const system = `Assign the text to one of these classes: ${choices.map(({ name }) => name).join('; ')}. ${instruction}`;
  const asked = await askModel(
    scope,
    {
      purpose: 'classify',
      query,
      choices,
      model: model.name,
      messages: [
        { role: 'system', content: system },
        { role: 'user', content: query },
      ],
    },
    { inputs },
  );
  const found = choices.findIndex(({ id }) => id === asked.text.trim());
  const at = Math.max(found, 0);
  const usage = llmUsage(asked.usage, asked.times);
  return {
    inputs,
    processData: {
      model_mode: model.mode ?? 'chat',
      prompts: [
        { role: 'system', text: system, files: [] },
        { role: 'user', text: query, files: [] },
      ],
      usage,
      finish_reason: asked.finish,
      model_provider: model.provider,
      model_name: model.name,
    },
    outputs: {
      class_name: choices[at]?.name ?? '',
      class_label: `CLASS ${at + 1}`,
      class_id: choices[at]?.id ?? '',
      usage,
    },
    handle: choices[at]?.id ?? '',
    metadata: costOf(asked.usage),
  };
};
