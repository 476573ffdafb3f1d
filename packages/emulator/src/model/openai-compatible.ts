import type { FinishReason, Model, ModelRequest, ModelUsage, Piece } from './model.ts';
import { ModelError } from './model-error.ts';

/** Where a model server is, and which of its models to ask. */
export interface OpenAICompatibleOptions {
  /** Up to and with the version, e.g. `http://localhost:11434/v1`. */
  baseURL: string;
  /** @default none */
  apiKey?: string;
  model: string;
  /** @default globalThis.fetch */
  fetch?: (input: string, init: RequestInit) => Promise<Response>;
}

/** A model behind any server that speaks OpenAI's `/chat/completions`: text, thoughts and tool calls as they come. */
export function openAICompatible(options: OpenAICompatibleOptions): Model {
  return async function* (request) {
    const response = await ask(options, request);
    if (request.purpose !== 'follow_ups') return yield* piecesOf(response);
    let text = '';
    for await (const piece of piecesOf(response)) if (typeof piece === 'string') text += piece;
    yield { type: 'follow_ups', questions: questionsOf(text) };
  };
}

async function ask(options: OpenAICompatibleOptions, request: ModelRequest): Promise<Response> {
  const { apiKey, baseURL, fetch = globalThis.fetch, model } = options;
  const response = await fetch(`${baseURL.replace(/\/$/, '')}/chat/completions`, {
    method: 'POST',
    signal: request.signal,
    headers: {
      'content-type': 'application/json',
      ...(apiKey === undefined ? {} : { authorization: `Bearer ${apiKey}` }),
    },
    body: JSON.stringify({
      model,
      messages: talkOf(request),
      stream: true,
      stream_options: { include_usage: true },
      ...(request.tools.length === 0
        ? {}
        : { tools: request.tools.map((tool) => ({ type: 'function', function: tool })) }),
      ...(request.schema === undefined
        ? {}
        : { response_format: { type: 'json_schema', json_schema: { name: 'answer', schema: request.schema } } }),
    }),
  }).catch((error: unknown) => {
    throw new ModelError(0, error instanceof Error ? error.message : String(error));
  });
  if (response.ok) return response;
  const text = await response.text();
  throw new ModelError(response.status, messageOf(text) ?? text);
}

/** What stands before the talk when a request is for something else than an answer. */
const orders: Readonly<Record<ModelRequest['purpose'], string>> = {
  answer: '',
  title: 'Write a title of at most six words for a conversation that begins with this. Answer with the title alone.',
  follow_ups:
    'Write three short questions that the user could ask next. Answer with a JSON array of three strings alone.',
  classify: 'Choose the category that fits the text best. Answer with its id alone.',
  extract: 'Find the values in the text. Answer with a JSON object alone.',
};

function talkOf({ choices, context, messages, purpose }: ModelRequest): object[] {
  const passages = context.map(({ content, position }) => `[${position}] ${content}`).join('\n\n');
  const order = [
    orders[purpose],
    passages && `Use these passages:\n\n${passages}`,
    choices.length > 0 && JSON.stringify(choices),
  ];
  const lines = order.filter((line) => typeof line === 'string' && line !== '');
  const system = lines.length === 0 ? [] : [{ role: 'system', content: lines.join('\n\n') }];
  const talk = messages.map(({ role, content, tool_calls, tool_call_id }) => ({
    role,
    content,
    ...(tool_calls === undefined
      ? {}
      : {
          tool_calls: tool_calls.map(({ id, name, arguments: given }) => ({
            id,
            type: 'function',
            function: { name, arguments: given },
          })),
        }),
    ...(tool_call_id === undefined ? {} : { tool_call_id }),
  }));
  return [...system, ...talk];
}

interface Chunk {
  readonly choices?: readonly {
    readonly delta?: {
      readonly content?: string | null;
      readonly reasoning_content?: string | null;
      readonly tool_calls?: readonly {
        readonly index?: number;
        readonly id?: string;
        readonly function?: { readonly name?: string; readonly arguments?: string };
      }[];
    };
    readonly finish_reason?: string | null;
  }[];
  readonly usage?: ModelUsage | null;
  readonly error?: { readonly message?: string };
}

async function* piecesOf(response: Response): AsyncIterable<Piece> {
  const calls: { id: string; name: string; arguments: string }[] = [];
  let reason: FinishReason | undefined;
  let usage: ModelUsage | undefined;
  for await (const chunk of chunksOf(response)) {
    if (chunk.error !== undefined) throw new ModelError(200, chunk.error.message ?? '');
    if (chunk.usage)
      usage = { prompt_tokens: chunk.usage.prompt_tokens, completion_tokens: chunk.usage.completion_tokens };
    const [choice] = chunk.choices ?? [];
    if (choice?.delta?.reasoning_content) yield { type: 'reasoning', text: choice.delta.reasoning_content };
    if (choice?.delta?.content) yield choice.delta.content;
    for (const { id, index = calls.length - 1, function: part } of choice?.delta?.tool_calls ?? []) {
      const at = Math.max(0, index);
      const call = calls[at] ?? { id: id ?? `call_${at + 1}`, name: '', arguments: '' };
      calls[at] = {
        ...call,
        name: call.name + (part?.name ?? ''),
        arguments: call.arguments + (part?.arguments ?? ''),
      };
    }
    if (choice?.finish_reason) reason = toReason(choice.finish_reason);
  }
  if (reason === undefined) throw new ModelError(0, 'The connection was cut.');
  for (const call of calls) yield { type: 'tool_call', ...call };
  yield { type: 'finish', reason, ...(usage === undefined ? {} : { usage }) };
}

function toReason(reason: string): FinishReason {
  return reason === 'length' || reason === 'tool_calls' ? reason : 'stop';
}

async function* chunksOf(response: Response): AsyncIterable<Chunk> {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  if (reader === undefined) return;
  let rest = '';
  try {
    while (true) {
      const { done, value } = await reader.read().catch((error: unknown) => {
        throw new ModelError(0, error instanceof Error ? error.message : String(error));
      });
      const lines = (rest + (value ?? '')).split(/\r?\n/);
      rest = done ? '' : (lines.pop() ?? '');
      for (const line of lines) {
        const data = line.startsWith('data:') ? line.slice(5).trim() : '';
        if (data !== '' && data !== '[DONE]') yield JSON.parse(data);
      }
      if (done) return;
    }
  } finally {
    reader.cancel().catch(() => {});
  }
}

function questionsOf(text: string): string[] {
  try {
    const value: unknown = JSON.parse(/\[[\s\S]*\]/.exec(text)?.[0] ?? '[]');
    return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
  } catch {
    return [];
  }
}

function messageOf(text: string): string | undefined {
  try {
    const value: unknown = JSON.parse(text)?.error?.message;
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}
