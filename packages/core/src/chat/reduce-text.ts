import type { MessageReplaceEvent } from '../events/dify-event.ts';
import { withPiece } from './grow-parts.ts';
import type { AssistantMessage, AssistantStatus, MessagePart } from './message.ts';
import { rawTextOf } from './raw-text-of.ts';
import { takeResumed, withText } from './resumed-text.ts';
import type { ChatState } from './state.ts';
import { endThinking, readThinking, type ThinkPiece, thinkScan } from './think-tags.ts';

/** The answer has begun. */
export function begun(state: ChatState): ChatState {
  if (state.live === null || state.live.status.type !== 'pending') return state;
  return { ...state, status: 'streaming', live: { ...state.live, status: { type: 'streaming' } } };
}

/** More text of the answer. */
export function appendText(state: ChatState, delta: string, from: 'message' | 'agent_message', now: number): ChatState {
  const started = begun(state);
  const { live } = started;
  if (live === null || delta === '') return started;
  if (from === 'message' && state.textFrom === 'agent_message') {
    return { ...started, ...replaceText(live, delta), textFrom: 'message' };
  }
  if (state.resumed !== null) {
    const { text, next } = takeResumed(state.resumed, delta);
    const taken = next === state.resumed ? started : { ...started, resumed: next };
    return text === '' ? taken : { ...taken, textFrom: from, ...withDelta(taken, live, text, now) };
  }
  return { ...started, textFrom: from, ...withDelta(started, live, delta, now) };
}

/**
 * The whole text so far. In the middle of a run it is the word of the app's content rules. At the beginning of a run
 * that is read again it is what the server has stored, which may be less than what is held.
 */
export function takeReplacement(state: ChatState, { answer }: MessageReplaceEvent): ChatState {
  const { live } = state;
  if (live === null || answer === '') return state;
  const started = begun(state);
  const held = rawTextOf(live);
  const isStored = answer.startsWith(held) || (state.resumed !== null && held.startsWith(answer));
  if (!isStored) {
    const spoken = { ...live, parts: live.parts.filter(({ type }) => type !== 'reasoning') };
    const { live: next, thinking } = replaceText(spoken, answer);
    return { ...started, resumed: null, thinking, live: { ...next, replaced: true } };
  }
  if (held.length >= answer.length) return started;
  const next = withText(live, answer);
  const resumed = state.resumed?.mode === 'undecided' ? { ...state.resumed, before: answer } : state.resumed;
  const { scan: thinking } = readThinking(thinkScan, answer);
  return { ...started, resumed, thinking, live: { ...next, status: { type: 'streaming' } } };
}

/** The text in the words of the run's own end. */
export function takeAnswer(state: ChatState, answer: unknown): ChatState {
  if (state.live === null || typeof answer !== 'string' || answer === '') return state;
  const isSilent = !state.live.parts.some(({ type }) => type === 'text');
  if (state.resumed === null && !isSilent) return state;
  return {
    ...state,
    resumed: state.resumed && { before: answer, got: '', mode: 'repeat' },
    live: withText(state.live, answer),
  };
}

/** What was held back as a repetition and turned out to be none is said after all. */
export function releaseHeldBack(state: ChatState, status: AssistantStatus, now: number): ChatState {
  const { resumed, live } = state;
  if (resumed === null || live === null || resumed.mode !== 'undecided' || resumed.got === '') return state;
  if (status.type !== 'complete' && status.type !== 'paused') return state;
  return { ...state, ...withDelta(state, live, resumed.got, now) };
}

/** The end of a text that looked like the beginning of a tag, and is none. */
export function releaseTail(state: ChatState, now: number): ChatState {
  const { live, thinking } = state;
  const pieces = live === null ? [] : endThinking(thinking);
  if (live === null || pieces.length === 0) return state;
  return { ...state, thinking: thinkScan, live: { ...live, parts: grown(live.parts, pieces, now) } };
}

/** An answer whose text is replaced, with the thinking that came in it; other parts stay. */
function replaceText(
  live: AssistantMessage,
  text: string,
): Pick<ChatState, 'live' | 'thinking'> & { live: AssistantMessage } {
  const hasThought = text.includes('<think>');
  const others = live.parts.filter(
    (part) => part.type !== 'text' && !(hasThought && part.type === 'reasoning' && part.origin === 'think-tag'),
  );
  const { scan, pieces } = readThinking(thinkScan, text);
  // The row of the text stays the same one, so that nothing is set up anew.
  const id = live.parts.find((part) => part.type === 'text')?.id;
  const parts = grown(others, pieces, live.createdAt).map((part, at, all) =>
    part.type === 'text' && id !== undefined && all.findIndex(({ type }) => type === 'text') === at
      ? { ...part, id }
      : part,
  );
  return { thinking: scan, live: { ...live, parts } };
}

function withDelta(
  { thinking }: ChatState,
  live: AssistantMessage,
  delta: string,
  now: number,
): Pick<ChatState, 'live' | 'thinking'> {
  const { scan, pieces } = readThinking(thinking, delta);
  const parts = grown(live.parts, pieces, now);
  const timing = live.timing ?? { firstTokenMs: Math.max(0, now - live.createdAt) };
  return { thinking: scan, live: { ...live, parts, timing } };
}

function grown(parts: readonly MessagePart[], pieces: readonly ThinkPiece[], now: number): readonly MessagePart[] {
  return pieces.reduce((before, piece) => withPiece(before, piece, now), parts);
}
