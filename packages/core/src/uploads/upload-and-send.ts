import type { DifyClient } from '../client.ts';
import * as chat from '../resources/chat/endpoints.ts';
import type { ChatCompletion, SendChatMessage } from '../resources/chat/schemas.ts';
import { upload } from '../resources/files/endpoints.ts';
import type { InputFile } from '../schemas/input-file.ts';
import type { DifyStream } from '../streams/dify-stream.ts';
import type { RequestOptions, StreamOptions } from '../transport/options.ts';

/** A message with the files that go with it, not uploaded yet. */
export type UploadAndSend = Omit<SendChatMessage, 'files'> & {
  /** At least one. */
  files: readonly File[];
};

/**
 * Uploads files and sends a message with them, for the same user. Answers when the whole answer is there.
 *
 * @throws what the upload or the message throws; nothing is sent when a file is refused
 */
export async function uploadAndSend(
  client: DifyClient,
  { files, ...message }: UploadAndSend,
  options?: RequestOptions,
): Promise<ChatCompletion> {
  return client.request(
    chat.send,
    { ...message, files: await uploaded(client, files, message.user, options) },
    options,
  );
}

/** Uploads files and sends a message with them, for the same user. Answers the stream of the answer. */
export async function uploadAndStream(
  client: DifyClient,
  { files, ...message }: UploadAndSend,
  options?: StreamOptions,
): Promise<DifyStream> {
  return client.stream(chat.send, { ...message, files: await uploaded(client, files, message.user, options) }, options);
}

async function uploaded(
  client: DifyClient,
  files: readonly File[],
  user: string | undefined,
  { signal }: RequestOptions = {},
): Promise<InputFile[]> {
  const owner = user === undefined ? {} : { user };
  const answers = await Promise.all(files.map((file) => client.request(upload, { file, ...owner }, { signal })));
  return answers.map(({ id, mime_type }, index) => ({
    type: fileType(mime_type ?? files[index]?.type ?? ''),
    transfer_method: 'local_file',
    upload_file_id: id,
  }));
}

/** Dify's kind of file for a MIME type. */
export function fileType(mimeType: string): InputFile['type'] {
  const kind = mimeType.split('/')[0];
  return kind === 'image' || kind === 'audio' || kind === 'video' ? kind : 'document';
}
