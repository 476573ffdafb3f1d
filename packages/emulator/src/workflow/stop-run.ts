import type { Server } from '../context.ts';
import type { WorkflowRunRow } from '../world/workflow-rows.ts';

/**
 * How a stop is noticed: by who reads the run (`seen`), by the run itself (`told`), or because it said a word that is not
 * let through (`moderated`). Which of the first two comes first is a
 * race on a real server; here the time decides, and whose run it is.
 */
type StopKind = 'seen' | 'told' | 'moderated';

/** A run that can be stopped. */
export interface StopWatch {
  readonly signal: AbortSignal;
  /** Resolves when somebody stops the run. */
  readonly stopped: Promise<StopKind>;
  abort(): void;
  /** Stops it for what it says. */
  moderate(): void;
  /** The run can no longer be stopped. */
  release(): void;
}

interface Stoppable {
  stop(user: string): void;
}

const stoppable = new WeakMap<Server, Map<string, Stoppable>>();

/** Seconds after which a run notices before its reader does. */
const soon = { '1.14': 1.5, '1.16': 1.1 };

/** Waits for somebody to stop a run. */
export function watchStop(server: Server, row: WorkflowRunRow, startedAt: number, isChatflow: boolean): StopWatch {
  const controller = new AbortController();
  const known = stoppable.get(server) ?? new Map<string, Stoppable>();
  stoppable.set(server, known);
  let settle: (kind: StopKind) => void = () => {};
  const stopped = new Promise<StopKind>((resolve) => {
    settle = resolve;
  });
  const stop = (user: string) => {
    const isOwner = user === row.user;
    const isSoon = (performance.now() - startedAt) / 1000 < soon[server.profile];
    const isSeen = isChatflow ? isOwner : !isOwner || isSoon;
    settle(isSeen ? 'seen' : 'told');
  };
  known.set(row.task_id, { stop });
  server.runs.set(row.task_id, { user: row.user, stop: () => stop(row.user) });
  return {
    signal: controller.signal,
    stopped,
    abort: () => controller.abort(),
    moderate: () => settle('moderated'),
    release() {
      known.delete(row.task_id);
      server.runs.delete(row.task_id);
    },
  };
}

/** Stops the run of a task, if it runs. */
export function stopRun(server: Server, taskId: string, user: string): void {
  stoppable.get(server)?.get(taskId)?.stop(user);
}
