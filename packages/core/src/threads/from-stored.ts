import type { AssistantStatus, ChatMessage, MessagePart } from '../chat/message.ts';
import { toolState } from '../chat/tool-state.ts';
import { DifyError } from '../errors/dify-error.ts';
import type { StoredMessage } from './thread-schema.ts';

type StoredAnswer = Extract<StoredMessage, { role: 'assistant' }>;

/** A stored row as the machines know it. */
export function fromStored(row: StoredMessage): ChatMessage {
  if (row.role === 'user') {
    return { ...row, files: row.files.map(({ url, ...file }) => (url ? { ...file, url } : file)) };
  }
  return { ...row, status: statusOf(row.status), parts: row.parts.flatMap(partOf) };
}

function statusOf(status: StoredAnswer['status']): AssistantStatus {
  if (status.type !== 'failed' && status.type !== 'interrupted') return status;
  const { code, message, status: code_ } = status.error;
  return { type: status.type, error: new DifyError(message, { code, status: code_ }) };
}

function partOf(part: StoredAnswer['parts'][number]): MessagePart[] {
  switch (part.type) {
    case 'text':
    case 'reasoning':
      return [{ ...part, state: 'done' }];
    case 'tool':
      return [{ ...part, state: toolState(part.output) === 'failed' ? 'failed' : 'done' }];
    case 'file':
      return part.url === '' ? [] : [part];
    case 'human-input':
      return [{ ...part, form: { ...part.form, token: null, isRendered: true } }];
  }
}
