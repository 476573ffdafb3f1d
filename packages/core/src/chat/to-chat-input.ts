import type { SendChatMessage } from '../resources/chat/schemas.ts';
import type { InputFile } from '../schemas/input-file.ts';
import type { SendFile, SendMessage } from './chat.ts';
import type { ChatOptions } from './chat-options.ts';

/** A message as Dify takes it. */
export function toChatInput(
  message: SendMessage,
  options: Pick<ChatOptions, 'inputs'>,
  conversationId: string | null,
): SendChatMessage {
  const { files = [] } = message;
  const own = typeof options.inputs === 'function' ? options.inputs() : options.inputs;
  return {
    query: message.text,
    inputs: { ...own, ...message.inputs },
    ...(conversationId === null ? {} : { conversation_id: conversationId }),
    ...(files.length === 0 ? {} : { files: files.map(inputFile) }),
  };
}

const kinds: ReadonlySet<string> = new Set<InputFile['type']>(['image', 'document', 'audio', 'video', 'custom']);

function inputFile({ kind, uploadId, remoteUrl }: SendFile): InputFile {
  const isKind = (value: string): value is InputFile['type'] => kinds.has(value);
  const type = isKind(kind) ? kind : 'custom';
  if (remoteUrl !== undefined) return { type, transfer_method: 'remote_url', url: remoteUrl };
  return { type, transfer_method: 'local_file', upload_file_id: uploadId };
}
