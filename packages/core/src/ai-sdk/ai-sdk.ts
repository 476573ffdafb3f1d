export type { ChunkOptions } from './to-chunks.ts';
export { toUIMessageStream, type UIMessageStreamOptions } from './to-ui-message-stream.ts';
export { toUIMessageStreamResponse, type UIMessageStreamResponseOptions } from './to-ui-message-stream-response.ts';
export type {
  DifyDataTypes,
  DifyMessageMetadata,
  DifyNodeData,
  DifyReplaceData,
  DifyUIMessageChunk,
  DifyWorkflowData,
} from './ui-message-chunk.ts';
