import type { DifyEvent } from '../events/dify-event.ts';
import type { SavedRun } from '../storage/saved-run-record.ts';
import { rawId } from './raw-id.ts';

/** What is known of a run, and what belongs to it. */
export interface RunFacts {
  saved(): SavedRun;
  /** Whether an event comes for the first time, by the number that stands with it; unnumbered ones always do. */
  isNew(eventId: string): boolean;
  /** Whether an event is of another run. */
  isForeign(event: DifyEvent): boolean;
  /** Learns ids from an event of this run, or a number. @returns whether something but the number is new */
  learn(event: DifyEvent, eventId: string): boolean;
  /** Learns of the log that is read from now on. @returns whether it is another one than before: its numbers begin anew */
  learnHandle(handle: string): boolean;
  /** How many events have come. */
  progress(): number;
  /** The number of the last event; 0 before any. */
  lastNumber(): number;
  /** The log is gone. */
  forgetHandle(): void;
  /** The run is read from another place: its task may have another name there. */
  forgetTask(): void;
}

/** Keeps what is known of a run. */
export function createRunFacts(initial: SavedRun): RunFacts {
  let saved = initial;
  let isTaskKnown = saved.taskId !== undefined;
  let progress = 0;

  return {
    saved: () => saved,
    isNew: (eventId) => !isNumber(eventId) || Number(eventId) > numberOf(saved.lastEventId),
    isForeign(event) {
      if (event.event === 'unknown') return false;
      return (
        (isTaskKnown && differs(event.task_id, saved.taskId)) ||
        differs(event.message_id, saved.messageId) ||
        differs(runIdOf(event), saved.workflowRunId)
      );
    },
    learn(event, eventId) {
      progress++;
      if (isNumber(eventId)) saved = { ...saved, lastEventId: eventId };
      if (event.event === 'unknown') return false;
      if (event.event === 'workflow_paused') isTaskKnown = false;
      const { task_id, message_id, conversation_id } = event;
      const workflow_run_id = runIdOf(event);
      const isSame =
        (task_id === undefined || (isTaskKnown && !differs(task_id, saved.taskId))) &&
        (message_id === undefined || saved.messageId === message_id) &&
        (conversation_id === undefined || saved.conversationId === conversation_id) &&
        (workflow_run_id === undefined || saved.workflowRunId !== undefined);
      if (isSame) return false;
      if (task_id !== undefined && event.event !== 'workflow_paused') isTaskKnown = true;
      saved = {
        ...saved,
        ...(task_id === undefined ? {} : { taskId: task_id }),
        ...(message_id === undefined ? {} : { messageId: message_id }),
        ...(conversation_id === undefined ? {} : { conversationId: conversation_id }),
        ...(workflow_run_id === undefined ? {} : { workflowRunId: saved.workflowRunId ?? workflow_run_id }),
      };
      return true;
    },
    learnHandle(handle) {
      const isOther = saved.handle === undefined || rawId(saved.handle) !== rawId(handle);
      const { lastEventId, ...rest } = saved;
      saved = { ...rest, handle, ...(isOther || lastEventId === undefined ? {} : { lastEventId }) };
      return isOther;
    },
    progress: () => progress,
    lastNumber: () => numberOf(saved.lastEventId),
    forgetHandle() {
      const { handle: _, lastEventId: __, ...rest } = saved;
      saved = rest;
    },
    forgetTask() {
      isTaskKnown = false;
    },
  };
}

function isNumber(eventId: string): boolean {
  return /^\d{1,9}$/.test(eventId);
}

function numberOf(eventId: string | undefined): number {
  return eventId === undefined ? 0 : Number(eventId);
}

function differs(id: string | undefined, known: string | undefined): boolean {
  return id !== undefined && known !== undefined && id !== known && rawId(id) !== rawId(known);
}

function runIdOf(event: DifyEvent): string | undefined {
  const id: unknown = Reflect.get(event, 'workflow_run_id');
  return typeof id === 'string' && id !== '' ? id : undefined;
}
