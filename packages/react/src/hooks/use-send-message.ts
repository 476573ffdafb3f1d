import type { SendMessage, SendOptions, SendResult } from '@dify-oapi/core';
import { useChatActions } from './use-chat-actions.ts';
import { useInputsForm } from './use-inputs-form.ts';

/** A send that did not begin, because the app's form is not filled in. */
export interface HeldBack {
  readonly ok: false;
  readonly reason: 'invalid-inputs';
}

/** Sends with the values of the app's form. When something is wrong with them, nothing is sent, and the form says what. */
export function useSendMessage(): (message: SendMessage, options?: SendOptions) => Promise<SendResult | HeldBack> {
  const actions = useChatActions();
  const form = useInputsForm();
  return async (message, options) => {
    const inputs = form.read();
    if (inputs === null) return { ok: false, reason: 'invalid-inputs' };
    return actions.sendMessage({ ...message, inputs: { ...inputs, ...message.inputs } }, options);
  };
}
