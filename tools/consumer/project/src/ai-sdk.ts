// What is put between Dify and `useChat` of the AI SDK.
import type { Dify } from '@dify-oapi/core';
import {
  type DifyDataTypes,
  type DifyMessageMetadata,
  type DifyUIMessageChunk,
  toUIMessageStream,
  toUIMessageStreamResponse,
} from '@dify-oapi/core/ai-sdk';
import { exactly } from './exactly.js';

export function answer(dify: Dify): Response {
  const stream = dify.chat.stream({ query: 'Hi' });
  exactly<ReadableStream<DifyUIMessageChunk>>()(toUIMessageStream(stream, { onError: () => 'Sorry.' }));
  return toUIMessageStreamResponse(dify.workflows.stream({ inputs: {} }), { headers: { 'x-a': 'b' } });
}

export type Status = DifyMessageMetadata['status'];
export type Node = DifyDataTypes['dify-node'];
