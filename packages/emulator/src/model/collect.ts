import type { RetrieverResource } from '@dify-oapi/core';
import type { FinishReason, Model, ModelRequest, ModelUsage, Piece, ToolCall } from './model.ts';
import { tokenPieces } from './token-pieces.ts';

/** A model's whole answer. */
export interface Collected {
  readonly text: string;
  readonly reasoning: string;
  readonly toolCalls: readonly ToolCall[];
  readonly sources: readonly RetrieverResource[];
  readonly followUps: readonly string[];
  readonly finish: FinishReason;
  /** Counted here when the model did not say. */
  readonly usage: ModelUsage;
}

/** Asks a model and waits for all of its answer. Rejects with what the model throws. */
export async function collect(model: Model, request: ModelRequest): Promise<Collected> {
  const gatherer = gather(request);
  for await (const piece of model(request)) gatherer.add(piece);
  return gatherer.collected();
}

/** Puts the pieces of an answer together as they come. `add` returns the text that a piece adds. */
export function gather(request: ModelRequest) {
  let text = '';
  let reasoning = '';
  let count = 0;
  let finish: FinishReason = 'stop';
  let usage: ModelUsage | undefined;
  const toolCalls: ToolCall[] = [];
  const sources: RetrieverResource[] = [];
  const followUps: string[] = [];
  return {
    add(piece: Piece): string {
      if (typeof piece === 'string') {
        text += piece;
        count++;
        return piece;
      }
      switch (piece.type) {
        case 'text':
          text += piece.text;
          count++;
          return piece.text;
        case 'reasoning':
          reasoning += piece.text;
          count++;
          break;
        case 'tool_call':
          toolCalls.push({ id: piece.id, name: piece.name, arguments: piece.arguments });
          break;
        case 'sources':
          sources.push(...piece.sources);
          break;
        case 'follow_ups':
          followUps.push(...piece.questions);
          break;
        default:
          finish = piece.reason;
          usage = piece.usage;
      }
      return '';
    },
    collected(): Collected {
      const counted = { prompt_tokens: promptTokens(request), completion_tokens: count };
      return { text, reasoning, toolCalls, sources, followUps, finish, usage: usage ?? counted };
    },
  };
}

/** About as many as a model's own tokenizer would count. */
function promptTokens({ messages, context }: ModelRequest): number {
  const texts = [...messages.map(({ content }) => content), ...context.map(({ content }) => content ?? '')];
  return texts.reduce((sum, text) => sum + tokenPieces(text).length, 0);
}
