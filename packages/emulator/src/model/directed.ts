import { tokenize } from '../knowledge/tokenize.ts';
import { directivesOf, withoutDirectives } from './directives.ts';
import type { Model, ModelRequest, Piece } from './model.ts';
import { ModelError } from './model-error.ts';
import { nearestChoice } from './nearest-choice.ts';
import { pause } from './pause.ts';
import { hostileSample, markdownSample, prosePieces, rot13 } from './sample-texts.ts';
import { tokenPieces } from './token-pieces.ts';
import { valuesOf } from './values-of.ts';

/**
 * A model that does as it is told inside the question or the app's prompt, else it repeats what was said:
 *
 * - `[[say:text]]`, `[[tokens:N]]`, `[[md]]`, `[[html]]`, `[[json]]`, `[[empty]]`, `[[rot:text]]`: what it answers
 * - `[[slow:N]]` over N seconds, `[[gap:MS]]` between pieces, `[[first:MS]]` before the first: how fast
 * - `[[think]]` as `<think>`, `[[think-field]]` as reasoning: thoughts before the answer
 * - `[[tool]]`, `[[tool:K]]`, `[[tools]]`: one call, K rounds of one, all tools in one round
 * - `[[fail:STATUS]]`, `[[cut:N]]`, `[[errchunk:N]]` after N pieces, `[[finish:length]]`: how it ends
 */
export function directed(): Model {
  return async function* (request) {
    const { purpose, query, signal } = request;
    switch (purpose) {
      case 'title':
        yield `Title: ${tokenize(withoutDirectives(query)).slice(0, 4).join(' ') || 'New chat'}`;
        return;
      case 'follow_ups':
        yield { type: 'follow_ups', questions: ['What comes next?', 'Can you explain?', 'Is there an example?'] };
        return;
      case 'classify':
        yield nearestChoice({ ...request, query: withoutDirectives(query) });
        return;
      case 'extract':
        yield JSON.stringify(valuesOf(request.schema ?? {}, query));
        return;
      default:
    }
    const texts = promptsOf(request);
    const told = directivesOf(...texts);
    if (told.has('fail')) {
      const status = Number(told.get('fail')) || 500;
      throw new ModelError(status, `The stub was told to fail with ${status}.`);
    }
    await pause(Number(told.get('first') ?? 0), signal);
    const { calls, lead, pieces, thoughts } = plan(request, texts[1] ?? '', told);
    const gap = told.has('slow')
      ? (Number(told.get('slow')) * 1000) / Math.max(pieces.length, 1)
      : Number(told.get('gap') ?? 0);
    const inField = told.has('think-field');
    if (inField) {
      for (const text of thoughts) {
        yield { type: 'reasoning', text };
        await pause(gap, signal);
      }
    }
    if (calls.length > 0) {
      for (const text of tokenPieces(lead)) {
        yield text;
        await pause(gap, signal);
      }
      yield* calls;
      yield { type: 'finish', reason: 'tool_calls' };
      return;
    }
    let count = 0;
    for (const text of inField ? pieces : [...thoughts, ...pieces]) {
      if (told.has('cut') && count >= Number(told.get('cut'))) break;
      if (told.has('errchunk') && count >= Number(told.get('errchunk'))) {
        throw new ModelError(200, 'The stub was told to fail in the stream.');
      }
      count++;
      yield text;
      await pause(gap, signal);
    }
    if (told.has('cut')) throw new ModelError(0, 'The connection was cut.');
    yield { type: 'finish', reason: told.get('finish') === 'length' ? 'length' : 'stop' };
  };
}

/** The app's prompt, and the last question. */
function promptsOf({ messages, query }: ModelRequest): [system: string, user: string] {
  const system = messages.filter(({ role }) => role === 'system').map(({ content }) => content);
  const user = messages.findLast(({ role }) => role === 'user')?.content ?? query;
  return [system.join('\n'), user];
}

interface Plan {
  readonly calls: readonly Extract<Piece, { type: 'tool_call' }>[];
  /** What is said before the calls. */
  readonly lead: string;
  readonly pieces: readonly string[];
  readonly thoughts: readonly string[];
}

