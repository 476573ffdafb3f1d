import type { Model, ModelRequest, Piece } from '../model/model.ts';
import type { Turn } from './run.ts';
import { until } from './until.ts';

/** The model's pieces, for as long as somebody wants them. */
export async function* modelPieces(
  { ended }: Pick<Turn, 'ended'>,
  model: Model,
  request: ModelRequest,
): AsyncIterable<Piece> {
  const pieces = model(request)[Symbol.asyncIterator]();
  try {
    while (!ended.aborted) {
      const next = await until(ended, pieces.next());
      if (next === undefined || next.done === true) return;
      yield next.value;
    }
  } finally {
    // A model that is still thinking must not be waited for.
    if (ended.aborted) pieces.return?.().catch(() => {});
  }
}
