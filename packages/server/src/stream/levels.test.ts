import { describe, expect, it } from 'vitest';
import { closedView, type View } from '../answers/view.ts';
import type { Detail } from '../options.ts';
import { unsealed } from '../testing/handle-of.ts';
import { apiKey, baseURL, handlerOn, question } from '../testing/handler-on.ts';
import { type LeveledEvent, leveledEvents } from '../testing/leveled-events.ts';
import { randomOf } from '../testing/random-of.ts';
import { recordedDify, stream } from '../testing/recorded-dify.ts';
import { type WordLevel, wordsIn } from '../testing/words.ts';
import { createEventFilter } from './event-filter.ts';
import { createSSERecords } from './sse-records.ts';

const events = leveledEvents();
const written = (event: unknown) => `data: ${JSON.stringify(event)}\n\n`;
const isClosing = ({ event }: LeveledEvent) => ['workflow_finished', 'workflow_paused', 'error'].includes(event);

/** How an app is set up, and the words that its pages may see. */
const settings: readonly (readonly [string, { detail: Detail; usage?: boolean; thinking?: boolean }, WordLevel[]])[] = [
  ['none', { detail: 'none' }, ['none']],
  ['none with usage', { detail: 'none', usage: true }, ['none', 'usage']],
  ['none with thinking', { detail: 'none', thinking: true }, ['none', 'thinking']],
  ['summary', { detail: 'summary' }, ['none', 'summary']],
  ['summary with both', { detail: 'summary', usage: true, thinking: true }, ['none', 'summary', 'usage', 'thinking']],
  ['full', { detail: 'full' }, ['none', 'summary', 'usage', 'thinking', 'full']],
];

function seenBy(options: (typeof settings)[number][1], text: string, cut = text.length): string {
  const view: View = {
    ...closedView,
    ...options,
    usage: options.usage === true || options.detail === 'full',
    thinking: options.thinking === true || options.detail === 'full',
    seal: (_, id) => id,
  };
  const filter = createEventFilter(view);
  let out = '';
  const records = createSSERecords(1e7, (record) => {
    out += filter.pass(record);
  });
  records.feed(text.slice(0, cut));
  records.feed(text.slice(cut));
  records.end();
  return out;
}

describe.each(settings)('P07: at detail %s', (_, options, levels) => {
  it.each(events.map((event) => [event.event, event]))('P07 %s shows exactly what it may', (_name, event) => {
    const text = written(event);
    expect(wordsIn(seenBy(options, text))).toEqual(wordsIn(text, levels));
  });

  it.each(events.filter(isClosing).map((event) => [event.event, event]))(
    'P07 a whole stream that ends with %s keeps its order',
    async (_name, closing) => {
      const sent = [...events.filter((event) => !isClosing(event)), closing];
      const dify = recordedDify(() => stream(sent.map(written).join('')));
      const apps = { support: { baseURL, apiKey, ...options } };
      const response = await handlerOn(dify.fetch, { apps })(question());
      const text = unsealed(await response.text());
      expect(wordsIn(text)).toEqual(wordsIn(sent.map(written).join(''), levels));
      const names = text.match(/"event":"\w+"/g) ?? [];
      const expected = sent.filter((event) => seenBy(options, written(event)) !== '');
      expect(names).toEqual(expected.map(({ event }) => `"event":"${event}"`));
    },
  );

  it('P08 wherever the network cuts, the same comes out', () => {
    const sent = events.map(written).join('');
    const whole = seenBy(options, sent);
    for (let at = 1; at < sent.length; at += 97) {
      if (seenBy(options, sent, at) !== whole) expect.fail(`A cut at ${at} changes the stream.`);
    }
  });

  const seed = Number(process.env.FUZZ_SEED ?? Date.now() % 1_000_000);

  it(`P07 whatever is bent, nothing more gets out (seed ${seed})`, () => {
    const random = randomOf(seed);
    for (let at = 0; at < 2000; at += 1) {
      const event = events[Math.floor(random() * events.length)];
      const bent = written(bend(event, random));
      const seen = seenBy(options, bent);
      const extra = wordsIn(seen).filter((one) => !levels.some((level) => one.startsWith(`${level}.`)));
      if (extra.length > 0) expect.fail(`seed ${seed}, step ${at}: ${extra.join(' ')} of ${bent}`);
      for (const record of seen.split('\n\n').filter((one) => one.startsWith('data: '))) JSON.parse(record.slice(6));
    }
  });
});

/** The same words in other places of their own kind: fields gone, nested deeper, or in a list. */
function bend(value: unknown, random: () => number): unknown {
  const roll = random();
  if (roll < 0.02) return [value];
  if (roll < 0.04) return { value };
  if (roll < 0.05) return null;
  if (Array.isArray(value)) return value.map((item) => bend(item, random));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).flatMap(([name, item]) => {
    // Outputs are the product: whatever is in them passes.
    if (name === 'event' || name === 'outputs') return [[name, item] as const];
    const at = random();
    if (at < 0.03) return [];
    if (at < 0.05) return [[`${name}_new`, item] as const];
    return [[name, bend(item, random)] as const];
  });
  return Object.fromEntries(entries);
}

describe('P07: events that a newer Dify may add', () => {
  it.each(['__proto__', 'toString', 'Message', 'a b', 'x'.repeat(65), '', 'none.1'])(
    'P07 %j is no name of an event at any detail',
    (event) => {
      for (const [, options] of settings) expect(seenBy(options, written({ event, data: { id: 'x' } }))).toBe('');
    },
  );

  it('P07 ids that are sentences stay behind in a summary', () => {
    const text = written({ event: 'something_new', data: { id: 'the secret plan', node_id: ['n'], title: 'x' } });
    expect(seenBy({ detail: 'summary' }, text)).toBe(written({ event: 'something_new', data: {} }));
  });

  it('P07 prototypes cannot be reached at full', () => {
    const seen = seenBy(
      { detail: 'full' },
      'data: {"event":"something_new","__proto__":{"a":1},"data":{"__proto__":1}}\n\n',
    );
    expect(seen).toBe(written({ event: 'something_new', data: {} }));
  });
});

describe('the detail of a request', () => {
  const text = events
    .filter((event) => !isClosing(event))
    .map(written)
    .join('');
  const seen = async (detail: NonNullable<Parameters<typeof handlerOn>[1]>['detail'], person = 'ada') => {
    const dify = recordedDify(() => stream(text));
    const response = await handlerOn(
      dify.fetch,
      detail === undefined ? {} : { detail },
    )(question({}, { headers: { 'x-test-person': person } }));
    return wordsIn(unsealed(await response.text()));
  };

  it('is decided by a function of the person', async () => {
    const detail: Parameters<typeof seen>[0] = ({ app, user }) =>
      app === 'support' && user?.id === 'grace' ? 'full' : 'summary';
    expect(await seen(detail, 'grace')).toEqual(wordsIn(text));
    expect(await seen(detail)).toEqual(wordsIn(text, ['none', 'summary']));
  });

  it('is none where the function throws or answers no level', async () => {
    expect(await seen(() => Promise.reject(new Error('no')))).toEqual(wordsIn(text, ['none']));
    // A site's own code may be JavaScript and answer anything.
    expect(await seen(() => 'everything' as 'full')).toEqual(wordsIn(text, ['none']));
  });
});
