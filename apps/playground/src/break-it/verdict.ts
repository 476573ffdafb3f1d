import { type AssistantMessage, type ChatSnapshot, textOf } from '@dify-oapi/core';
import { getConversationHistory } from '@dify-oapi/core/endpoints';
import { dify } from '../client.ts';

/** What has become of an answer. */
export interface Verdict {
  readonly end: AssistantMessage['status']['type'];
  /** Whether its text is, letter for letter, what Dify has stored of it; `null` where Dify stored none. */
  readonly isWhole: boolean | null;
  /** How often the question went to Dify. */
  readonly asked: number;
}

/** Compares an answer that has ended with what Dify knows of it. */
export async function verdictOn(
  message: AssistantMessage,
  { conversationId, messages }: ChatSnapshot,
): Promise<Verdict> {
  const question = messages.find(({ id }) => id === message.replyTo);
  const [asked, stored] = await Promise.all([
    question?.role === 'user' ? askedCount(question.text) : 0,
    conversationId === null ? null : storedAnswer(conversationId, message.serverId),
  ]);
  return { end: message.status.type, isWhole: stored === null ? null : stored === textOf(message), asked };
}

async function askedCount(question: string): Promise<number> {
  const response = await fetch(`/api/playground/asked?question=${encodeURIComponent(question)}`);
  const { count }: { count?: unknown } = await response.json();
  return typeof count === 'number' ? count : 0;
}

async function storedAnswer(conversationId: string, messageId: string | undefined): Promise<string | null> {
  const page = await dify
    .request(getConversationHistory, { conversation_id: conversationId, limit: 20 })
    .catch(() => null);
  return page?.data.find(({ id }) => id === messageId)?.answer || null;
}
