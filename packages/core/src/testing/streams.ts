/** The bytes of a stream, one chunk a piece; ends, or fails like a connection that breaks. */
export function bodyOf(
  pieces: readonly Uint8Array[],
  end: 'end' | 'break' | 'hang' = 'end',
): ReadableStream<Uint8Array> {
  let at = 0;
  return new ReadableStream(
    {
      pull(controller) {
        const piece = pieces[at++];
        if (piece) controller.enqueue(piece);
        else if (end === 'end') controller.close();
        else if (end === 'break') controller.error(new TypeError('terminated'));
      },
    },
    { highWaterMark: 0 },
  );
}

/** Bytes cut in two at `at`. */
export function cutAt(bytes: Uint8Array, at: number): Uint8Array[] {
  return [bytes.slice(0, at), bytes.slice(at)].filter((piece) => piece.length > 0);
}

/** Bytes in pieces of `size`. */
export function inPieces(bytes: Uint8Array, size: number): Uint8Array[] {
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) => bytes.slice(at * size, (at + 1) * size));
}

const conversation_id = '5b4ff11c-bf0e-4060-a08c-1eb493ecab0b';
const message_id = '80739cfc-7640-4d76-b91e-89dd3b801d99';
const envelope = {
  conversation_id,
  message_id,
  created_at: 1_795_381_650,
  task_id: '87133e06-e616-45f3-a517-313ca2e24627',
};

/** Ids of the constructed streams. */
export const ids = { conversation_id, message_id, task_id: envelope.task_id };

/** An event of a chat app as it stands on the wire. */
export function line(event: string, fields: Readonly<Record<string, unknown>> = {}): string {
  return `data: ${JSON.stringify({ event, ...envelope, ...fields })}\n\n`;
}

/** A source as `message_end` lists it. */
export const source = {
  position: 1,
  dataset_id: 'd1',
  dataset_name: 'Handbook',
  document_id: 'doc1',
  document_name: 'Torque tables',
  segment_id: 'seg1',
  score: 0.91,
  content: 'Tighten the axle to 40 Nm.',
};

/** The text of `answer`, with what a stream is fond of breaking: several scripts, an emoji, a combining mark. */
export const answerText = 'Tighten to **40 Nm**. 后轮 🚲 é \\u4f60 done.';

/** A whole answer of a chat app: deltas, a keep-alive, the end with a source. */
export const answer = [
  ...Array.from(answerText.matchAll(/.{1,5}/gsu), ([piece]) => line('message', { id: message_id, answer: piece })),
  'event: ping\n\n',
  line('message_end', {
    id: message_id,
    metadata: { retriever_resources: [source], usage: { total_tokens: 42, latency: 0.8 } },
    files: [],
  }),
].join('');

/** The text as UTF-8. */
export function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
