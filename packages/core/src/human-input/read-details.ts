import type { DifyClient } from '../client.ts';
import { DifyError } from '../errors/dify-error.ts';
import * as humanInput from '../resources/human-input/endpoints.ts';
import type { PendingForm } from './pending-form.ts';
import { withDetails } from './read-form.ts';
import { afterRefusal } from './submit-form.ts';

/** Whether a form has to be read by its token before it can be shown: snapshots tell it without the run's variables. */
export function needsDetails({ isRendered, state, token }: PendingForm): boolean {
  return !isRendered && state === 'waiting' && token !== null;
}

/**
 * Reads a form by its token, and what the server says of its state with it. Never rejects.
 *
 * @returns the form as it is now; as it was when the server could not be asked
 */
export async function readDetails(dify: DifyClient, form: PendingForm, signal?: AbortSignal): Promise<PendingForm> {
  if (form.token === null) return form;
  try {
    const details = await dify.request(humanInput.get, { form_token: form.token }, { signal });
    return withDetails(form, details);
  } catch (error) {
    if (!(error instanceof DifyError) || error.status === undefined) return form;
    const { error: _, ...known } = afterRefusal(form, error);
    return known;
  }
}
