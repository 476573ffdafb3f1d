import { endpoints } from '@dify-oapi/core/endpoints';
import { checkBaseURL, isKey } from '../check-apps.ts';
import { checkBasePath, checkLimits, checkOrigin, checkSecrets } from '../config.ts';
import type { IdentityConfig } from '../identity/identify.ts';
import { defaultLimits, type HandlerLimits } from '../limits/limits.ts';
import { misuse } from '../misuse.ts';
import type { OnMetric } from '../ops/metric.ts';
import { safely } from '../ops/safely.ts';
import { type Route, routeOf } from '../routes.ts';
import type { UpstreamApp } from '../upstream.ts';
import { warnOfPublicKey } from '../warn-of-public-key.ts';
import {
  isKnowledgeOperation,
  type KnowledgeOperation,
  type KnowledgePreset,
  type KnowledgeSwitch,
  knowledgePresets,
  knowledgeRules,
  switchOf,
} from './knowledge-operations.ts';
import type { KnowledgeHandlerOptions } from './knowledge-options.ts';

/** The options of a handler for knowledge, checked and with their defaults. */
export interface KnowledgeConfig extends IdentityConfig {
  readonly app: UpstreamApp;
  readonly basePath: string;
  readonly routes: readonly Route<KnowledgeOperation>[];
  readonly authorize: KnowledgeHandlerOptions['authorize'];
  readonly datasets: KnowledgeHandlerOptions['datasets'];
  readonly preset: NonNullable<KnowledgeHandlerOptions['preset']>;
  readonly enabled: ReadonlySet<KnowledgeSwitch>;
  readonly fileOrigins: ReadonlySet<string>;
  readonly origins: ReadonlySet<string>;
  readonly limits: Readonly<HandlerLimits>;
  readonly onMetric: OnMetric;
  readonly health: boolean;
}

const by = 'createKnowledgeHandler';
/** Texts become documents here, and searches are shorter than answers. */
const knowledgeLimits: Partial<HandlerLimits> = { jsonBytes: 1_048_576, startsPerMinute: 60 };
const switches: readonly string[] = ['tags', 'models', 'includeAll', 'datasets', 'pipelines'];
const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** The routes to all operations on knowledge bases. Words of a path come before ids: `tags` is no knowledge base. */
export const knowledgeRoutes: readonly Route<KnowledgeOperation>[] = Object.keys(knowledgeRules)
  .filter(isKnowledgeOperation)
  .map((operation) => routeOf(operation, endpoints[operation]))
  .toSorted((one, other) => one.slots.length - other.slots.length);

/**
 * Checks the options before the first request comes.
 *
 * @throws TypeError that says what is missing and how to give it
 */
export function configureKnowledge(options: KnowledgeHandlerOptions): KnowledgeConfig {
  const log = options.log ?? { debug: () => undefined, warn: (message) => console.warn(`[dify] ${message}`) };
  if (typeof options.identify !== 'function') {
    throw misuse('needs to know who asks. Pass `identify: (request) => ({ id })` from your session.', by);
  }
  if (typeof options.authorize !== 'function') {
    throw misuse(
      'needs `authorize: ({ user, operation, datasetId, documentId }) => boolean`: the key opens the whole workspace, ' +
        'and Dify asks nobody who they are.',
      by,
    );
  }
  const enabled = checkSwitches(options.enable);
  const datasets = checkDatasets(options.datasets, enabled);
  if (typeof options.apiKey === 'string') warnOfPublicKey(options.apiKey, log);
  return {
    app: {
      name: 'knowledge',
      baseURL: checkBaseURL('', options, by),
      apiKey: checkKey(options.apiKey),
      fetch: options.fetch ?? ((input, init) => globalThis.fetch(input, init)),
    },
    basePath: checkBasePath(options.basePath ?? '/api/knowledge', by),
    secrets: checkSecrets(options.secret, by),
    identify: options.identify,
    anonymous: null,
    authorize: options.authorize,
    datasets,
    preset: checkPreset(options.preset ?? 'read', enabled),
    enabled,
    routes: knowledgeRoutes.filter(({ operation }) => isOn(enabled, operation)),
    fileOrigins: new Set(options.fileOrigins?.map((origin) => checkOrigin(origin, by))),
    origins: new Set(options.origins?.map((origin) => checkOrigin(origin, by))),
    limits: checkLimits({ ...defaultLimits, ...knowledgeLimits, ...options.limits }, by),
    log,
    onMetric: safely(options.onMetric),
    health: options.health === true,
  };
}

