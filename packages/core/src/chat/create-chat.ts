import { createBranchActions } from './branch-actions.ts';
import type { Chat, ChatActions } from './chat.ts';
import { createChatContext } from './chat-context.ts';
import type { ChatOptions } from './chat-options.ts';
import { feedbackOf } from './feedback.ts';
import { createFormActions } from './form-actions.ts';
import { createGoingOn } from './going-on.ts';
import { createHistory } from './history.ts';
import type { AssistantMessage } from './message.ts';
import { createQueue } from './queue.ts';
import { createRunning } from './running-answer.ts';
import { createSending } from './sending.ts';
import { createStopping } from './stopping.ts';
import { suggestionsOf } from './suggestions.ts';

export type { ChatOptions } from './chat-options.ts';

/** One conversation with a chat app: its state, and the verbs that change it. */
export function createChat(options: ChatOptions): Chat {
  const context = createChatContext(options);
  const { store } = context;
  const queue = createQueue(context);
  const history = createHistory(context);
  const suggest = suggestionsOf(context);
  const running = createRunning(context, settled);
  const stopping = createStopping(context, running, (message) => options.onFinish?.(message));
  const branches = createBranchActions(store, options.branches);
  const sending = createSending({ context, running, stopping, queue, branches });
  const goingOn = createGoingOn({ context, running, stopping, history });
  const forms = createFormActions(context, (answerId) => void goingOn.continueAnswer(answerId));

  function settled(message: AssistantMessage): void {
    options.onFinish?.(message);
    const { status } = message;
    if (status.type === 'failed' || status.type === 'interrupted') options.onError?.(status.error);
    if (status.type === 'complete' && !sending.flush()) void suggest(message);
  }

  /** Lets go of a running answer without stopping it. */
  function detach(): void {
    context.leave();
    running.detach();
  }

  /** Rows keep their list while an answer grows, so this costs nothing then. */
  let rows = store.getState().rows;
  store.subscribe(() => {
    branches.restore();
    branches.keep();
    if (store.getState().rows === rows) return;
    rows = store.getState().rows;
    forms.look();
  });
  if (options.initialMessages !== undefined) store.dispatch({ type: 'restored', rows: options.initialMessages }, 'now');
  branches.restore();

  const actions: ChatActions = {
    sendMessage: sending.sendMessage,
    removeQueued: queue.remove,
    editQueued: queue.edit,
    moveQueued: queue.move,
    sendQueued: () => (sending.flush() ? { ok: true } : { ok: false, reason: 'nothing-to-do' }),
    stop: stopping.stop,
    retry: sending.retry,
    regenerate: (messageId) => sending.regenerate(messageId),
    edit: sending.edit,
    selectBranch: branches.select,
    submitForm: forms.submit,
    checkAgain: goingOn.checkAgain,
    resume: goingOn.resume,
    setFeedback: feedbackOf(context),
    refresh: history.refresh,
    loadOlder: history.loadOlder,
    clearError: () => store.dispatch({ type: 'error-cleared' }, 'now'),
    reset() {
      detach();
      queue.clear('removed');
      const had = store.getState().conversationId;
      store.dispatch({ type: 'reset' }, 'now');
      if (had !== null) options.onConversationIdChange?.(null);
    },
  };

  return {
    getSnapshot: store.getSnapshot,
    subscribe: store.subscribe,
    getMessage: store.getMessage,
    subscribeMessage: store.subscribeMessage,
    actions: Object.freeze(actions),
    dispose() {
      context.dispose();
      forms.dispose();
      detach();
      queue.clear('disposed');
      store.dispose();
    },
  };
}