function plan(request: ModelRequest, user: string, told: ReadonlyMap<string, string>): Plan {
  const { context, files, messages, model, schema, tools } = request;
  const question = withoutDirectives(user);
  const after = messages.slice(messages.findLastIndex(({ role }) => role === 'user') + 1);
  const rounds = after.filter(({ tool_calls }) => tool_calls !== undefined && tool_calls.length > 0).length;
  const wanted = told.has('tools') || told.get('tool') === '' ? 1 : Number(told.get('tool') ?? 0);
  const thinks = told.has('think') || model === 'stub-think';
  const thought = thinks
    ? `The user asks about ${tokenize(question).slice(0, 5).join(' ') || 'nothing'}. Two steps: read, then answer.`
    : '';
  const inField = told.has('think-field');
  const thoughts = inField
    ? tokenPieces(thought || 'Thinking in a field.')
    : thinks
      ? tokenPieces(`<think>\n${thought}\n</think>\n\n`)
      : [];
  const said = (pieces: readonly string[]): Plan => ({ calls: [], lead: '', pieces, thoughts });
  if (tools.length > 0 && wanted > rounds) {
    const used = told.has('tools') ? tools : tools.slice(rounds % tools.length, (rounds % tools.length) + 1);
    const calls = used.map(({ name, parameters }, at) => ({
      type: 'tool_call' as const,
      id: `call_${rounds + 1}_${at + 1}`,
      name,
      arguments: JSON.stringify(valuesOf(parameters, question)),
    }));
    return { calls, lead: rounds === 0 ? 'Let me look that up.' : '', pieces: [], thoughts };
  }
  if (schema !== undefined) return said(tokenPieces(JSON.stringify(valuesOf(schema, question))));
  if (told.has('empty')) return said([]);
  if (told.has('rot')) return said(tokenPieces(rot13(told.get('rot') ?? '')));
  if (told.has('say')) return said(tokenPieces(told.get('say') ?? ''));
  if (told.has('md')) return said(tokenPieces(markdownSample));
  if (told.has('html')) return said(tokenPieces(hostileSample));
  if (told.has('json')) {
    return said(tokenPieces(JSON.stringify({ answer: question || 'nothing', items: [1, 2, 3], ok: true })));
  }
  if (told.has('tokens')) return said(prosePieces(Math.min(20_000, Number(told.get('tokens')) || 1), user.length));
  if (told.has('slow')) return said(prosePieces(Math.max(2, Math.round(Number(told.get('slow')) * 10)), user.length));
  const result = after.findLast(({ role }) => role === 'tool')?.content;
  if (result !== undefined) {
    return said(
      tokenPieces(`The tool answered: ${result.slice(0, 200) || '(nothing)'}. That is the result for: ${question}`),
    );
  }
  const best = bestSentence(context.map(({ content }) => content ?? '').join('\n'), question);
  if (best !== undefined) return said(tokenPieces(`According to the sources: “${best}”`));
  const turn = messages.filter(({ role }) => role === 'user').length;
  const image = files.some(({ type }) => type === 'image') ? ' I can see the image.' : '';
  const code = (user.length * 2_654_435_761).toString(16).slice(0, 8);
  return said(
    tokenPieces(
      `Turn ${turn}: you said “${question.slice(0, 120) || 'nothing'}”.${image} This is a fixed answer, code ${code}.`,
    ),
  );
}

/** The sentence that shares most words with the question. */
function bestSentence(text: string, question: string): string | undefined {
  const words = new Set(tokenize(question));
  const sentences = text.split(/(?<=[.!?。！？])\s+|\n+/).filter((sentence) => sentence.trim().length > 8);
  const rated = sentences.map((sentence) => ({
    sentence: sentence.trim(),
    shared: new Set(tokenize(sentence).filter((word) => words.has(word))).size,
  }));
  return rated.sort((a, b) => b.shared - a.shared)[0]?.sentence;
}
