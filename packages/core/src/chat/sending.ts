import { ValidationError } from '../errors/validation-error.ts';
import * as chat from '../resources/chat/endpoints.ts';
import type { SendChatMessage } from '../resources/chat/schemas.ts';
import { startRun } from '../runs/start-run.ts';
import type { BranchActions } from './branch-actions.ts';
import type { ChatActions, SendMessage, SendResult, WhenBusy } from './chat.ts';
import type { ChatContext } from './chat-context.ts';
import { isBusy } from './predicates.ts';
import type { Queue } from './queue.ts';
import type { Running } from './running-answer.ts';
import type { Stopping } from './stopping.ts';
import { toChatInput } from './to-chat-input.ts';

/** What sending rests on. */
export interface SendingParts {
  readonly context: ChatContext;
  readonly running: Running;
  readonly stopping: Stopping;
  readonly queue: Queue;
  readonly branches: BranchActions;
}

/** The verbs that ask. */
export interface Sending extends Pick<ChatActions, 'sendMessage' | 'retry' | 'regenerate' | 'edit'> {
  /** Sends the next message of the queue, when there is one and nothing runs. */
  flush(): boolean;
}

/** How a conversation asks: one question at a time. */
export function createSending({ context, running, stopping, queue, branches }: SendingParts): Sending {
  const { dify, environment, options, sent, store } = context;

  function start(input: SendChatMessage, answerId: string): Promise<SendResult> {
    const { conversation_id } = input;
    return running.begin(answerId, (listeners) =>
      startRun({
        dify,
        kind: 'chat',
        endpoint: chat.send,
        input,
        asked: input.query,
        environment,
        listeners,
        saved: conversation_id ? { conversationId: conversation_id } : {},
      }),
    );
  }

  /** @param parent the turn that it follows; `null`: it begins the conversation. @default the last one that is shown */
  function ask(message: SendMessage, parent?: string | null): Promise<SendResult> {
    const { questionId, answerId } = context.newRows();
    const files = (message.files ?? []).map(({ uploadId: _, remoteUrl: __, ...file }) => file);
    const question = { role: 'user', id: questionId, createdAt: context.now(), text: message.text, files } as const;
    const input = toChatInput(message, options, store.getState().conversationId);
    sent.set(questionId, input);
    store.dispatch({ type: 'asked', question, answerId, parent, now: context.now() }, 'now');
    return start(input, answerId);
  }

  /** Asks in the place of a question that was asked before: a branch of it. */
  async function askInPlace(messageId: string | undefined, newText?: string): Promise<SendResult> {
    const text = newText ?? branches.questionOf(messageId)?.text ?? '';
    if (branches.questionOf(messageId) === undefined) return { ok: false, reason: 'failed' };
    if (text.trim() === '') return { ok: false, reason: 'empty', error: emptyMessage() };
    const policy = options.whenBusy === 'interrupt' ? 'interrupt' : 'reject';
    let answer = await turn(policy);
    while (answer === 'free' && isBusy(store.getState())) answer = await turn(policy);
    if (typeof answer !== 'string') return answer;
    const question = branches.questionOf(messageId);
    if (question === undefined) return { ok: false, reason: 'failed' };
    const before = sent.get(question.id);
    const files = question.files.flatMap((file, at) => {
      const { upload_file_id: uploadId = '', url: remoteUrl } = before?.files?.[at] ?? {};
      if (remoteUrl) return [{ ...file, uploadId: '', remoteUrl }];
      return uploadId === '' ? [] : [{ ...file, uploadId }];
    });
    const message = { text, files, ...(before ? { inputs: before.inputs ?? {} } : {}) };
    return ask(message, branches.parentOf(question));
  }

  /** Waits until it may be asked. @returns why it may not */
  async function turn(whenBusy: WhenBusy): Promise<SendResult | 'free' | 'queue'> {
    for (;;) {
      await stopping.over();
      if (context.isDisposed()) return { ok: false, reason: 'disposed' };
      const mustWait = isBusy(store.getState());
      if (!mustWait) return whenBusy === 'queue' && !queue.isEmpty() ? 'queue' : 'free';
      if (whenBusy === 'reject') return { ok: false, reason: 'busy' };
      if (whenBusy === 'queue') return 'queue';
      await stopping.stop();
    }
  }

  function flush(): boolean {
    if (context.isDisposed() || isBusy(store.getState()) || store.getState().status === 'stopping') return false;
    const next = queue.take();
    next?.done(ask(next.message));
    return next !== undefined;
  }

  return {
    flush,
    async sendMessage(message, { whenBusy = options.whenBusy ?? 'reject' } = {}) {
      const wanted: SendMessage = typeof message === 'string' ? { text: message } : message;
      if (wanted.text.trim() === '') return { ok: false, reason: 'empty', error: emptyMessage() };
      let answer = await turn(whenBusy);
      // Another send may have come first while this one waited for its turn.
      while (answer === 'free' && isBusy(store.getState())) answer = await turn(whenBusy);
      if (answer === 'free') return ask(wanted);
      if (answer !== 'queue') return answer;
      const result = queue.add(wanted);
      flush();
      return result;
    },
    async retry() {
      let answer = await turn('reject');
      while (answer === 'free' && isBusy(store.getState())) answer = await turn('reject');
      if (typeof answer !== 'string') return answer;
      const { rows, conversationId } = store.getState();
      const last = rows.at(-1);
      const question = last?.role === 'assistant' ? rows.find(({ id }) => id === last.replyTo) : undefined;
      if (last === undefined || question?.role !== 'user') return { ok: false, reason: 'failed' };
      const before = sent.get(question.id) ?? toChatInput({ text: question.text }, options, null);
      context.unfinished.delete(last.id);
      store.dispatch({ type: 'asked-again', now: context.now() }, 'now');
      return start({ ...before, ...(conversationId === null ? {} : { conversation_id: conversationId }) }, last.id);
    },
    regenerate: (messageId) => askInPlace(messageId),
    edit: (messageId, text) => askInPlace(messageId, text),
  };
}

function emptyMessage(): ValidationError {
  const sentence = 'There is nothing to send: the message is empty. Write something first.';
  return new ValidationError(sentence, { code: 'empty_message', path: 'text' });
}
