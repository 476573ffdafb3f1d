import type { RetrieverResource } from '@dify-oapi/core';

/** The passages of one document. */
export interface SourceGroup {
  /** From 1, in the order of the retrieval: what its marks show. */
  readonly number: number;
  readonly key: string;
  readonly name: string;
  readonly passages: readonly RetrieverResource[];
}

/** The sources of one answer. */
export interface AnswerSources {
  readonly groups: readonly SourceGroup[];
  /** By the number that the text cites, which is the passage's position. */
  readonly cited: ReadonlyMap<number, { readonly group: SourceGroup; readonly passage: RetrieverResource }>;
}

/** Groups passages by document: a document is one source, however many of its chunks were read. */
export function groupSources(sources: readonly RetrieverResource[]): AnswerSources {
  const byDocument = new Map<string, RetrieverResource[]>();
  for (const [index, passage] of sources.entries()) {
    const key = passage.document_id ?? passage.document_name ?? `passage-${index}`;
    const held = byDocument.get(key);
    if (held === undefined) byDocument.set(key, [passage]);
    else held.push(passage);
  }
  const groups = [...byDocument].map(([key, passages], index): SourceGroup => {
    return { number: index + 1, key, name: passages[0]?.document_name ?? '', passages };
  });
  const cited = new Map<number, { group: SourceGroup; passage: RetrieverResource }>();
  for (const group of groups) {
    for (const passage of group.passages) {
      cited.set(passage.position ?? sources.indexOf(passage) + 1, { group, passage });
    }
  }
  return { groups, cited };
}
