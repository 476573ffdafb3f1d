import type { AssistantMessage, AssistantStatus, ChatMessage, MessagePart } from '../chat/message.ts';
import type { DifyError } from '../errors/dify-error.ts';
import { isOpen, type PendingForm } from '../human-input/pending-form.ts';

/** A row as it is stored: plain data, settled, without tokens. */
export function toStored(message: ChatMessage): unknown {
  const { branch: _, ...row } = message;
  if (row.role === 'user') return row;
  return { ...row, status: storedStatus(row), parts: row.parts.map(storedPart) };
}

function storedStatus({ status }: AssistantMessage): unknown {
  const { type } = status;
  if (type === 'failed' || type === 'interrupted') return { type, error: storedError(status.error) };
  if (type !== 'pending' && type !== 'streaming') return status;
  const message = 'The answer was still growing when the conversation was exported.';
  return { type: 'interrupted' satisfies AssistantStatus['type'], error: { code: 'interrupted', message } };
}

function storedError({ code, reason, status }: DifyError): unknown {
  return { code, message: reason, ...(status === undefined ? {} : { status }) };
}

function storedPart(part: MessagePart): unknown {
  if (part.type === 'text' || part.type === 'tool' || part.type === 'reasoning') {
    const { state: _, ...rest } = part;
    return rest;
  }
  return part.type === 'human-input' ? { ...part, form: storedForm(part.form) } : part;
}

/** A form's token opens it for whoever has it. */
function storedForm({ token: _, isRendered: __, error: ___, state, answer, ...form }: PendingForm): unknown {
  const isSettled = !isOpen({ state });
  return { ...form, state: isSettled ? state : 'closed', ...(answer && isSettled ? { answer } : {}) };
}
