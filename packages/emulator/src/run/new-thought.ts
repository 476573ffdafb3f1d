import type { ThoughtRow } from '../world/app-rows.ts';
import type { Turn } from './run.ts';

/** A round that has just begun. */
export function newThought({ context }: Turn, position: number): ThoughtRow {
  return {
    id: context.server.id(),
    position,
    thought: '',
    answer: '',
    tool: '',
    tool_labels: {},
    tool_input: '',
    observation: '',
    files: [],
    created_at: context.server.now(),
  };
}
