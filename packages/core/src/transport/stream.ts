import type { StreamingEndpoint } from '../endpoint.ts';
import type { DifyEvent } from '../events/dify-event.ts';
import { type EventReader, readEvents } from '../events/read-events.ts';
import type { DifyStream, StreamFacts } from '../streams/dify-stream.ts';
import { withHelpers } from '../streams/with-helpers.ts';
import { callContext } from './call-context.ts';
import { encodeCall } from './encode.ts';
import type { StreamOptions, Transport } from './options.ts';
import { anotherTry } from './retry.ts';
import { schemaFields } from './schema-fields.ts';
import { type StreamConnection, streamConnection } from './stream-connection.ts';

/**
 * Sends a call whose answer is a stream. Sent a second time only when it certainly never reached the server, or, for a read
 * and with an `idempotencyKey`, when not a byte of the answer has come.
 *
 * @throws ValidationError at once when the input does not fit
 */
export function stream<Input extends object>(
  transport: Transport,
  endpoint: StreamingEndpoint<Input, unknown>,
  input: Input,
  options: StreamOptions = {},
): DifyStream {
  const asked = asksForStream(endpoint) ? { ...input, response_mode: 'streaming' } : input;
  const call = encodeCall(endpoint, asked, transport, options, 'text/event-stream');
  const controller = new AbortController();
  const context = callContext(transport, endpoint, call, options, controller.signal);

  /** What is read, or was read last. */
  let connection: StreamConnection | undefined;
  let reader: EventReader | undefined;

  async function* events(): AsyncGenerator<DifyEvent, void, undefined> {
    for (let tried = 0; ; tried++) {
      connection = streamConnection(context, options, tried);
      reader = undefined;
      try {
        reader = readEvents(await connection.open(), connection.reading);
        for await (const event of reader) {
          connection.lend(event);
          yield event;
          connection.takeBack();
        }
        return;
      } catch (cause) {
        const error = connection.failure(cause);
        if (connection.hasArrived() || !(await anotherTry(context, error, tried))) throw error;
      } finally {
        connection.close();
      }
    }
  }

  const continuesOnPause = Reflect.get(input, 'continue_on_pause') === true;
  const facts: StreamFacts = {
    get lastEventId() {
      return reader?.lastEventId ?? '';
    },
    get runHandle() {
      return connection?.runHandle() ?? null;
    },
  };
  return withHelpers({ [Symbol.asyncIterator]: events }, () => controller.abort(), { continuesOnPause, facts });
}

/** Whether the endpoint answers with a stream only when it is asked to. */
function asksForStream(endpoint: StreamingEndpoint<object, unknown>): boolean {
  if (endpoint.events === 'only' || endpoint.payload !== 'json') return false;
  const fields = schemaFields(endpoint.input) ?? [];
  return fields.length === 0 || fields.includes('response_mode');
}
