import type { MessageReplaceEvent } from '../events/dify-event.ts';
import type { AssistantMessage, AssistantStatus, MessagePart } from './message.ts';
import { freeId, takeResumed, withText } from './resumed-text.ts';
import type { ChatState } from './state.ts';

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
    return { ...started, textFrom: 'message', live: replaceText(live, delta) };
  }
  if (state.resumed !== null) {
    const { text, next } = takeResumed(state.resumed, delta);
    const taken = next === state.resumed ? started : { ...started, resumed: next };
    return text === '' ? taken : { ...taken, textFrom: from, live: withDelta(live, text, now) };
  }
  return { ...started, textFrom: from, live: withDelta(live, delta, now) };
}

/**
 * The whole text so far. In the middle of a run it is the word of the app's content rules. At the beginning of a run
 * that is read again it is what the server has stored, which may be less than what is held.
 */
export function takeReplacement(state: ChatState, { answer }: MessageReplaceEvent): ChatState {
  const { live } = state;
  if (live === null || answer === '') return state;
  const started = begun(state);
  const held = heldText(live);
  const isStored = answer.startsWith(held) || (state.resumed !== null && held.startsWith(answer));
  if (!isStored) return { ...started, resumed: null, live: { ...replaceText(live, answer), replaced: true } };
  if (held.length >= answer.length) return started;
  const next = withText(live, answer);
  const resumed = state.resumed?.mode === 'undecided' ? { ...state.resumed, before: answer } : state.resumed;
  return { ...started, resumed, live: { ...next, status: { type: 'streaming' } } };
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
  return { ...state, live: withDelta(live, resumed.got, now) };
}

/** An answer whose text is replaced; other parts stay. */
function replaceText(live: AssistantMessage, text: string): AssistantMessage {
  const others = live.parts.filter((part) => part.type !== 'text');
  const first = live.parts.find((part) => part.type === 'text');
  return { ...live, parts: [...others, { type: 'text', id: first?.id ?? 'text-0', text, state: 'streaming' }] };
}

function withDelta(live: AssistantMessage, delta: string, now: number): AssistantMessage {
  const last = live.parts.at(-1);
  const parts: readonly MessagePart[] =
    last?.type === 'text'
      ? [...live.parts.slice(0, -1), { ...last, text: last.text + delta, state: 'streaming' }]
      : [...live.parts, { type: 'text', id: freeId(live.parts), text: delta, state: 'streaming' }];
  const timing = live.timing ?? { firstTokenMs: Math.max(0, now - live.createdAt) };
  return { ...live, parts, timing };
}

function heldText({ parts }: AssistantMessage): string {
  return parts.map((part) => (part.type === 'text' ? part.text : '')).join('');
}
