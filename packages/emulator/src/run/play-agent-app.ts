import { gather } from '../model/collect.ts';
import type { ModelMessage, ModelRequest, ToolCall } from '../model/model.ts';
import { ModelError, modelFailure } from '../model/model-error.ts';
import type { ThoughtRow } from '../world/app-rows.ts';
import { agentTools, callTool, type KnownTool } from './agent-tools.ts';
import { argumentsOf } from './arguments-of.ts';
import { agentMessageEvent, messageEvent, thoughtEvent } from './events.ts';
import { modelPieces } from './model-pieces.ts';
import { newThought } from './new-thought.ts';
import { settle, type Turn } from './run.ts';

/** How long text is gathered before it is sent. */
const batchMs = 500;

/**
 * Lets an agent of the newer kind work: its text comes in batches, each behind its row, its tools have rows of their own,
 * and the last round's text comes once more as the answer.
 *
 * @throws AgentFailure
 */
export async function playAgentApp(turn: Turn, asked: ModelRequest): Promise<string> {
  const { context, emit, run } = turn;
  const tools = agentTools(context);
  const talk: ModelMessage[] = [...asked.messages];
  const isOld = context.server.profile === '1.14';
  const tokens = { prompt: 0, answer: 0 };
  const rows = createRows(turn);
  for (let round = 1; round <= (context.app.agent?.maxIteration ?? 5) + 1; round++) {
    const request: ModelRequest = { ...asked, messages: talk, tools: tools.map(({ tool }) => tool) };
    const gatherer = gather(request);
    const writer = createWriter(turn, rows);
    try {
      for await (const piece of modelPieces(turn, context.app.model, request)) await writer.add(gatherer.add(piece));
    } catch (error) {
      await writer.flush();
      throw toFailure(turn, error);
    }
    await writer.flush();
    const { text, toolCalls, usage } = gatherer.collected();
    if (turn.ended.aborted) {
      if (turn.isStopped()) settle(turn, { answer: '' });
      return '';
    }
    tokens.prompt += usage.prompt_tokens;
    tokens.answer += usage.completion_tokens;
    run.message.tokens = { ...tokens };
    if (toolCalls.length === 0) {
      if (text === '')
        throw new AgentFailure(`Exceeded maximum output retries (1) (agent_run_id=${context.server.id()})`);
      const answer = text.replace(/^<think>[\s\S]*?<\/think>\s*/, '');
      await emit(messageEvent(turn, answer));
      if (!writer.hasThought() && !rows.hasTools()) run.message.thoughts = [];
      return answer;
    }
    talk.push({ role: 'assistant', content: text, tool_calls: toolCalls });
    talk.push(...(await callTools(turn, toolCalls, tools, isOld, rows)));
  }
  throw new AgentFailure(`The next request would exceed the request_limit (agent_run_id=${context.server.id()})`);
}

/** Why an agent gave up, in a sentence. */
export class AgentFailure extends Error {}

function toFailure({ context }: Turn, error: unknown): AgentFailure {
  const { error_type, message } =
    error instanceof ModelError
      ? modelFailure(error)
      : { error_type: 'InvokeError', message: error instanceof Error ? error.message : String(error) };
  return new AgentFailure(`${error_type}: ${message} (agent_run_id=${context.server.id()})`);
}

/** The rows of a run, in their order. */
function createRows(turn: Turn) {
  const { message } = turn.run;
  let hasTools = false;
  return {
    add(): ThoughtRow {
      const row = newThought(turn, (message.thoughts?.length ?? 0) + 1);
      message.thoughts = [...(message.thoughts ?? []), row];
      return row;
    },
    addTool(call: ToolCall, isOld: boolean): ThoughtRow {
      hasTools = true;
      const row = isOld ? newThought(turn, 1) : this.add();
      row.tool = call.name;
      row.tool_labels = { [call.name]: { en_US: call.name, zh_Hans: call.name } };
      row.tool_input = JSON.stringify(argumentsOf(call));
      return row;
    },
    hasTools: () => hasTools,
  };
}

/** Writes the text of one round: the first piece at once, the rest in batches; thoughts piece by piece. */
function createWriter(turn: Turn, rows: ReturnType<typeof createRows>) {
  const { context, emit } = turn;
  const isOld = context.server.profile === '1.14';
  let row: ThoughtRow | undefined;
  let waiting = '';
  let sentAt = Number.NEGATIVE_INFINITY;
  let isThinking = false;
  let thinks = false;
  let beginning = '';
  async function flush(): Promise<void> {
    if (isOld || waiting === '') return;
    row ??= rows.add();
    row.answer += waiting;
    const text = waiting;
    waiting = '';
    sentAt = performance.now();
    // The row on the wire tells nothing of the text.
    await emit(thoughtEvent(turn, { ...row, answer: '' }));
    await emit(agentMessageEvent(turn, text));
  }
  return {
    flush,
    hasThought: () => thinks,
    async add(piece: string): Promise<void> {
      if (piece === '' || isOld) return;
      if (beginning.length < 7 && row === undefined) {
        beginning += piece;
        if (beginning.startsWith('<think>')) isThinking = true;
        else if ('<think>'.startsWith(beginning)) return;
        piece = isThinking ? beginning.slice(7) : beginning;
        beginning = '<think>';
        thinks = isThinking;
        if (piece === '') return;
      }
      if (isThinking) {
        row ??= rows.add();
        const whole = (row.thought + piece).replace(/^\n/, '');
        const end = whole.indexOf('</think>');
        row.thought = end < 0 ? whole : whole.slice(0, end).replace(/\n$/, '');
        if (end < 0) {
          await emit(thoughtEvent(turn, row));
          return;
        }
        isThinking = false;
        piece = whole.slice(end + 8).trimStart();
      }
      waiting += row?.answer === '' && waiting === '' && thinks ? piece.trimStart() : piece;
      if (performance.now() - sentAt >= batchMs) await flush();
    },
  };
}

/** Each call is told, told again, and told with what came of it. */
async function callTools(
  turn: Turn,
  calls: readonly ToolCall[],
  tools: readonly KnownTool[],
  isOld: boolean,
  rows: ReturnType<typeof createRows>,
): Promise<ModelMessage[]> {
  const told = calls.map((call) => ({ call, row: rows.addTool(call, isOld) }));
  for (const { row } of [...told, ...told]) if (!isOld) await turn.emit(thoughtEvent(turn, row));
  const answers: ModelMessage[] = [];
  for (const { call, row } of told) {
    const { text } = await callTool(turn, call, tools);
    row.observation = text;
    if (!isOld) await turn.emit(thoughtEvent(turn, row));
    answers.push({ role: 'tool', content: text, tool_call_id: call.id });
  }
  return answers;
}
