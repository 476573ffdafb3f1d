import { spacedJson } from '../http/spaced-json.ts';
import { gather } from '../model/collect.ts';
import type { ModelMessage, ModelRequest, ToolCall } from '../model/model.ts';
import type { ThoughtRow } from '../world/app-rows.ts';
import { agentTools, callTool } from './agent-tools.ts';
import { argumentsOf } from './arguments-of.ts';
import { agentMessageEvent, fileEvent, thoughtEvent } from './events.ts';
import { modelPieces } from './model-pieces.ts';
import { newThought } from './new-thought.ts';
import { settle, type Turn } from './run.ts';

/** Lets an agent think and use its tools, round by round. Its answer joins the rounds. */
export async function playAgent(turn: Turn, asked: ModelRequest): Promise<string> {
  const { context, emit, ended, run } = turn;
  const { message } = run;
  const tools = agentTools(context);
  const rounds: string[] = [];
  const talk: ModelMessage[] = [...asked.messages];
  const tokens = { prompt: 0, answer: 0 };
  for (let position = 1; position <= (context.app.agent?.maxIteration ?? 5) + 1; position++) {
    const isLast = position > (context.app.agent?.maxIteration ?? 5);
    const request: ModelRequest = { ...asked, messages: talk, tools: isLast ? [] : tools.map(({ tool }) => tool) };
    const thought = newThought(turn, position);
    const gatherer = gather(request);
    let isFirst = true;
    for await (const piece of modelPieces(turn, context.app.model, request)) {
      if (isFirst) await begin(turn, thought);
      isFirst = false;
      const added = gatherer.add(piece);
      if (added !== '') await emit(agentMessageEvent(turn, added));
    }
    const { followUps, sources, text, toolCalls, usage } = gatherer.collected();
    if (ended.aborted) {
      // Newer servers forget the text of a round that was not finished.
      const isKept = context.server.profile === '1.14';
      if (turn.isStopped()) settle(turn, { answer: isKept ? [...rounds, text].filter(Boolean).join('\n') : '' });
      return '';
    }
    if (isFirst) await begin(turn, thought);
    await emit(agentMessageEvent(turn, ''));
    tokens.prompt += usage.prompt_tokens;
    tokens.answer += usage.completion_tokens;
    rounds.push(text);
    message.sources.push(...sources);
    message.followUps = [...followUps];
    message.tokens = { ...tokens };
    thought.thought = text;
    thought.answer = text;
    if (toolCalls.length === 0) {
      await emit(thoughtEvent(turn, thought));
      break;
    }
    thought.tool = toolCalls.map(({ name }) => name).join(';');
    thought.tool_labels = Object.fromEntries(
      toolCalls.map(({ name }) => [
        name,
        tools.find(({ tool }) => tool.name === name)?.labels ?? { en_US: name, zh_Hans: name },
      ]),
    );
    thought.tool_input = inputsOf(toolCalls);
    await emit(thoughtEvent(turn, thought));
    talk.push({ role: 'assistant', content: text, tool_calls: toolCalls });
    const observations: Record<string, string> = {};
    for (const call of toolCalls) {
      const used = await callTool(turn, call, tools);
      for (const { id, type, url } of used.files) {
        await emit(fileEvent(turn, id, type, url));
        thought.files.push(id);
      }
      observations[call.name] = used.text;
      talk.push({ role: 'tool', content: used.text, tool_call_id: call.id });
    }
    thought.observation = spacedJson(observations);
    await emit(thoughtEvent(turn, thought));
  }
  return rounds.filter(Boolean).join('\n');
}

/** Tells that a round begins. An agent that reasons in text (`react`) does not tell of its first one. */
async function begin(turn: Turn, thought: ThoughtRow): Promise<void> {
  const { app } = turn.context;
  const { message } = turn.run;
  message.thoughts = [...(message.thoughts ?? []), thought];
  if (app.agent?.strategy !== 'react' || thought.position > 1) await turn.emit(thoughtEvent(turn, thought));
}

function inputsOf(calls: readonly ToolCall[]): string {
  return spacedJson(Object.fromEntries(calls.map((call) => [call.name, argumentsOf(call)])));
}
