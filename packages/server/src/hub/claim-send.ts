import { Refusal } from '../refusal.ts';
import type { ServedCall } from '../serve.ts';
import { fingerprintOf, idempotencyKey } from './idempotency-key.ts';
import { runKeys } from './run-keys.ts';
import type { Claim } from './run-log.ts';

/** A send with a key. */
export interface ClaimedSend {
  /** What the key is called in the log. */
  readonly name: string;
  /** Whose it is: this send's, or that of one that came before. */
  readonly claim: Claim;
}

/**
 * Gives the key of a send to a run, unless another run has it; `undefined` for a send without a key.
 *
 * @throws Refusal with 400 for a key that is none, and with 409 for one that was used for something else
 */
export async function claimSend(
  { app, hub, match, person, request }: ServedCall,
  fields: Readonly<Record<string, unknown>>,
  run: string,
): Promise<ClaimedSend | undefined> {
  const key = idempotencyKey(request);
  if (key === undefined) return undefined;
  const name = runKeys.send(app.name, person.id, key);
  const fingerprint = fingerprintOf(match.route.operation, match.ids, fields);
  const claim = await hub.log.claim(name, { run, fingerprint, at: Date.now() });
  if (claim.fingerprint === fingerprint) return { name, claim };
  throw new Refusal(409, 'idempotency_key_reused', 'This Idempotency-Key was used for something else.');
}