function isOn(enabled: ReadonlySet<KnowledgeSwitch>, operation: KnowledgeOperation): boolean {
  const needed = switchOf(operation);
  return needed === undefined || enabled.has(needed);
}

function checkSwitches(enable: KnowledgeHandlerOptions['enable'] = {}): ReadonlySet<KnowledgeSwitch> {
  const unknown = Object.keys(enable).find((name) => !switches.includes(name));
  if (unknown !== undefined) throw misuse(`knows no switch \`enable.${unknown}\`, but ${switches.join(', ')}.`, by);
  const { tags, models, includeAll, datasets, pipelines } = enable;
  const on: readonly [KnowledgeSwitch, unknown][] = [
    ['tags', tags],
    ['models', models],
    ['includeAll', includeAll],
    ['datasets', datasets],
    ['pipelines', pipelines],
  ];
  return new Set(on.filter(([, isEnabled]) => isEnabled === true).map(([name]) => name));
}

function checkDatasets(
  datasets: KnowledgeHandlerOptions['datasets'],
  enabled: ReadonlySet<KnowledgeSwitch>,
): KnowledgeHandlerOptions['datasets'] {
  if (datasets === 'all' || typeof datasets === 'function') return datasets;
  const ids: unknown = datasets;
  if (!Array.isArray(ids) || !ids.every((id) => typeof id === 'string' && uuid.test(id))) {
    throw misuse("needs `datasets`: a list of knowledge bases' ids, a function that answers one, or 'all'.", by);
  }
  if (enabled.has('datasets')) {
    throw misuse(
      "cannot create knowledge bases that its own list does not have: with `enable.datasets`, `datasets` is 'all' or a " +
        'function that knows of new ones.',
      by,
    );
  }
  return datasets;
}

function checkPreset(
  preset: NonNullable<KnowledgeHandlerOptions['preset']>,
  enabled: ReadonlySet<KnowledgeSwitch>,
): NonNullable<KnowledgeHandlerOptions['preset']> {
  if (typeof preset === 'function' || isPreset(preset)) return preset;
  const names: unknown = preset;
  if (!Array.isArray(names)) {
    throw misuse("needs `preset` to be 'read', 'contribute', 'manage', a list of operations or a function.", by);
  }
  const unknown = names.find((name) => !isKnowledgeOperation(name));
  if (unknown !== undefined) throw misuse(`knows no operation "${String(unknown)}".`, by);
  const shut = names.filter(isKnowledgeOperation).find((operation) => !isOn(enabled, operation));
  if (shut === undefined) return preset;
  throw misuse(`needs \`enable: { ${String(switchOf(shut))}: true }\` for "${shut}".`, by);
}

/** Whether a word is the name of a preset. */
export function isPreset(word: unknown): word is KnowledgePreset {
  return knowledgePresets.some((preset) => preset === word);
}

function checkKey(apiKey: KnowledgeHandlerOptions['apiKey']): KnowledgeHandlerOptions['apiKey'] {
  if (typeof apiKey === 'function') return apiKey;
  if (!isKey(apiKey)) {
    throw misuse(
      'needs `apiKey`: the key from "API Access" of Knowledge in your Dify, without spaces or line ends. ' +
        'Read it from the environment, e.g. process.env.DIFY_DATASET_KEY, under a name that no bundler publishes.',
      by,
    );
  }
  if (apiKey.startsWith('app-')) {
    throw misuse("needs `apiKey` to be a key for knowledge (dataset-…). The one given is an app's.", by);
  }
  return apiKey;
}
