import { resumeRun } from '../runs/resume-run.ts';
import type { SavedRun } from '../storage/saved-run-record.ts';
import type { ChatActions, SendResult } from './chat.ts';
import type { ChatContext } from './chat-context.ts';
import type { History } from './history.ts';
import type { AssistantMessage } from './message.ts';
import { isBusy } from './predicates.ts';
import type { Running } from './running-answer.ts';
import type { Stopping } from './stopping.ts';

/** What going on rests on. */
export interface GoingOnParts {
  readonly context: ChatContext;
  readonly running: Running;
  readonly stopping: Stopping;
  readonly history: History;
}

/** The verbs that go on with an answer that was begun before. */
export interface GoingOn extends Pick<ChatActions, 'resume' | 'checkAgain'> {
  /** Reads on in an answer that waits: its form was answered. */
  continueAnswer(answerId: string): Promise<SendResult>;
}

/** How a conversation goes on with answers that it does not read any more. */
export function createGoingOn({ context, running, stopping, history }: GoingOnParts): GoingOn {
  const { dify, environment, store } = context;

  function read(answerId: string, saved: SavedRun, isContinued = false): Promise<SendResult> {
    return running.begin(answerId, (listeners) =>
      resumeRun({ dify, kind: 'chat', saved, isContinued, environment, listeners }),
    );
  }

  /** @returns why nothing may be read now */
  async function refusal(): Promise<SendResult | undefined> {
    await stopping.over();
    if (context.isDisposed()) return { ok: false, reason: 'disposed' };
    return isBusy(store.getState()) ? { ok: false, reason: 'busy' } : undefined;
  }

  /** What is known of the run behind an answer, by this life of the page or by what stands in the row. */
  function savedOf({ id, run, serverId, createdAt }: AssistantMessage): SavedRun {
    const { conversationId } = store.getState();
    return (
      context.unfinished.get(id) ?? {
        version: 1,
        kind: 'chat',
        startedAt: createdAt,
        ...(run?.id ? { workflowRunId: run.id } : {}),
        ...(serverId === undefined ? {} : { messageId: serverId }),
        ...(conversationId === null ? {} : { conversationId }),
      }
    );
  }

  function answerIn(types: readonly string[], id: string | undefined): AssistantMessage | undefined {
    const { rows } = store.getState();
    const row = rows.findLast((one) => one.role === 'assistant' && (id === undefined || one.id === id));
    return row?.role === 'assistant' && types.includes(row.status.type) ? row : undefined;
  }

  async function goOn(types: readonly string[], id: string | undefined): Promise<SendResult> {
    const refused = await refusal();
    if (refused !== undefined) return refused;
    const row = answerIn(types, id);
    if (row === undefined) return { ok: false, reason: 'nothing-to-do' };
    const isPaused = row.status.type === 'paused';
    store.dispatch({ type: 'resuming', id: row.id, isExact: !isPaused }, 'now');
    return read(row.id, savedOf(row), isPaused);
  }

  /** The row of a saved run: the one that the history has, emptied, or a new one. */
  function rowFor(saved: SavedRun): string {
    const { rows } = store.getState();
    const last = rows.at(-1);
    const isLast =
      last?.role === 'assistant' && isAnswerOf(last, rows.find(({ id }) => id === last.replyTo)?.id, saved);
    if (last !== undefined && isLast) {
      store.dispatch({ type: 'asked-again', now: saved.startedAt }, 'now');
      return last.id;
    }
    const { questionId, answerId } = context.newRows();
    const question = {
      role: 'user',
      id: questionId,
      createdAt: saved.startedAt,
      text: saved.input ?? '',
      files: [],
    } as const;
    store.dispatch({ type: 'asked', question, answerId, now: saved.startedAt }, 'now');
    return answerId;
  }

  function isAnswerOf(answer: AssistantMessage, questionId: string | undefined, saved: SavedRun): boolean {
    if (saved.messageId !== undefined) return answer.serverId === saved.messageId;
    const question = store.getState().rows.find(({ id }) => id === questionId);
    return question?.role === 'user' && question.text === saved.input && answer.parts.length === 0;
  }

  return {
    continueAnswer: (answerId) => goOn(['paused'], answerId),
    checkAgain: (messageId) => goOn(['interrupted'], messageId),
    async resume(saved) {
      if (saved === undefined) return goOn(['paused', 'interrupted'], undefined);
      await history.ready();
      const refused = await refusal();
      if (refused !== undefined) return refused;
      const { lastEventId: _, ...fromTheBeginning } = saved;
      return read(rowFor(saved), fromTheBeginning);
    },
  };
}
