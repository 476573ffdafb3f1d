import type { PendingForm } from '@dify-oapi/core';
import { lazy, Suspense } from 'react';
import { useChatActions } from '../../hooks/use-chat-actions.ts';

const HumanInputForm = lazy(() =>
  import('../human-input/human-input-form.tsx').then((made) => ({ default: made.HumanInputForm })),
);

/** A form in an answer, which goes on when the form is answered. */
export function AnswerForm({ form }: { form: PendingForm }) {
  const actions = useChatActions();
  return (
    <Suspense fallback={<div data-dify="human-input" data-state="loading" aria-hidden="true" />}>
      <HumanInputForm form={form} onSubmit={(reply) => actions.submitForm(form.id, reply)} />
    </Suspense>
  );
}
