/** Paths of the knowledge operations, as the web framework prints them. */
const rules = [
  '/v1/datasets',
  '/v1/datasets/<uuid:dataset_id>',
  '/v1/datasets/tags',
  '/v1/datasets/tags/binding',
  '/v1/datasets/tags/unbinding',
  '/v1/datasets/<uuid:dataset_id>/tags',
  '/v1/datasets/<uuid:dataset_id>/document/create_by_text',
  '/v1/datasets/<uuid:dataset_id>/document/create-by-text',
  '/v1/datasets/<uuid:dataset_id>/document/create_by_file',
  '/v1/datasets/<uuid:dataset_id>/document/create-by-file',
  '/v1/datasets/<uuid:dataset_id>/documents',
  '/v1/datasets/<uuid:dataset_id>/documents/download-zip',
  '/v1/datasets/<uuid:dataset_id>/documents/<string:batch>/indexing-status',
  '/v1/datasets/<uuid:dataset_id>/documents/<uuid:document_id>/download',
  '/v1/datasets/<uuid:dataset_id>/documents/metadata',
  '/v1/datasets/<uuid:dataset_id>/hit-testing',
  '/v1/datasets/<uuid:dataset_id>/retrieve',
  '/v1/datasets/<uuid:dataset_id>/metadata',
  '/v1/datasets/<uuid:dataset_id>/metadata/built-in',
  '/v1/datasets/pipeline/file-upload',
  '/v1/datasets/<uuid:dataset_id>/pipeline/datasource-plugins',
  '/v1/datasets/<uuid:dataset_id>/pipeline/datasource/nodes/<string:node_id>/run',
  '/v1/datasets/<uuid:dataset_id>/pipeline/run',
  '/v1/datasets/<uuid:dataset_id>/documents/<uuid:document_id>/segments',
  '/v1/datasets/<uuid:dataset_id>/documents/<uuid:document_id>/segments/<uuid:segment_id>/child_chunks',
  '/v1/datasets/<uuid:dataset_id>/documents/<uuid:document_id>/segments/<uuid:segment_id>/child_chunks/<uuid:child_chunk_id>',
];

/** The framework compares paths without everything between the first `<` and the last `>`; of equals the last counts. */
const bySkeleton = new Map(rules.map((rule) => [rule.replace(/<.*>/, ''), rule]));

/** The three routes that resemble a path most, the closest first. Those that resemble it little do not count. */
export function closeRoutes(path: string): string[] {
  return [...bySkeleton]
    .map(([skeleton, rule]) => ({ skeleton, rule, ratio: likeness(skeleton, path) }))
    .filter(({ ratio }) => ratio >= 0.6)
    .sort((a, b) => b.ratio - a.ratio || (a.skeleton < b.skeleton ? 1 : -1))
    .slice(0, 3)
    .map(({ rule }) => rule);
}

/** Twice the characters in matching blocks over all characters: the measure of Python's `difflib`. */
function likeness(a: string, b: string): number {
  return (2 * matching(a, b)) / (a.length + b.length);
}

function matching(a: string, b: string): number {
  let best = 0;
  let atA = 0;
  let atB = 0;
  let above: number[] = [];
  for (let i = 0; i < a.length; i++) {
    const line: number[] = [];
    for (let j = 0; j < b.length; j++) {
      const length = a[i] === b[j] ? (above[j - 1] ?? 0) + 1 : 0;
      line.push(length);
      if (length > best) {
        best = length;
        atA = i - length + 1;
        atB = j - length + 1;
      }
    }
    above = line;
  }
  if (best === 0) return 0;
  return best + matching(a.slice(0, atA), b.slice(0, atB)) + matching(a.slice(atA + best), b.slice(atB + best));
}
