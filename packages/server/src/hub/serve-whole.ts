import { Refusal } from '../refusal.ts';
import type { ServedCall } from '../serve.ts';
import { claimSend } from './claim-send.ts';
import { newRunId } from './new-run-id.ts';

/**
 * Answers a send whose answer comes whole. The same send with the same key gets the same answer, also while the first one
 * is still asked.
 *
 * @param work asks Dify; called only for what begins here
 * @throws Refusal
 */
export async function serveWhole(
  call: ServedCall,
  fields: Readonly<Record<string, unknown>>,
  work: () => Promise<Response>,
): Promise<Response> {
  const { hub } = call;
  const id = newRunId();
  const claimed = await claimSend(call, fields, id);
  if (claimed === undefined) return work();
  if (claimed.claim.run !== id) {
    const found = hub.whole.find(claimed.claim.run);
    if (found !== undefined) return found;
    throw new Refusal(
      409,
      'idempotency_key_expired',
      'This was sent before, and its answer is not kept here, or not any more.',
    );
  }
  try {
    return await hub.whole.keep(id, work());
  } catch (error) {
    await hub.log.release(claimed.name, id).catch(() => undefined);
    throw error;
  }
}
