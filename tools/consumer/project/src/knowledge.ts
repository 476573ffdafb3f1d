// A knowledge base by an application of someone else's.
import {
  type Dataset,
  type Dify,
  type DocumentUpload,
  type IndexingStatus,
  toFile,
  uploadDocuments,
  waitUntilIndexed,
} from '@dify-oapi/core';
import { datasets } from '@dify-oapi/core/endpoints';
import { exactly } from './exactly.js';

export async function fill(dify: Dify): Promise<number> {
  const dataset = await dify.datasets.create({ name: 'Handbook', indexing_technique: 'economy' });
  exactly<Dataset>()(dataset);
  const dataset_id = dataset.id;

  const files = [await toFile('Hello', 'hello.txt'), await toFile(new Uint8Array(3), 'bytes.bin')];
  const uploads = await dify.documents.uploadAll({ dataset_id, files }, { concurrency: 2 });
  exactly<DocumentUpload[]>()(uploads);
  await uploadDocuments(dify, { dataset_id, files });

  const { batch } = await dify.documents.createByText({
    dataset_id,
    name: 'Notes',
    text: 'Hello',
    indexing_technique: 'economy',
  });
  exactly<readonly IndexingStatus[]>()(await dify.documents.waitUntilIndexed({ dataset_id, batch }));
  await waitUntilIndexed(dify, { dataset_id, batch }, { timeout: 1000 });

  let hits = 0;
  for await (const { name } of dify.documents.list({ dataset_id, status: 'available' })) hits += name.length;
  const { records } = await dify.request(datasets.retrieve, { dataset_id, query: 'Hello' });
  exactly<void>()(await dify.datasets.delete({ dataset_id }));
  // @ts-expect-error a knowledge base needs a name
  void dify.datasets.create({});
  // @ts-expect-error there is no such technique
  void dify.datasets.create({ name: 'a', indexing_technique: 'cheap' });
  return hits + records.length;
}
