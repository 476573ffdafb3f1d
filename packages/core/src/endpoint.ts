/** Where an operation's fields go besides the path: nowhere else, the query string, a JSON body or a multipart form. */
export type Payload = 'query' | 'json' | 'form';

/** What an operation does with the end user's id: needs it, takes it, or ignores it. */
export type UserBinding = 'required' | 'optional' | 'none';

/**
 * A schema that reads a `Value`. Only this much of it is named, so that types stay shallow however many endpoints there are;
 * `schemaOf` gives the whole.
 */
export interface Shape<Value> {
  readonly kind: 'schema';
  /** For types alone. */
  readonly '~types'?: { readonly output: Value } | undefined;
}

/** One operation of Dify's Service API as a value. Client methods, builders, server routes and cache keys derive from it. */
export interface Endpoint<Input extends object, Output> {
  /** The operation's name in Dify's OpenAPI document. */
  readonly operationId: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Path template below the base URL; `{name}` is filled from the input. */
  readonly path: string;
  /** Where fields that are not in the path go. */
  readonly payload: Payload;
  /** How the operation treats `user`. */
  readonly user: UserBinding;
  /** A closed set: an unknown field is refused. */
  readonly input: Shape<Input>;
  /** An open set: unknown fields are kept. */
  readonly output: Shape<Output>;
  /** Present when the operation can answer with a stream of events; `'only'` when it never answers with anything else. */
  readonly events?: true | 'only';
  /** Present when doing it twice does nothing more than once, so that a call that got lost may be sent again. Reads are so anyway. */
  readonly idempotent?: true;
  /** Present when the answer is bytes: the call answers the `Response` itself, its body unread. */
  readonly binary?: true;
  /** How the operation's list is paged. */
  readonly pages?: PageKind;
}

/**
 * How a list is paged: by `page` number, by the id of the last row held (`last_id`), by the id of the first row held
 * (`first_id`, which goes back in time), or not at all (`whole`).
 */
export type PageKind = 'page' | 'last_id' | 'first_id' | 'whole';

/** An endpoint whose answer is a list in pages. */
export interface PagedEndpoint<Input extends object, Output extends { readonly data: readonly unknown[] }>
  extends Endpoint<Input, Output> {
  readonly pages: PageKind;
}

/** An endpoint whose `response_mode: 'streaming'` answers with a stream of events. */
export interface StreamingEndpoint<Input extends object, Output> extends Endpoint<Input, Output> {
  readonly events: true | 'only';
}

/** What an endpoint takes. */
export type InputOf<E> = E extends Endpoint<infer Input, infer _> ? Input : never;

/** What an endpoint answers. */
export type OutputOf<E> = E extends { readonly output: Shape<infer Output> } ? Output : never;

/** Declares an endpoint. The names in `<…>` are what an editor shows. */
export function endpoint<Input extends object, Output>(
  definition: StreamingEndpoint<Input, Output> & { readonly events: 'only' },
): StreamingEndpoint<Input, Output> & { readonly events: 'only' };
export function endpoint<Input extends object, Output>(
  definition: StreamingEndpoint<Input, Output>,
): StreamingEndpoint<Input, Output>;
export function endpoint<Input extends object, Output extends { readonly data: readonly unknown[] }>(
  definition: PagedEndpoint<Input, Output>,
): PagedEndpoint<Input, Output>;
export function endpoint<Input extends object, Output>(definition: Endpoint<Input, Output>): Endpoint<Input, Output>;
// @__NO_SIDE_EFFECTS__
export function endpoint<Input extends object, Output>(definition: Endpoint<Input, Output>): Endpoint<Input, Output> {
  return Object.freeze(definition);
}

/** The names of the slots in a path template. */
export function pathSlots(path: string): string[] {
  return Array.from(path.matchAll(/\{(\w+)\}/g), (match) => match[1] ?? '');
}
