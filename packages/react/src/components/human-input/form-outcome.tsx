import type { PendingForm } from '@dify-oapi/core';
import { CheckCircle2, CircleSlash, Mail, Timer, UserCheck } from 'lucide-react';
import type { Labels } from '../../labels/labels.ts';
import { type PartProps, usePart } from '../../primitives/part.ts';
import { useLabels } from '../../provider/use-labels.ts';
import { Icon } from '../icon/icon.tsx';

/** Props of `FormOutcome`. What is not listed goes to the `<p>`. */
export interface FormOutcomeProps extends Omit<PartProps<'p', { state: string }>, 'children'> {
  form: PendingForm;
}

/** One line on how a form ended, or that it is answered elsewhere. Renders a `<p>`. */
export function FormOutcome({ form, ...props }: FormOutcomeProps) {
  const labels = useLabels();
  return usePart('p', 'form-outcome', props, {
    state: { state: form.state === 'waiting' ? 'timed-out' : form.state },
    own: {
      children: (
        <>
          <Icon as={icons[form.state]} />
          {form.title !== '' && (
            <strong dir="auto" data-dify="truncate">
              {form.title}
            </strong>
          )}
          <span dir="auto">{outcomeOf(form, labels)}</span>
        </>
      ),
    },
  });
}

const icons = {
  waiting: Timer,
  submitting: UserCheck,
  answered: CheckCircle2,
  taken: UserCheck,
  'timed-out': Timer,
  elsewhere: Mail,
  closed: CircleSlash,
} as const;

function outcomeOf({ state, answer }: PendingForm, labels: Labels): string {
  switch (state) {
    case 'answered':
      return answer?.title ? labels.formAnswered(answer.title) : labels.formWasAnswered;
    case 'taken':
      return answer?.title ? `${labels.formTaken} ${labels.formAnswered(answer.title)}` : labels.formTaken;
    case 'elsewhere':
      return labels.formElsewhere;
    case 'closed':
      return labels.formEnded;
    case 'submitting':
      return labels.formSending;
    default:
      return labels.formTimedOut;
  }
}
