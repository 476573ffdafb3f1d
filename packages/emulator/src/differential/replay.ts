import { createEmulator } from '../emulator.ts';
import { labDatasets, labSeed } from '../seeds/lab/lab-seed.ts';
import type { Profile } from '../profile.ts';
import { differencesOf } from './differences-of.ts';
import { foldAnswer } from './fold-answer.ts';
import { createIdMap } from './id-map.ts';
import { recordedRequest } from './recorded-request.ts';
import type { Exchange, Recordings, Scenario } from './recording.ts';

/** What came of one exchange. */
export interface Replayed {
  /** Scenario, place in it, and note: `chat/stop #1 stop by the owner`. */
  readonly name: string;
  readonly operation: string | null;
  /** `null` when the request could not be made: it names something that was never told of. */
  readonly differences: readonly string[] | null;
}

/** How long an answer may take. A stream that stays open is taken as far as it came. */
const patienceMs = 4000;

/** Sends recorded requests to an emulator with the lab's apps, one after the other, and compares the answers. */
export async function replay({ scenarios }: Recordings, profile: Profile): Promise<Replayed[]> {
  const results: Replayed[] = [];
  let nowMs = Date.UTC(2026, 10, 22);
  const emulator = createEmulator({
    ...labSeed(profile),
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
      if (ids.namesUnknown(exchange.path) || ids.namesUnknown(exchange.body ?? '')) {
        results.push({ name, operation, differences: null });
        continue;
      }
      nowMs += 1000;
      const request = recordedRequest(exchange, keyOf(scenario, exchange), ids.translate);
      const response = await emulator.fetch(request);
      const here = foldAnswer(response.status, response.headers, await textOf(response));
      ids.learn(exchange.answer.json, here.json);
      ids.learn(exchange.answer.events?.first, here.events?.first);
      results.push({ name, operation, differences: differencesOf(exchange.answer, here) });
    }
  }
  return results;
}

function keyOf({ app }: Scenario, { key }: Exchange): string | null {
  if (key === 'none') return null;
  if (key === 'wrong') return 'Bearer app-wrongwrongwrongwrongwrong';
  if (key === 'dataset' || (key === undefined && app === undefined)) return 'Bearer dataset-lab';
  if (key === undefined) return `Bearer app-lab-${app}`;
  return /^\S+(?: |$)/.test(key) && /[ A-Z*]/.test(key) ? key.replace('app-***', `app-lab-${app}`) : `Bearer app-lab-${key}`;
}

async function textOf(response: Response): Promise<string> {
  if (response.body === null) return '';
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  const late = new Promise<'late'>((resolve) => setTimeout(() => resolve('late'), patienceMs).unref?.());
  let text = '';
  for (;;) {
    const read = await Promise.race([reader.read(), late]);
    if (read === 'late') {
      await reader.cancel();
      return text;
    }
    if (read.done) return text + decoder.decode();
    text += decoder.decode(read.value, { stream: true });
  }
}
