import { readAnswer } from '../answers/read-answer.ts';
import { upstreamRefusal } from '../answers/upstream-refusal.ts';
import type { View } from '../answers/view.ts';
import { viewOf } from '../answers/view-of.ts';
import { createFileLinks } from '../file-links/file-links.ts';
import { boundUser } from '../identity/user-id.ts';
import { Refusal } from '../refusal.ts';
import type { ServedCall } from '../serve.ts';
import { callUpstream } from '../upstream.ts';
import { claimSend } from './claim-send.ts';
import { findClaimed } from './find-claimed.ts';
import { forgetSoon } from './forget-soon.ts';
import { newRunId } from './new-run-id.ts';
import type { RunHead } from './run-log.ts';
import { attach, runResponse } from './run-response.ts';

type Fields = Readonly<Record<string, unknown>>;

/**
 * Begins an answer that Dify writes bit by bit, or goes on with the one that was begun by the same send.
 *
 * @param takePlace takes one of the person's places; called only for what begins here
 * @throws Refusal
 */
export async function serveGeneration(
  call: ServedCall,
  fields: Fields,
  takePlace: () => Promise<() => void>,
): Promise<Response> {
  const { hub } = call;
  const id = newRunId();
  // Decided first: between the claim of a key and the log nothing may be waited for.
  const view = await viewOf(call);
  const claimed = await claimSend(call, fields, id);
  if (claimed === undefined) return begin(call, { fields, id, view, takePlace, giveUp: () => hub.log.drop(id) });
  const { claim, name } = claimed;
  if (claim.run === id) {
    return begin(call, { fields, id, view, takePlace, giveUp: () => forgetSoon(hub.log, name, id) });
  }
  const run = await findClaimed(hub.log, claim);
  if (run === undefined) {
    throw new Refusal(
      409,
      'idempotency_key_expired',
      'This was sent before, and its answer is not kept here any more.',
    );
  }
  return attach(call, run, 0);
}

/** What a run begins with. */
export interface Beginning {
  readonly fields: Fields;
  readonly id: string;
  /** What the person may see. */
  readonly view: View;
  readonly takePlace: () => Promise<() => void>;
  /** Called when nothing comes of it, after the log has ended. */
  readonly giveUp: () => void | Promise<void>;
}

/**
 * Opens a run's log, asks Dify and reads the answer into the log.
 *
 * @throws Refusal
 */
export async function begin(call: ServedCall, { fields, giveUp, id, takePlace, view }: Beginning): Promise<Response> {
  const { app, config, hub, match, person, request } = call;
  const { operation } = match.route;
  const controller = new AbortController();
  let release: () => void = () => undefined;
  const { detail, linkBase, remoteUrls, thinking, usage } = view;
  const head: RunHead = {
    id,
    app: app.name,
    person: person.id,
    operation,
    sees: { detail, linkBase, remoteUrls, thinking, usage },
  };
  const live = hub.begin(app, head, { close: () => controller.abort(), onEnd: () => release() });
  const asked = (async (): Promise<Response> => {
    release = await takePlace();
    const close = () => controller.abort();
    if (config.onClientGone === 'abort') request.signal.addEventListener('abort', close, { once: true });
    const user = boundUser(config, app.name, person.id);
    const { timeout } = config.limits;
    const upstream = await callUpstream({ app, match, fields, user, controller, timeout, log: config.log });
    if (!upstream.ok) throw await upstreamRefusal(upstream, operation, config.limits);
    const type = upstream.headers.get('content-type') ?? '';
    if (/\b(?:json|html)\b/i.test(type) || upstream.body === null) {
      const whole = await readAnswer(
        upstream,
        operation,
        config.limits,
        view,
        createFileLinks(app, view, call.addresses),
      );
      live.refuse(new Refusal(502, 'upstream_error', 'Dify answered with something else.'));
      await giveUp();
      return whole;
    }
    live.read(upstream.body);
    return runResponse(call, live.writer, 0);
  })();
  if (config.onClientGone === 'drain') config.waitUntil?.(asked.catch(() => undefined));
  try {
    return await asked;
  } catch (error) {
    live.refuse(error instanceof Refusal ? error : new Refusal(500, 'handler_failed', 'Something went wrong.'));
    await giveUp();
    throw error;
  }
}
