import type { MessageExtra } from '../resources/messages/schemas.ts';
import type { PendingForm } from './pending-form.ts';
import { readAnswer, readForm } from './read-form.ts';

/**
 * The forms of a stored turn. A form whose time is over keeps its token there, so the clock decides too.
 *
 * @param isPaused whether the turn still waits; where it does not, its forms are over
 */
export function formsFromHistory(
  extras: readonly MessageExtra[] | null | undefined,
  isPaused: boolean,
  now: number,
): readonly PendingForm[] {
  return (extras ?? []).flatMap((extra) => {
    if (extra.type !== 'human_input' || !extra.form_definition) return [];
    const form = readForm(extra.form_definition, now);
    if (form === null) return [];
    if (extra.submitted === true) {
      const answer = extra.form_submission_data;
      return [{ ...form, state: 'answered', ...(answer ? { answer: readAnswer(answer) } : {}) }];
    }
    const isOver = !isPaused && (form.state === 'waiting' || form.state === 'elsewhere');
    return [isOver ? { ...form, state: 'closed' } : form];
  });
}

/** The run that a stored turn's forms belong to. */
export function runOfForms(extras: readonly MessageExtra[] | null | undefined): string | null {
  return extras?.find(({ workflow_run_id }) => Boolean(workflow_run_id))?.workflow_run_id ?? null;
}
