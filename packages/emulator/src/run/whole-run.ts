import type { Context } from '../context.ts';
import { invalidParam } from '../http/refusal.ts';
import { modelFailureText } from '../model/model-error.ts';
import { wholeAnswer } from './events.ts';
import { play } from './play.ts';
import { type Run, settle, type Turn } from './run.ts';

/**
 * The answer in one piece.
 *
 * @throws Refusal when the model fails
 */
export async function wholeRun(context: Context, run: Run): Promise<object> {
  const { server } = context;
  const stopped = new AbortController();
  const started = performance.now();
  const turn: Turn = {
    context,
    run,
    ended: stopped.signal,
    isStopped: () => stopped.signal.aborted,
    isLeft: () => false,
    latency: () => (performance.now() - started) / 1000,
    emit: () => server.sleep(server.pace.pieceMs / 4, stopped.signal),
  };
  server.runs.set(run.taskId, { user: run.message.user, stop: () => stopped.abort() });
  try {
    return wholeAnswer(turn, await play(turn));
  } catch (error) {
    const id = server.id().replaceAll('-', '').slice(0, 10);
    const reason = modelFailureText(error, true, id);
    settle(turn, { answer: '', status: 'error', error: reason });
    throw invalidParam(reason);
  } finally {
    server.runs.delete(run.taskId);
  }
}
