import type { Endpoint } from '../endpoint.ts';
import type { EncodedCall } from './encode.ts';
import { endpointName } from './endpoint-name.ts';
import type { RequestOptions, Transport } from './options.ts';
import { secretsOf } from './redact.ts';

/** A call on its way: what stays the same over all its tries. */
export interface CallContext {
  readonly transport: Transport;
  readonly endpoint: Endpoint<object, unknown>;
  /** Method and path template. */
  readonly name: string;
  readonly call: EncodedCall;
  readonly options: RequestOptions;
  /** Everything whose abort takes the call back. */
  readonly signals: readonly (AbortSignal | undefined)[];
  /** Texts that must not show up in an error. */
  readonly secrets: readonly string[];
  /** Whether a second send can do nothing twice: a read, or a send with a name. */
  readonly repeatable: boolean;
}

/** Gathers what the tries of a call share. */
export function callContext(
  transport: Transport,
  endpoint: Endpoint<object, unknown>,
  call: EncodedCall,
  options: RequestOptions,
  ownSignal?: AbortSignal,
): CallContext {
  const marked = 'idempotent' in endpoint && endpoint.idempotent === true;
  return {
    transport,
    endpoint,
    name: endpointName(endpoint),
    call,
    options,
    signals: [options.signal, ownSignal],
    secrets: secretsOf(call.headers),
    repeatable: endpoint.method === 'GET' || marked || options.idempotencyKey !== undefined,
  };
}
