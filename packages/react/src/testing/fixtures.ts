import type { AssistantMessage, RetrieverResource, UserMessage } from '@dify-oapi/core';
import type { ConversationRow, MessageRow, WorldSnapshot } from '@dify-oapi/emulator';

/** Noon of a day that does not change. */
const noon = Date.UTC(2026, 10, 22, 12);

/** A passage of the handbook. */
export function aPassage(fields: Partial<RetrieverResource> = {}): RetrieverResource {
  return {
    position: 1,
    dataset_id: 'd1',
    dataset_name: 'Service handbook 2026',
    document_id: 'doc-1',
    document_name: 'Drive unit and rear wheel.pdf',
    segment_id: 's1',
    segment_position: 12,
    score: 0.91,
    content: 'Tighten the M12 axle nuts alternately to 40 Nm. Replace the nuts after each removal of the wheel.',
    ...fields,
  };
}

/** A complete answer. */
export function anAnswer(fields: Partial<AssistantMessage> = {}): AssistantMessage {
  return {
    role: 'assistant',
    id: 'answer-1',
    serverId: 'turn-1',
    createdAt: noon,
    replyTo: 'question-1',
    status: { type: 'complete' },
    parts: [{ type: 'text', id: 'text-0', text: 'Tighten the axle to **40 Nm** on both sides.', state: 'done' }],
    sources: [],
    feedback: null,
    ...fields,
  };
}

/** A question without files. */
export function aQuestion(fields: Partial<UserMessage> = {}): UserMessage {
  return {
    role: 'user',
    id: 'question-1',
    createdAt: noon,
    text: 'Which torque do I use for the rear motor axle?',
    files: [],
    ...fields,
  };
}

/** A conversation to begin with. */
export interface SeededConversation {
  name: string;
  /** Questions and answers, oldest first. */
  turns: readonly { query: string; answer: string; sources?: RetrieverResource[] }[];
  /** Unix time in seconds. @default the time of the fixtures */
  at?: number;
  /** @default made from its place in the list */
  id?: string;
}

/** The id of the n-th seeded conversation. */
export const conversationId = (index: number) => `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;

/** What an emulator remembers at the start: conversations of user `u1` with the support assistant. */
export function aWorld(seeds: readonly SeededConversation[]): WorldSnapshot {
  const owner = { app: 'app-support', user: 'u1', inputs: {} };
  const conversations: ConversationRow[] = [];
  const messages: MessageRow[] = [];
  let order = 0;
  for (const [index, { name, turns, at = noon / 1000, id = conversationId(index) }] of seeds.entries()) {
    conversations.push({ ...owner, id, name, created_at: at, updated_at: at });
    for (const { query, answer, sources = [] } of turns) {
      order++;
      messages.push({
        ...owner,
        id: `00000000-0000-4000-9000-${String(order).padStart(12, '0')}`,
        conversation_id: id,
        query,
        answer,
        files: [],
        sources,
        feedback: null,
        status: 'normal',
        error: null,
        created_at: at + order,
        order,
        tokens: { prompt: 20, answer: 40 },
        latency: 1.2,
        followUps: [],
      });
    }
  }
  return { version: 1, conversations, messages };
}
