import { connectToKnowledge, isMain } from './connect.mjs';

const pages = {
  'torque.md': '# Torque values\n\nThe rear motor axle takes 40 Nm. Check it again after the first 50 km.',
  'battery.md': '# Battery in winter\n\nStore the battery at 60 % and above -10 °C. Charge it again every six months.',
  'warranty.md': '# Warranty\n\nThe frame has five years, motor and electronics three, the battery two.',
};

/** Searches by words, which needs no embedding model. @type {import('@dify-oapi/core').RetrievalModel} */
const retrieval_model = {
  search_method: 'keyword_search',
  reranking_enable: false,
  top_k: 2,
  score_threshold_enabled: false,
};

/**
 * A knowledge base from nothing to an answer, and back to nothing.
 *
 * @param {import('@dify-oapi/core').Dify} dify
 */
export async function main(dify) {
  const name = `Handbook ${Date.now()}`;
  const { id: dataset_id } = await dify.datasets.create({ name, indexing_technique: 'economy', retrieval_model });

  // Many files, a few at a time; each has its own result.
  const files = Object.entries(pages).map(([page, text]) => new File([text], page, { type: 'text/markdown' }));
  const uploads = await dify.documents.uploadAll(
    { dataset_id, files, data: { indexing_technique: 'economy', process_rule: { mode: 'automatic' } } },
    { untilIndexed: true, onProgress: tell },
  );
  const failed = uploads.filter(({ status }) => status !== 'indexed');
  console.log(`Indexed: ${uploads.length - failed.length}, failed: ${failed.length}`);

  // One document of text, and a wait for its indexing.
  const { batch, document } = await dify.documents.createByText({
    dataset_id,
    name: 'Tyres',
    text: 'Fjell 3: 1.8 to 2.4 bar. Strand 2: 3.0 to 4.0 bar.',
    indexing_technique: 'economy',
  });
  await dify.documents.waitUntilIndexed({ dataset_id, batch });

  // A chunk of our own, and all chunks of the document.
  const document_id = document.id;
  const segments = [{ content: 'Last 1: 3.2 to 4.5 bar, front and rear.', keywords: ['tyres', 'Last 1'] }];
  await dify.segments.create({ dataset_id, document_id, segments });
  for await (const { content, position } of dify.segments.list({ dataset_id, document_id })) {
    console.log(`Chunk ${position}: ${content}`);
  }

  // What the documents are about: a metadata field with a value, and a tag.
  const field = await dify.metadata.create({ dataset_id, type: 'string', name: 'topic' });
  const metadata_list = [{ id: field.id ?? '', name: 'topic', value: 'tyres' }];
  await dify.metadata.updateDocuments({ dataset_id, operation_data: [{ document_id, metadata_list }] });
  const tag = await dify.tags.create({ name });
  await dify.tags.bind({ tag_ids: [tag.id], target_id: dataset_id });
  for await (const document of dify.documents.list({ dataset_id, limit: 2 })) {
    console.log(`Document: ${document.name}, ${document.display_status}`);
  }

  const { records } = await dify.datasets.retrieve({ dataset_id, query: 'torque of the rear motor axle' });
  for (const { segment } of records) console.log(`Found in ${segment?.document?.name}: ${segment?.content}`);

  await dify.tags.delete({ tag_id: tag.id });
  await dify.datasets.delete({ dataset_id });
  console.log('Deleted.');
}

/** @param {import('@dify-oapi/core').DocumentUpload} upload */
function tell({ file, status, indexing }) {
  if (status === 'uploading') return;
  console.log(`${file instanceof File ? file.name : 'a file'}: ${status} ${indexing?.indexing_status ?? ''}`);
}

if (isMain(import.meta)) await main(connectToKnowledge());
