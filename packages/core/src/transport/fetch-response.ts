import type { Attempt } from './attempt.ts';
import type { CallContext } from './call-context.ts';
import { type CallFacts, callFacts } from './call-facts.ts';
import { failureOf, takenBack } from './failure.ts';
import { errorOfResponse } from './refusal.ts';

/**
 * Sends a call once and answers its response when the status says success.
 *
 * @param tried how often it was sent before
 * @throws APIError, ConnectionError, TimeoutError or AbortError; what a hook throws as it is
 */
export async function fetchResponse(context: CallContext, attempt: Attempt, tried: number): Promise<Response> {
  const { transport, endpoint, call, options, name } = context;
  const { logger } = transport;
  const facts = callFacts(endpoint, call.url, tried);
  const begun = performance.now();
  const after = (more: Partial<CallFacts>): CallFacts => ({
    ...facts,
    ...more,
    'http.client.request.duration': (performance.now() - begun) / 1000,
  });
  const timeout = options.timeout ?? transport.timeout;
  const lift = attempt.limit('headers', options.firstByteTimeout ?? transport.firstByteTimeout ?? timeout);
  try {
    logger?.debug?.(`${name} is sent.`, { ...facts });
    const request = await changedRequest(context, attempt, facts);
    const response = await dispatch(context, attempt, request).catch((cause: unknown) => {
      const error = failureOf(cause, context, attempt, false);
      logger?.debug?.(`${name} failed with ${error.code}.`, { ...after({ 'error.type': error.code }) });
      throw error;
    });
    const { status, ok } = response;
    const answered = after({ 'http.response.status_code': status, ...(ok ? {} : { 'error.type': String(status) }) });
    logger?.debug?.(`${name} was answered with ${status}.`, { ...answered });
    await transport.onResponse?.(response, answered);
    if (ok) return response;
    const known = { requestId: options.traceId, secrets: context.secrets };
    const refusal = await errorOfResponse(response, name, known, attempt.signal);
    throw attempt.ending === 'caller' ? takenBack(context, refusal) : refusal;
  } finally {
    lift();
  }
}

/** The request that a hook has seen and perhaps changed; `undefined` without a hook, when none needs to be built. */
async function changedRequest(context: CallContext, attempt: Attempt, facts: CallFacts): Promise<Request | undefined> {
  const { transport, call } = context;
  if (transport.onRequest === undefined) return undefined;
  const request = new Request(call.url, initOf(context, attempt));
  const changed = await transport.onRequest(request, facts);
  return typeof changed === 'object' ? changed : request;
}

async function dispatch(context: CallContext, attempt: Attempt, request: Request | undefined): Promise<Response> {
  const { transport, call } = context;
  attempt.signal.throwIfAborted();
  let sent: Promise<Response>;
  if (request !== undefined) sent = transport.fetch(request, { signal: attempt.signal });
  else if (hasProgress(context)) sent = withProgress(context, attempt);
  else sent = transport.fetch(call.url, initOf(context, attempt));
  sent.then(
    (response) => (attempt.ending === undefined ? undefined : response.body?.cancel().catch(() => undefined)),
    () => undefined,
  );
  return attempt.race(sent);
}

/** Whether a call sends a form and somebody wants to know how far it is. */
function hasProgress({ call, options }: CallContext): boolean {
  return options.onProgress !== undefined && call.body instanceof FormData;
}

/** Loaded when it is needed: most pages never tell how far an upload is. */
async function withProgress(context: CallContext, attempt: Attempt): Promise<Response> {
  const { sendWithProgress } = await import('./send-with-progress.ts');
  return sendWithProgress(context, attempt);
}

function initOf({ call, options }: CallContext, attempt: Attempt): RequestInit {
  const { method, headers, body } = call;
  return { method, headers, body, signal: attempt.signal, ...(options.keepalive && { keepalive: true }) };
}
