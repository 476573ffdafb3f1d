import type { ComposerTrigger } from '@dify-oapi/react/chat';
import { knowledge } from './knowledge-client.ts';
import { navigate } from './use-route.ts';

/** What `/` does at the start of a message, in the playground. */
const commands: ComposerTrigger = {
  char: '/',
  label: 'Commands',
  atStart: true,
  items: [
    { id: 'new', label: 'new', description: 'Begin another conversation' },
    { id: 'table', label: 'table', description: 'Ask for a table' },
    { id: 'short', label: 'short', description: 'Ask for one sentence' },
  ],
  onPick({ id }) {
    if (id === 'new') return navigate('/chat');
    return id === 'table' ? 'Show as a table: ' : 'In one sentence: ';
  },
};

const bikes = ['Fjell 3', 'Strand 2', 'Last 1'].map((label) => ({
  id: label,
  label,
  group: 'Bikes',
  text: `${label} `,
}));

/** Bikes and the documents of the first knowledge base, by `@`. Documents are read from the server as one types. */
const mentions: ComposerTrigger = {
  char: '@',
  label: 'Bikes and documents',
  async items(query, { signal }) {
    const wanted = bikes.filter(({ label }) => label.toLowerCase().includes(query.toLowerCase()));
    const { data: bases } = await knowledge.datasets.list({ limit: 1 }, { signal });
    const base = bases[0];
    if (base === undefined) return wanted;
    const { data } = await knowledge.documents.list({ dataset_id: base.id, keyword: query, limit: 8 }, { signal });
    return [...wanted, ...data.map(({ id, name }) => ({ id, label: name, group: 'Documents', text: `“${name}” ` }))];
  },
};

/** The lists that open in the composer of the chat page. */
export const chatTriggers = [commands, mentions];
