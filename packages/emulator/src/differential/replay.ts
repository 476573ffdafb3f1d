import { createEmulator, type Emulator } from '../emulator.ts';
import type { Model } from '../model/model.ts';
import type { Profile } from '../profile.ts';
import { labDatasets, labSeed } from '../seeds/lab/lab-seed.ts';
import { differencesOf } from './differences-of.ts';
import { foldAnswer } from './fold-answer.ts';
import { createIdMap, type IdMap } from './id-map.ts';
import { recordedRequest } from './recorded-request.ts';
import type { Exchange, Recordings, Scenario } from './recording.ts';

/** What came of one exchange. */
export interface Replayed {
  /** Scenario, place in it, and note: `chat/stop #1 stop by the owner`. */
  readonly name: string;
  readonly operation: string | null;
  /** Whether the real server took the request. */
  readonly isSuccess: boolean;
  /** `null` when the request could not be made: it names something that was never told of. */
  readonly differences: readonly string[] | null;
}

/** How long an answer may take. A stream that stays open is taken as far as it came. */
const patienceMs = 1500;

/** Sends recorded requests to an emulator with the lab's apps, one after the other, and compares the answers. */
export async function replay({ scenarios }: Recordings, profile: Profile): Promise<Replayed[]> {
  const results: Replayed[] = [];
  let nowMs = Date.UTC(2026, 10, 22);
  const seed = labSeed(profile);
  const emulator = createEmulator({
    ...seed,
    apps: seed.apps.map((app) => ({ ...app, model: withoutWaiting(app.model) })),
    profile,
    // A second for every request: lists are in the order in which things were made.
    now: () => nowMs,
    sleep: () => Promise.resolve(),
  });
  const ids = createIdMap(Object.values(labDatasets(profile)));
  for (const scenario of scenarios) {
    for (const [at, exchange] of scenario.exchanges.entries()) {
      const name = `${scenario.name} #${at} ${exchange.note ?? ''}`.trim();
      const operation = exchange.operation ?? null;
      const isSuccess = exchange.answer.status < 400;
      await makeBase(emulator, ids, exchange);
      if (ids.namesUnknown(exchange.path) || ids.namesUnknown(exchange.body ?? '')) {
        results.push({ name, operation, isSuccess, differences: null });
        continue;
      }
      nowMs += 1000;
      const request = recordedRequest(exchange, keyOf(scenario, exchange), (text) => withModelsOf(ids.translate(text)));
      const response = await emulator.fetch(request);
      const here = foldAnswer(response.status, response.headers, await textOf(response));
      ids.learn(exchange.answer.json, here.json);
      ids.learn(exchange.answer.events?.first, here.events?.first);
      results.push({ name, operation, isSuccess, differences: differencesOf(exchange.answer, here) });
    }
  }
  return results;
}

/** Some scenarios fill a knowledge base that was made, empty, by a request which was not recorded: it is made here too. */
async function makeBase(emulator: Emulator, ids: IdMap, { path }: Exchange): Promise<void> {
  const [, there] = /^\/v1\/datasets\/([0-9a-f-]{36})\/document\/create-by-/.exec(path) ?? [];
  if (there === undefined || !ids.namesUnknown(there)) return;
  const headers = { authorization: 'Bearer dataset-lab', 'content-type': 'application/json' };
  const body = JSON.stringify({ name: `made ${there.slice(0, 8)}` });
  const response = await emulator.fetch('http://dify/v1/datasets', { method: 'POST', headers, body });
  const here: { id: string } = await response.json();
  ids.learn(there, here.id);
}

/** A recorded text with the names that models have here. */
function withModelsOf(text: string): string {
  return text.replaceAll('stub-embed', 'lexical-embedding').replaceAll('stub-rerank', 'overlap-rerank');
}

/** The same model, but where a prompt tells it to take its time. */
function withoutWaiting(model: Model): Model {
  return (request) =>
    model({
      ...request,
      messages: request.messages.map((message) => ({
        ...message,
        content: message.content.replaceAll(/\[\[slow:\d+\]\]/g, '[[slow:0.05]]'),
      })),
    });
}

/** The `Authorization` header of a recorded request; `null` for none. */
function keyOf({ app }: Scenario, { key }: Exchange): string | null {
  if (key === 'none') return null;
  if (key === 'wrong') return 'Bearer app-wrongwrongwrongwrongwrong';
  if (key === 'dataset' || (key === undefined && app === undefined)) return 'Bearer dataset-lab';
  if (key === undefined) return `Bearer app-lab-${app}`;
  const isHeader = /[ *]/.test(key);
  return isHeader ? key.replace('app-***', `app-lab-${app}`) : `Bearer app-lab-${key}`;
}

/** A body that broke off is taken as far as it came. */
const cut = { done: true, value: undefined } as const;

/** The text of a body to its end, or to a silence: some streams stay open for good. */
async function textOf(response: Response): Promise<string> {
  if (response.body === null) return '';
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  for (;;) {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const silence = new Promise<'silence'>((resolve) => {
      timer = setTimeout(() => resolve('silence'), patienceMs);
    });
    const read = await Promise.race([reader.read().catch(() => cut), silence]);
    clearTimeout(timer);
    if (read === 'silence') {
      await reader.cancel();
      return text;
    }
    if (read.done) return text + decoder.decode();
    text += decoder.decode(read.value, { stream: true });
  }
}
