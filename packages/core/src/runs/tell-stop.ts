import type { DifyClient } from '../client.ts';
import * as chat from '../resources/chat/endpoints.ts';
import * as completion from '../resources/completion/endpoints.ts';
import * as workflows from '../resources/workflows/endpoints.ts';
import type { SavedRun } from '../storage/saved-run-record.ts';
import { asDifyError } from './as-dify-error.ts';
import { stopRun } from './endpoints.ts';
import type { RunKind, StopOutcome } from './run.ts';

/** Milliseconds that telling may take; our handler itself may wait 10 s for the task's name. */
const tellMs = 15_000;

const stops = { chat: chat.stop, completion: completion.stop, workflow: workflows.stop } as const;

/** Tells the server that a run shall stop: by its log's handle, else by the task's name. Nothing is sent when neither is known. */
export async function tellStop(dify: DifyClient, kind: RunKind, saved: SavedRun): Promise<StopOutcome> {
  const options = { timeout: tellMs, maxRetries: 0 };
  const { handle, taskId } = saved;
  try {
    if (handle !== undefined) {
      try {
        await dify.request(stopRun, { handle }, options);
        return { told: true };
      } catch (error) {
        if (asDifyError(error).status !== 404 || taskId === undefined) throw error;
      }
    }
    if (taskId === undefined) return { told: false };
    await dify.request(stops[kind], { task_id: taskId }, options);
    return { told: true };
  } catch (error) {
    return { told: false, error: asDifyError(error) };
  }
}
