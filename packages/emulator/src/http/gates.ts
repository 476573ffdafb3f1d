import type { AppDefinition } from '../app-definition.ts';
import { Refusal } from './refusal.ts';

const chatModes: ReadonlySet<string> = new Set(['chat', 'agent-chat', 'advanced-chat', 'agent']);

/** 400 unless the app is one to talk to. An `agent` has no variables. */
export function chatGate({ info }: AppDefinition, options: { hasVariables?: boolean } = {}): void {
  const mode = info.mode ?? '';
  if (chatModes.has(mode) && !(options.hasVariables === true && mode === 'agent')) return;
  throw new Refusal(400, 'not_chat_app', 'Please check if your app mode matches the right API route.');
}

/** 400 unless the app writes completions. */
export function completionGate({ info }: AppDefinition): void {
  if (info.mode !== 'completion') throw appUnavailable();
}

/** 400 for an app that is not set up for what is asked. */
export function appUnavailable(): Refusal {
  return new Refusal(400, 'app_unavailable', 'App unavailable, please check your app configurations.');
}
