import type { Context } from './context.ts';
import type { ModelAnswer } from './model/model.ts';
import type { ConversationRow, MessageRow } from './world.ts';

/** One answer on its way. */
export interface Run {
  readonly conversation: ConversationRow;
  readonly message: MessageRow;
  readonly taskId: string;
  /** Whether the conversation gets its title from this question. */
  readonly isFirst: boolean;
}

const pingMs = 10_000;
const prices = {
  prompt_unit_price: '0',
  prompt_price_unit: '0',
  prompt_price: '0',
  completion_unit_price: '0',
  completion_price_unit: '0',
  completion_price: '0',
  total_price: '0',
  currency: 'USD',
};

/** The answer as a stream of events. Who leaves it stops the run, and its text is not kept. */
export function streamRun(context: Context, run: Run, answer: ModelAnswer): ReadableStream<Uint8Array> {
  const { server } = context;
  const { faults } = server;
  const encoder = new TextEncoder();
  const fault = { cut: faults.cutAfterEvents, stall: faults.stallAfterEvents, malformed: faults.malformedAfterEvents };
  Object.assign(faults, { cutAfterEvents: null, stallAfterEvents: null, malformedAfterEvents: null });
  let state: 'running' | 'stopped' | 'left' = 'running';
  let ping: ReturnType<typeof setInterval> | undefined;
  const end = () => {
    clearInterval(ping);
    server.runs.delete(run.taskId);
  };

  async function write(controller: ReadableStreamDefaultController<Uint8Array>): Promise<void> {
    const { message } = run;
    const started = performance.now();
    let sent = 0;
    let text = '';
    const send = (event: string, fields: object) => {
      const { conversation_id, created_at } = message;
      const envelope = { event, conversation_id, message_id: message.id, created_at, task_id: run.taskId };
      controller.enqueue(encoder.encode(`data: ${JSON.stringify({ ...envelope, ...fields })}\n\n`));
      sent++;
    };
    await server.sleep(server.pace.firstMs);
    for await (const piece of answer.pieces) {
      if (state !== 'running') break;
      if (sent === fault.malformed) controller.enqueue(encoder.encode('data: {"event":"message","ans\n\n'));
      if (sent === fault.cut) {
        end();
        controller.error(new TypeError('The connection was cut.'));
        return;
      }
      if (sent === fault.stall) {
        clearInterval(ping);
        return;
      }
      text += piece;
      send('message', { id: message.id, answer: piece, from_variable_selector: [] });
      await server.sleep(server.pace.pieceMs);
    }
    if (state === 'left') return;
    const seconds = (performance.now() - started) / 1000;
    const stopped = state === 'stopped';
    store(context, run, answer, text, seconds);
    send('message_end', {
      id: message.id,
      metadata: {
        retriever_resources: stopped ? [] : answer.sources,
        usage: stopped ? zeroUsage() : usageOf(run, seconds),
        reasoning: {},
      },
      files: [],
    });
    end();
    controller.close();
  }

  return new ReadableStream({
    start(controller) {
      server.runs.set(run.taskId, {
        user: run.message.user,
        stop: () => {
          if (state === 'running') state = 'stopped';
        },
      });
      ping = setInterval(() => controller.enqueue(encoder.encode('event: ping\n\n')), pingMs);
      void write(controller).catch(() => end());
    },
    cancel() {
      state = 'left';
      end();
    },
  });
}

/** The answer in one piece. */
export async function wholeRun(context: Context, run: Run, answer: ModelAnswer): Promise<object> {
  const { app, server } = context;
  const started = performance.now();
  let text = '';
  await server.sleep(server.pace.firstMs);
  for await (const piece of answer.pieces) {
    text += piece;
    await server.sleep(server.pace.pieceMs);
  }
  const seconds = (performance.now() - started) / 1000;
  store(context, run, answer, text, seconds);
  const { message, taskId } = run;
  return {
    event: 'message',
    task_id: taskId,
    id: message.id,
    message_id: message.id,
    conversation_id: message.conversation_id,
    mode: app.info.mode,
    answer: text,
    metadata: {
      annotation_reply: null,
      retriever_resources: answer.sources,
      usage: { ...usageOf(run, seconds), time_to_first_token: null, time_to_generate: null },
      reasoning: {},
    },
    created_at: message.created_at,
  };
}

function store({ app, server }: Context, run: Run, answer: ModelAnswer, text: string, seconds: number): void {
  const { conversation, message } = run;
  message.answer = text;
  message.sources = [...answer.sources];
  message.followUps = [...answer.followUps];
  message.latency = seconds;
  message.tokens = {
    prompt: tokensOf(message.query) + tokensOf(answer.sources.map(({ content }) => content).join(' ')),
    answer: tokensOf(text),
  };
  conversation.updated_at = server.now();
  if (run.isFirst && app.title !== undefined) conversation.name = app.title(message.query);
  server.changed();
}

/** Four letters a token, as good a guess as any without a tokenizer. */
function tokensOf(text: string): number {
  return Math.ceil(text.length / 4);
}

function usageOf({ message }: Run, seconds: number): object {
  const { prompt, answer } = message.tokens;
  return order({ prompt_tokens: prompt, completion_tokens: answer, total_tokens: prompt + answer, latency: seconds });
}

function zeroUsage(): object {
  const zeros = Object.fromEntries(
    Object.entries(prices).map(([name, value]) => [name, name === 'currency' ? value : '0E-7']),
  );
  return order({ prompt_tokens: 0, completion_tokens: 0, total_tokens: 0, latency: 0 }, zeros);
}

/** Usage in the order of keys in which servers write it. */
function order(
  counts: { prompt_tokens: number; completion_tokens: number; total_tokens: number; latency: number },
  price: Readonly<Record<string, string>> = prices,
): object {
  return {
    prompt_tokens: counts.prompt_tokens,
    prompt_unit_price: price.prompt_unit_price,
    prompt_price_unit: price.prompt_price_unit,
    prompt_price: price.prompt_price,
    completion_tokens: counts.completion_tokens,
    completion_unit_price: price.completion_unit_price,
    completion_price_unit: price.completion_price_unit,
    completion_price: price.completion_price,
    total_tokens: counts.total_tokens,
    total_price: price.total_price,
    currency: price.currency,
    latency: Math.round(counts.latency * 1e6) / 1e6,
  };
}
