import { type Chat, formsOf, isFormOpen, type PendingForm } from '@dify-oapi/core';
import { useEffect } from 'react';

/** Tells once of each form that an answer begins to wait for. */
export function useHumanInputEvent(chat: Chat, onHumanInput: ((form: PendingForm) => void) | undefined): void {
  useEffect(() => {
    if (onHumanInput === undefined) return;
    const told = new Set<string>();
    const look = () => {
      const last = chat.getSnapshot().messages.at(-1);
      if (last?.role !== 'assistant') return;
      for (const form of formsOf(last)) {
        if (!isFormOpen(form) || told.has(form.id)) continue;
        told.add(form.id);
        onHumanInput(form);
      }
    };
    look();
    return chat.subscribe(look);
  }, [chat, onHumanInput]);
}
