import type { Context } from '../context.ts';
import type { Run } from '../run/run.ts';
import { streamRun } from '../run/stream-run.ts';
import { wholeRun } from '../run/whole-run.ts';

/** Answers a run as a stream or in one piece. `release` is called when it has ended. */
export async function answerRun(context: Context, run: Run, streams: boolean, release: () => void): Promise<Response> {
  if (streams) return context.respond.events(streamRun(context, run, release));
  const answer = await wholeRun(context, run);
  release();
  return context.respond.json(answer, 200, true);
}
