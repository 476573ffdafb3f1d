import { readText } from '../answers/read-text.ts';
import { upstreamRefusal } from '../answers/upstream-refusal.ts';
import type { AppConfig, HandlerConfig } from '../config.ts';
import { boundUser } from '../identity/user-id.ts';
import { noSuchRoute } from '../no-such-route.ts';
import type { Operation } from '../operations.ts';
import { Refusal } from '../refusal.ts';
import { routesOf } from '../routes.ts';
import { callUpstream } from '../upstream.ts';
import type { RunHead, RunReader } from './run-log.ts';

/** A call that the hub itself makes, for the person whose run it is. */
interface HubCall {
  readonly operation: Operation;
  readonly ids: Readonly<Record<string, string>>;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly controller: AbortController;
}

async function call(config: HandlerConfig, app: AppConfig, { person }: RunHead, made: HubCall): Promise<Response> {
  const { controller, fields, ids, operation } = made;
  const [route] = routesOf([operation]);
  if (route === undefined) throw noSuchRoute();
  const upstream = await callUpstream({
    app,
    match: { route, ids },
    fields,
    user: boundUser(config, app.name, person),
    controller,
    timeout: config.limits.timeout,
    log: config.log,
  });
  if (!upstream.ok) throw await upstreamRefusal(upstream, operation, config.limits);
  return upstream;
}

/**
 * Tells Dify to stop a run.
 *
 * @throws Refusal with 502 or 504 when it could not be told
 */
export async function tellStop(config: HandlerConfig, app: AppConfig, head: RunHead, task_id: string): Promise<void> {
  const operation = stopOf(head.operation, app);
  const controller = new AbortController();
  const answer = await call(config, app, head, { operation, ids: { task_id }, fields: {}, controller });
  await readText(answer, config.limits.answerBytes, config.limits.timeout).catch(() => undefined);
}

/** The operation that stops what another one began. */
export function stopOf(operation: Operation, { routes }: AppConfig): Operation {
  if (operation === 'createCompletionMessage') return 'stopGenerate';
  const isChat =
    operation === 'sendChatMessage' ||
    (operation === 'streamWorkflowEvents' && routes.some((route) => route.operation === 'sendChatMessage'));
  return isChat ? 'stopChatMessageGeneration' : 'stopWorkflowTaskGeneration';
}

/**
 * The events of a run: where it stands, and what comes from now on.
 *
 * @param isPatient whether it goes on beyond the next pause
 * @throws Refusal when Dify does not answer with a stream
 */
export async function resumedEvents(
  config: HandlerConfig,
  app: AppConfig,
  { head, ids: { workflow_run_id = '' } }: RunReader,
  controller: AbortController,
  isPatient: boolean,
): Promise<ReadableStream<Uint8Array>> {
  // What happened between the form and this reader is told by the snapshot alone.
  const fields = { include_state_snapshot: true, ...(isPatient ? { continue_on_pause: true } : {}) };
  const operation = 'streamWorkflowEvents';
  const { body } = await call(config, app, head, { operation, ids: { workflow_run_id }, fields, controller });
  if (body === null) throw new Refusal(502, 'upstream_error', 'Dify answered with nothing.');
  return body;
}
