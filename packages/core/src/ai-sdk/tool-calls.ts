import type { AgentThoughtEvent } from '../events/dify-event.ts';

/** One use of a tool. */
export interface ToolCall {
  readonly id: string;
  readonly name: string;
  /** `undefined` while it is not known. */
  readonly input: unknown;
  /** `undefined` until the tool has answered. */
  readonly output: unknown;
}

/** The tools of an agent's round: their names are joined by `;`, what went in and came out is JSON by name, or plain text. */
export function toolCalls({ id, tool, tool_input, observation }: AgentThoughtEvent): ToolCall[] {
  const names = (tool ?? '').split(';').filter(Boolean);
  return names.map((name, at) => ({
    id: names.length === 1 ? id : `${id}-${at}`,
    name,
    input: fieldOf(tool_input, name),
    output: fieldOf(observation, name),
  }));
}

function fieldOf(text: string | null | undefined, name: string): unknown {
  if (!text) return undefined;
  const value = parsed(text);
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? Reflect.get(value, name) : value;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
