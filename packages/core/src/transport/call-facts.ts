import type { Endpoint } from '../endpoint.ts';

/**
 * Facts about one try of a call, for logs, spans and metrics: without ids, queries, headers and bodies.
 *
 * @see https://opentelemetry.io/docs/specs/semconv/http/http-spans/
 */
export interface CallFacts {
  readonly 'http.request.method': string;
  /** The path template, e.g. `/conversations/{conversation_id}`. */
  readonly 'url.template': string;
  /** The host; absent for an address without one. */
  readonly 'server.address'?: string;
  readonly 'server.port'?: number;
  /** How often the call was sent before this try; absent for the first. */
  readonly 'http.request.resend_count'?: number;
  readonly 'http.response.status_code'?: number;
  /** The error's `code`; absent when nothing failed. */
  readonly 'error.type'?: string;
  /** Seconds from sending to the answer's headers, or to the failure. */
  readonly 'http.client.request.duration'?: number;
}

/** The facts that are known before a try. */
export function callFacts(
  endpoint: Pick<Endpoint<object, unknown>, 'method' | 'path'>,
  url: string,
  resendCount: number,
): CallFacts {
  const [, host, port] = /^\w+:\/\/(?:[^@/]*@)?(\[[^\]]*\]|[^:/?#]+)(?::(\d+))?/.exec(url) ?? [];
  return {
    'http.request.method': endpoint.method,
    'url.template': endpoint.path,
    ...(host === undefined ? {} : { 'server.address': host }),
    ...(port === undefined ? {} : { 'server.port': Number(port) }),
    ...(resendCount === 0 ? {} : { 'http.request.resend_count': resendCount }),
  };
}
