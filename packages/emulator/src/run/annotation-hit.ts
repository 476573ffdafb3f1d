import type { Context } from '../context.ts';
import { tokenize } from '../knowledge/tokenize.ts';
import { stableId } from '../stable-id.ts';
import type { AnnotationRow, MessageRow } from '../world/app-rows.ts';

/** The annotation that answers a question, if the app answers from annotations; its count goes up. */
export function hitAnnotation(context: Context, query: string): AnnotationRow | undefined {
  const { app, server } = context;
  const setting = annotationSettingOf(context);
  if (setting === undefined) return undefined;
  const rated = [...server.world.annotations.values()]
    .filter((row) => row.app === app.key)
    .map((row) => ({ row, score: likeness(row.question, query) }))
    .sort((a, b) => b.score - a.score);
  const [best] = rated;
  if (best === undefined || best.score < setting.score_threshold) return undefined;
  best.row.hit_count++;
  server.changed();
  return best.row;
}

/** How an annotation's author stands in answers. */
export function annotationReply(row: AnnotationRow): NonNullable<MessageRow['annotation']> {
  return { id: row.id, account: { id: stableId('account'), name: 'Lab' } };
}

/** The setting in force, if answering from annotations is on. */
export function annotationSettingOf({ app, server }: Context) {
  const row = server.world.annotationSettings.get(app.key);
  if (row !== undefined) return row.enabled ? row : undefined;
  return app.annotationReply === undefined
    ? undefined
    : { setting_id: stableId(`annotation setting of ${app.key}`), ...app.annotationReply };
}

/** From 0 to 1: the cosine of the words of two texts. */
function likeness(a: string, b: string): number {
  const [one, two] = [countsOf(a), countsOf(b)];
  let dot = 0;
  for (const [word, count] of one) dot += count * (two.get(word) ?? 0);
  const length = Math.sqrt(squares(one) * squares(two));
  if (length === 0) return a.trim() === b.trim() ? 1 : 0;
  return dot / length;
}

function countsOf(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const word of tokenize(text)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

function squares(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((sum, count) => sum + count * count, 0);
}
