import type { PendingForm } from '@dify-oapi/core';
import { useChatActions } from '../../hooks/use-chat-actions.ts';
import { lazyPart } from '../../primitives/lazy-part.tsx';

const HumanInputForm = lazyPart(
  async () => (await import('../human-input/human-input-form.tsx')).HumanInputForm,
  () => <div data-dify="human-input" data-state="loading" aria-hidden="true" />,
);

/** A form in an answer, which goes on when the form is answered. */
export function AnswerForm({ form }: { form: PendingForm }) {
  const actions = useChatActions();
  return <HumanInputForm form={form} onSubmit={(reply) => actions.submitForm(form.id, reply)} />;
}
