import type { Server } from '../context.ts';
import { stableId } from '../stable-id.ts';
import type { ConversationVariableRow } from '../world/workflow-rows.ts';
import type { RunFacts } from './run-facts.ts';
import type { WorkflowDefinition } from './workflow-definition.ts';

/** The variables of a conversation, made from the definition where they are missing. */
export function conversationVariablesOf(
  { now, world }: Server,
  app: string,
  { conversationVariables = [] }: WorkflowDefinition,
  conversationId: string,
): ConversationVariableRow[] {
  return conversationVariables.map(({ description = '', id, name, value, value_type }) => {
    const key = `${conversationId}/${id ?? stableId(`variable ${app} ${name}`)}`;
    const known = world.conversationVariables.get(key);
    if (known) return known;
    const created_at = now();
    const row: ConversationVariableRow = {
      id: key,
      app,
      conversation_id: conversationId,
      name,
      value_type,
      value,
      description,
      created_at,
      updated_at: created_at,
    };
    world.conversationVariables.set(key, row);
    return row;
  });
}

/** Keeps what a run has changed a variable to. */
export function keepConversationVariable({ row, server }: RunFacts, name: string, value: unknown): void {
  for (const variable of server.world.conversationVariables.values()) {
    if (variable.conversation_id !== row.conversation_id || variable.name !== name) continue;
    variable.value = value;
    variable.updated_at = server.now();
    server.changed();
  }
}
