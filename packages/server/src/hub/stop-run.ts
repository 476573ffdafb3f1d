import { Refusal } from '../refusal.ts';

/** What the stop of a run needs to know. */
export interface StopRunOptions {
  /** Dify's id of the task, when it is known. */
  readonly taskId: () => string | undefined;
  /** Resolves with `true` when the run has ended; `false` after so many milliseconds. */
  readonly ended: (withinMs: number) => Promise<boolean>;
  /** Calls back whenever the task's id may have become known. The function returned ends that. */
  readonly watch: (listener: () => void) => () => void;
  /** @throws Refusal when Dify cannot be told */
  readonly tell: (taskId: string) => Promise<void>;
  /** Milliseconds to wait for the task's id. */
  readonly patience: number;
}

/**
 * Tells Dify once to stop a run, also when it is asked for before the run has an id.
 *
 * @throws Refusal when Dify could not be told in time
 */
export async function stopRun(options: StopRunOptions): Promise<void> {
  const taskId = await taskIdOf(options);
  if (taskId === 'ended') return;
  if (taskId === undefined) throw new Refusal(504, 'upstream_timeout', 'Dify has not begun the answer yet.');
  await options.tell(taskId);
}

function taskIdOf({ ended, patience, taskId, watch }: StopRunOptions): Promise<string | undefined> {
  return new Promise((resolve) => {
    const look = () => {
      const id = taskId();
      if (id === undefined) return;
      unwatch();
      resolve(id);
    };
    const unwatch = watch(look);
    look();
    ended(patience)
      .then((hasEnded) => {
        unwatch();
        resolve(hasEnded ? 'ended' : undefined);
      })
      .catch(() => undefined);
  });
}
