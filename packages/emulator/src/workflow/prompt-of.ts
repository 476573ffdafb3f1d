import type { ModelMessage } from '../model/model.ts';
import type { NodeScope } from './node-scope.ts';
import type { OutputFile } from './output-file.ts';
import { textOf } from './value-text.ts';
import type { LlmData } from './workflow-definition.ts';

/** What an LLM node sends, and how it tells of it. */
export interface NodePrompt {
  readonly messages: readonly ModelMessage[];
  readonly prompts: readonly Readonly<Record<string, unknown>>[];
  /** The last line. */
  readonly query: string;
}

/** The prompt of an LLM node: its lines filled in, then what is remembered, then the question of the memory. */
export function promptOf(
  { memory, prompt_template }: LlmData,
  { pool, run }: NodeScope,
  context: string,
  files: readonly OutputFile[],
): NodePrompt {
  const fill = (text: string) => pool.fill(text.replaceAll('{{#context#}}', context));
  const lines = 'text' in prompt_template ? [{ role: 'user', text: prompt_template.text }] : prompt_template;
  const messages: ModelMessage[] = lines.map(({ role, text }) => ({ role: roleOf(role), content: fill(text) }));
  if (memory && run.row.conversation_id !== null) {
    const window = memory.window?.enabled ? (memory.window.size ?? 10) : run.history.length;
    const remembered = (window === 0 ? [] : run.history.slice(-window)).flatMap(({ query, answer }): ModelMessage[] => [
      { role: 'user', content: query },
      { role: 'assistant', content: answer },
    ]);
    messages.push(...remembered);
    const question = memory.query_prompt_template
      ? fill(memory.query_prompt_template).trim()
      : textOf(pool.get(['sys', 'query']));
    if (question !== '') messages.push({ role: 'user', content: question });
  }
  const query = messages.findLast(({ role }) => role === 'user')?.content ?? '';
  const last = messages.findLastIndex(({ role }) => role === 'user');
  const prompts = messages.map(({ content, role }, at) => ({ role, text: content, files: at === last ? files : [] }));
  return { messages, prompts, query };
}

function roleOf(role: string): ModelMessage['role'] {
  return role === 'system' || role === 'assistant' ? role : 'user';
}
