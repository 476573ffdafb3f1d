import type { AppDefinition } from '../../app-definition.ts';
import { appFromDsl } from '../../dsl/app-from-dsl.ts';
import { directed } from '../../model/directed.ts';
import type { Profile } from '../../profile.ts';
import type { Seed } from '../seed.ts';
import { labAgents } from './lab-agent.ts';
import { labFunctions } from './lab-functions.ts';
import { labDatasetIds, withIdsOf } from './lab-ids.ts';
import { labKnowledge } from './lab-knowledge.ts';

const exports: Readonly<Record<string, string>> = import.meta.glob('./apps/*.json', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** The first apps in the order in which they were made: the first of a mode speaks for it. */
const first = [
  'chat-plain chat-moderated completion workflow-slow workflow-plain workflow-fail workflow-fail-llm',
  'workflow-fail-retry workflow-fail-retry-http workflow-fail-default workflow-fail-branch workflow-human',
  'chatflow-human chatflow-think chatflow-think-separated workflow-full workflow-classify chatflow-full',
  'chatflow-slow chatflow-fail chat chat-vision agent chat-external chat-hierarchical chat-think agent-react',
  'chat-api-off workflow-tool chat-moderated-output chatflow-moderated',
].flatMap((line) => line.split(' '));

/** Apps that came with 1.16. */
const newer: ReadonlySet<string> = new Set(['workflow-think-separated']);

/**
 * Apps and knowledge bases for every corner of the API: each mode, failing nodes, loops, forms, files, speech, moderation.
 * Their model does as it is told inside a question: `[[tokens:40]]`, `[[slow:5]]`, `[[fail:500]]`, `[[say:text]]`, …
 *
 * @param profile the age of the server: ids of knowledge bases, and which apps there are
 */
export function labSeed(profile: Profile = '1.16'): Seed {
  const names = Object.keys(exports).map((path) => path.replace(/^.*\/|\.json$/g, ''));
  const all = [...first, ...names.filter((name) => !first.includes(name))];
  const apps = all.filter((name) => profile === '1.16' || !newer.has(name)).map((name) => labApp(name, profile));
  return {
    apps: profile === '1.16' ? [...apps, ...labAgents()] : apps,
    knowledge: labKnowledge(profile),
    datasetKey: 'dataset-lab',
  };
}

/** The ids of the lab's knowledge bases on a server of a profile. */
export function labDatasets(profile: Profile = '1.16'): Readonly<Record<string, string>> {
  return labDatasetIds[profile];
}

function labApp(name: string, profile: Profile): AppDefinition {
  const text = exports[`./apps/${name}.json`] ?? '{}';
  return appFromDsl(JSON.parse(withIdsOf(profile, text)), {
    key: `app-lab-${name}`,
    author: 'Lab',
    model: directed(),
    functions: labFunctions(name),
    ...(name === 'chat-api-off' ? { isApiEnabled: false } : {}),
  });
}
