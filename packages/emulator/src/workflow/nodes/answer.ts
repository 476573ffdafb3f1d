import type { NodeKind } from '../node-scope.ts';
import { filesIn } from '../output-file.ts';
import { partsOf } from '../variable-pool.ts';

/** Puts the answer's text together. Its pieces were streamed before. */
export const runAnswer: NodeKind<'answer'> = (data, { pool }) => {
  const files = partsOf(data.answer).flatMap(({ selector }) => (selector ? filesIn(pool.get(selector)) : []));
  return { outputs: { answer: pool.fillMarkdown(data.answer), files } };
};
