import type { DifyClient } from '@dify-oapi/core';
import { datasets, documents } from '@dify-oapi/core/endpoints';
import { createEmulator, type EmulatorOptions } from '@dify-oapi/emulator';
import { knowledgeOn } from './knowledge-on.ts';

/** Creates a document in a knowledge base. Answers its id and the batch to watch. */
export async function addDocument(dify: DifyClient, dataset_id: string, name: string, text = `The text of ${name}.`) {
  const { batch, document } = await dify.request(documents.createByText, {
    dataset_id,
    name,
    text,
    indexing_technique: 'economy',
    process_rule: { mode: 'automatic' },
  });
  return { batch, id: document.id };
}

/** An emulator with an empty knowledge base, a client on it, and what the client asks. */
export async function aKnowledgeBase(names: readonly string[] = [], options: EmulatorOptions = {}) {
  const emulator = createEmulator(options);
  const asked: string[] = [];
  const dify = knowledgeOn(emulator, asked);
  const { id: dataset_id } = await dify.request(datasets.create, { name: 'Handbook' });
  const ids: string[] = [];
  for (const name of names) ids.push((await addDocument(dify, dataset_id, name)).id);
  // The next look finds them indexed.
  await dify.request(documents.list, { dataset_id });
  asked.length = 0;
  return { emulator, dify, asked, dataset_id, ids };
}
