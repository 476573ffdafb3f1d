import type { KnowledgeBaseDefinition } from '../../knowledge/definitions.ts';
import { knowledgeBaseId } from '../../knowledge/seed-knowledge.ts';

const pages: Readonly<Record<string, string>> = import.meta.glob('../../apps/support/handbook/*.md', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** The id of the knowledge base with the handbook. */
export const handbookId: string = knowledgeBaseId({ name: 'Velo Nord handbook' });

/** The e-bike maker's handbook as a knowledge base, a page a document. */
export function handbookKnowledge(): KnowledgeBaseDefinition {
  return {
    id: handbookId,
    name: 'Velo Nord handbook',
    description: 'Everything about the e-bikes of Velo Nord.',
    tags: ['handbook'],
    metadata: [{ name: 'chapter', type: 'number' }],
    appCount: 4,
    documents: Object.entries(pages)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([path, text]) => {
        const name = path.replace(/^.*\//, '');
        return { name, text, metadata: { chapter: Number.parseInt(name, 10) } };
      }),
  };
}
