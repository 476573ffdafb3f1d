import type { Person } from '../identity/identify.ts';
import { Refusal } from '../refusal.ts';
import { isPreset, type KnowledgeConfig } from './knowledge-config.ts';
import { isKnowledgeOperation, type KnowledgeOperation, opens } from './knowledge-operations.ts';
import type { KnowledgePerson } from './knowledge-options.ts';

/** What one person may reach and do, for one request. */
export interface KnowledgeAccess {
  /** Lower-case ids; `'all'` for the whole workspace. */
  readonly datasets: 'all' | ReadonlySet<string>;
  mayReach(datasetId: string): boolean;
  mayDo(operation: KnowledgeOperation): boolean;
}

/** The refusal of a knowledge base, document or chunk that there is not, or not for this person. */
export function missing(): Refusal {
  return new Refusal(404, 'not_found', 'There is no such thing, or it is not for you.');
}

/** The refusal of what a person may not do. */
export function forbidden(): Refusal {
  return new Refusal(403, 'forbidden', 'You may not do this.');
}

/** What a person may reach and do. */
export async function accessOf(config: KnowledgeConfig, person: Person, request: Request): Promise<KnowledgeAccess> {
  const asked = { user: { id: person.id }, request };
  const datasets = await datasetsOf(config, asked);
  const allowed = await operationsOf(config, asked);
  return {
    datasets,
    mayReach: (id) => datasets === 'all' || datasets.has(id.toLowerCase()),
    mayDo: (operation) => allowed(operation) && config.routes.some((route) => route.operation === operation),
  };
}

async function datasetsOf(
  { datasets, log }: KnowledgeConfig,
  person: KnowledgePerson,
): Promise<KnowledgeAccess['datasets']> {
  let allowed: unknown = datasets;
  try {
    if (typeof datasets === 'function') allowed = await datasets(person);
  } catch {
    allowed = undefined;
  }
  if (allowed === 'all') return 'all';
  if (Array.isArray(allowed) && allowed.every((id) => typeof id === 'string')) {
    return new Set(allowed.map((id) => id.toLowerCase()));
  }
  log.warn('datasets() threw, or answered no list of ids. No knowledge base is shown.');
  return new Set();
}

async function operationsOf(
  { preset, log }: KnowledgeConfig,
  person: KnowledgePerson,
): Promise<(operation: KnowledgeOperation) => boolean> {
  let allowed: unknown = preset;
  try {
    if (typeof preset === 'function') allowed = await preset(person);
  } catch {
    allowed = undefined;
  }
  if (isPreset(allowed)) {
    const name = allowed;
    return (operation) => opens(name, operation);
  }
  if (Array.isArray(allowed) && allowed.every(isKnowledgeOperation)) {
    const names = new Set(allowed);
    return (operation) => names.has(operation);
  }
  log.warn('preset() threw, or answered neither a preset nor a list of operations. Nothing is allowed.');
  return () => false;
}

/** @throws Refusal with 403 unless the site says that the person may do this */
export async function authorize(
  config: KnowledgeConfig,
  person: Person,
  call: { operation: KnowledgeOperation; datasetId: string | undefined; documentId: string | undefined },
  request: Request,
): Promise<void> {
  let isAllowed: unknown;
  try {
    isAllowed = await config.authorize({ ...call, user: { id: person.id }, request });
  } catch {
    config.log.warn('authorize() threw. The request was refused.');
  }
  if (isAllowed !== true) throw forbidden();
}
