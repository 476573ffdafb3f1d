import type { PendingForm } from '@dify-oapi/core';
import { useChatActions } from '../../hooks/use-chat-actions.ts';
import { HumanInputForm } from '../human-input/human-input-form.tsx';

/** A form in an answer, which goes on when the form is answered. */
export function AnswerForm({ form }: { form: PendingForm }) {
  const actions = useChatActions();
  return <HumanInputForm form={form} onSubmit={(reply) => actions.submitForm(form.id, reply)} />;
}
