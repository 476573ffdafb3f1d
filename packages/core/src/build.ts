import type { Call, DifyClient } from './client.ts';
import type { Endpoint, StreamingEndpoint } from './endpoint.ts';
import type { DifyStream } from './streams/dify-stream.ts';
import type { RequestOptions, StreamOptions } from './transport/options.ts';

type RequiredKeys<Input> = {
  [Key in keyof Input]-?: Record<never, never> extends Pick<Input, Key> ? never : Key;
}[keyof Input];

/** One method a field that is not yet set. Keys are mapped one to one, so that an editor shows each field's comment. */
type Setters<E, Input extends object, Output, Set extends keyof Input> = {
  [Key in keyof Input as Key extends Set ? never : Key]-?: (
    value: Exclude<Input[Key], undefined>,
  ) => Builder<E, Input, Output, Set | Key>;
};

/** What appears when nothing is missing. */
interface Ready<Input extends object, Output> {
  /** The fields as they were set. */
  input(): Input;
  send(dify: DifyClient, options?: RequestOptions): Call<Output>;
}

interface Streamable {
  stream(dify: DifyClient, options?: StreamOptions): DifyStream;
}

/** A request that is being put together. A field can be set once; `send` exists when all that are needed are there. */
export type Builder<E, Input extends object, Output, Set extends keyof Input = never> = Setters<E, Input, Output, Set> &
  (RequiredKeys<Input> extends Set
    ? Ready<Input, Output> & (E extends { readonly events: true | 'only' } ? Streamable : unknown)
    : unknown);

/**
 * Builds the request of an endpoint field by field.
 *
 * @example build(chat.send).query('Hello').user('u1').stream(dify)
 */
export function build<Input extends object, Output>(
  endpoint: StreamingEndpoint<Input, Output>,
): Builder<StreamingEndpoint<Input, Output>, Input, Output>;
export function build<Input extends object, Output>(
  endpoint: Endpoint<Input, Output>,
): Builder<Endpoint<Input, Output>, Input, Output>;
export function build<Input extends object, Output>(endpoint: Endpoint<Input, Output>): unknown {
  return builder(endpoint, {});
}

function builder<Input extends object, Output>(
  endpoint: Endpoint<Input, Output>,
  fields: Readonly<Record<string, unknown>>,
): object {
  const verbs: Readonly<Record<string, unknown>> = {
    input: () => ({ ...fields }),
    send: (dify: DifyClient, options?: RequestOptions) => dify.request(endpoint, asInput<Input>(fields), options),
    stream: (dify: DifyClient, options?: StreamOptions) => {
      if (endpoint.events === undefined) throw new TypeError(`${endpoint.operationId} does not stream. Use send().`);
      return dify.stream(asStreaming(endpoint), asInput<Input>(fields), options);
    },
  };
  return new Proxy(verbs, {
    get(_, name) {
      if (typeof name !== 'string' || name === 'then') return undefined;
      if (Object.hasOwn(verbs, name)) return verbs[name];
      if (Object.hasOwn(fields, name)) throw new TypeError(`"${name}" was set already. A field can be set once.`);
      return (value: unknown) => builder(endpoint, { ...fields, [name]: value });
    },
  });
}

/** The type has seen to the fields; what slipped through is found when the input is checked before sending. */
function asInput<Input extends object>(fields: Readonly<Record<string, unknown>>): Input {
  return fields as Input;
}

function asStreaming<Input extends object, Output>(
  endpoint: Endpoint<Input, Output>,
): StreamingEndpoint<Input, Output> {
  return endpoint as StreamingEndpoint<Input, Output>;
}
