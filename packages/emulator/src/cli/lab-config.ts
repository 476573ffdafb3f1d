import type { Emulator } from '../emulator.ts';
import type { KnowledgeBaseDefinition } from '../knowledge/definitions.ts';
import { knowledgeBaseId } from '../knowledge/seed-knowledge.ts';
import { stableId } from '../stable-id.ts';

const pipelineInputs = {
  Dilmiter: '\\n\\n',
  Maximum_Chunk_Length: 1024,
  Chunk_Overlap_Length: 128,
  clean_1: true,
  clean_2: null,
};

/** Addresses, keys and ids of everything that an emulator serves, for programs that drive it. */
export function labConfig(
  baseURL: string,
  { apps, datasetKey }: Pick<Emulator, 'apps' | 'datasetKey'>,
  knowledge: readonly KnowledgeBaseDefinition[],
): object {
  const pipelines = knowledge.filter(({ pipeline }) => pipeline !== undefined);
  return {
    base_url: baseURL,
    apps: Object.fromEntries(
      apps.map(({ id, key, mode, name, workflowId }) => [
        name,
        { mode, id, api_key: key, ...(workflowId === null ? {} : { workflow_id: workflowId }) },
      ]),
    ),
    dataset_api_key: datasetKey,
    datasets: Object.fromEntries(knowledge.map((base) => [shortName(base.name), knowledgeBaseId(base)])),
    ...Object.fromEntries(
      pipelines.map(({ name, pipeline }) => [
        shortName(name),
        {
          start_node_id: pipeline?.datasources[0]?.node_id ?? stableId('none'),
          datasource_type: pipeline?.datasources[0]?.datasource_type ?? 'local_file',
          inputs: pipelineInputs,
        },
      ]),
    ),
  };
}

/** `pipeline-crawl 1` as `pipeline_crawl`: a name that programs can write. */
function shortName(name: string): string {
  return name.replace(/ \d+$/, '').replaceAll(/[^a-z0-9]+/gi, '_');
}
