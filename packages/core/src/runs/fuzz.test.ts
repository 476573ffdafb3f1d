import { describe, expect, it } from 'vitest';
import type { Chat } from '../chat/chat.ts';
import { createChat } from '../chat/create-chat.ts';
import { type AssistantMessage, textOf } from '../chat/message.ts';
import { createBrowserClient } from '../client.ts';
import type { DifyEvent } from '../events/dify-event.ts';
import * as workflows from '../resources/workflows/endpoints.ts';
import type { SavedRun } from '../storage/saved-run-record.ts';
import { type FakeEnvironment, fakeEnvironment } from '../testing/fake-environment.ts';
import { type Fault, faultyHub, recordOf, soundConnection } from '../testing/faulty-hub.ts';
import { fixture } from '../testing/recorded-streams.ts';
import { seededRandom } from '../testing/seeded-random.ts';
import { bytesOf } from '../testing/streams.ts';
import { resumeRun } from './resume-run.ts';
import type { Run, RunEnd } from './run.ts';
import { startRun } from './start-run.ts';

const runs = Number(process.env.FUZZ_RUNS ?? 22_000);
const firstSeed = Number(process.env.FUZZ_SEED ?? 1);

interface Stream {
  readonly name: string;
  readonly kind: 'chat' | 'workflow';
  readonly events: readonly string[];
  readonly bytes: number;
}

function streamOf(name: string, kind: Stream['kind']): Stream {
  const events = Array.from(fixture(name).matchAll(/^data: (.*)$/gm), ([, data = '']) => data);
  return { name, kind, events, bytes: events.reduce((sum, data, at) => sum + bytesOf(recordOf(at, data)).length, 0) };
}

const streams = [
  streamOf('chatflow', 'chat'),
  streamOf('agent', 'chat'),
  streamOf('workflow-stopped', 'workflow'),
  streamOf('agent-app', 'chat'),
  streamOf('chat', 'chat'),
  streamOf('reasoning', 'chat'),
  streamOf('workflow-nested', 'workflow'),
];

/** The first seeds cut these at each byte, one after the other, between events too; those that follow cut anywhere. */
const cuts = streams
  .slice(0, 3)
  .flatMap((stream) => Array.from({ length: stream.bytes }, (_, at) => ({ stream, afterBytes: at + 1 })));

/** What a person or their computer does at a moment. */
type Disturbance = 'offline' | 'reload' | 'stop' | 'stop-twice' | 'sleep' | 'hide';

interface Plan {
  readonly stream: Stream;
  readonly everyMs: number;
  readonly burst: number;
  readonly faults: readonly Fault[];
  readonly disturbances: readonly { readonly at: number; readonly what: Disturbance }[];
}

function planOf(seed: number, random: () => number): Plan {
  const pick = <Value>(values: readonly Value[], fallback: Value): Value =>
    values[Math.floor(random() * values.length)] ?? fallback;
  const first = streams[0];
  if (first === undefined) throw new Error('There is no stream.');
  const cut = cuts[seed - 1];
  const stream = cut?.stream ?? pick(streams, first);
  const everyMs = pick([1, 20, 400], 20);
  const fault = (): Fault => ({
    afterBytes: Math.floor(random() * stream.bytes * 1.2),
    how: pick(['break', 'end', 'stall'] as const, 'break'),
    losesHeaders: random() < 0.15,
    repeatsEach: random() < 0.3 ? 1 + Math.floor(random() * 4) : 0,
    pingsEach: random() < 0.4 ? 1 + Math.floor(random() * 3) : 0,
  });
  const all: readonly Disturbance[] = ['offline', 'reload', 'stop', 'stop-twice', 'sleep', 'hide', 'reload'];
  const length = stream.events.length * everyMs;
  return {
    stream,
    everyMs,
    burst: pick([1, 5, 20], 5),
    faults: [
      ...(cut === undefined ? [] : [{ ...soundConnection, afterBytes: cut.afterBytes, how: fault().how }]),
      ...Array.from({ length: Math.floor(random() * 4) }, fault),
    ],
    disturbances: Array.from({ length: Math.floor(random() * 3) }, () => ({
      at: Math.floor(random() * length * 1.1),
      what: pick(all, 'offline'),
    })).toSorted((a, b) => a.at - b.at),
  };
}

/** What reads a run in a fuzz: a conversation, or a session of a workflow. */
interface Reader {
  stop(): Promise<unknown>;
  /** The page is left and comes again. */
  reload(): void;
  isOver(): boolean;
  /** What is wrong now; empty when nothing is. */
  complaint(): string;
  dispose(): void;
}

function chatReader(hubFetch: typeof fetch, environment: FakeEnvironment, told: readonly string[]): Reader {
  const whole = told.at(-1);
  const dify = createBrowserClient({ url: 'http://hub.test/api', fetch: hubFetch, logger: false });
  let saved: SavedRun | null = null;
  let finished = 0;
  let isStopped = false;
  const open = () =>
    createChat({
      dify,
      environment,
      suggestions: false,
      schedule: (flush) => flush(),
      onRunChange: (run) => {
        saved = run;
      },
      onFinish: () => finished++,
    });
  let chat: Chat = open();
  const answer = (): AssistantMessage | undefined => {
    const last = chat.getSnapshot().messages.at(-1);
    return last?.role === 'assistant' ? last : undefined;
  };
  void chat.actions.sendMessage('Ask');
  return {
    stop() {
      isStopped ||= chat.getSnapshot().status !== 'ready';
      return chat.actions.stop();
    },
    reload() {
      if (saved === null || saved.handle === undefined) return;
      const run = saved;
      chat.dispose();
      chat = open();
      void chat.actions.resume(run);
    },
    isOver: () => chat.getSnapshot().status === 'ready' || chat.getSnapshot().status === 'error',
    complaint() {
      const message = answer();
      if (message === undefined) return 'there is no answer';
      if (chat.getSnapshot().messages.length !== 2) return 'there is more than one turn';
      const text = textOf(message);
      if (!told.includes(text)) return `foreign text: ${JSON.stringify(text)}`;
      if (!this.isOver()) return '';
      const { type } = message.status;
      if (finished !== 1) return `it ended ${finished} times`;
      if (isStopped ? type !== 'stopped' && type !== 'complete' : type !== 'complete') return `it ended as ${type}`;
      if (type === 'complete' && text !== whole) return `text was lost: ${JSON.stringify(text)}`;
      return '';
    },
    dispose: () => chat.dispose(),
  };
}

function sessionReader(hubFetch: typeof fetch, environment: FakeEnvironment, events: readonly string[]): Reader {
  const dify = createBrowserClient({ url: 'http://hub.test/api', fetch: hubFetch, logger: false });
  let got: string[] = [];
  const ends: RunEnd[] = [];
  let isStopped = false;
  const listeners = {
    onEvent(event: DifyEvent): 'open' | 'ended' {
      got.push(JSON.stringify(event));
      return event.event === 'workflow_finished' || event.event === 'error' ? 'ended' : 'open';
    },
    onEnd: (end: RunEnd) => ends.push(end),
  };
  const common = { dify, kind: 'workflow', environment, listeners } as const;
  let run: Run = startRun({ ...common, endpoint: workflows.run, input: { inputs: {} } });
  const isOver = () => ends.length > 0 || isStopped;
  return {
    stop() {
      isStopped ||= ends.length === 0;
      return run.stop();
    },
    reload() {
      const { lastEventId: _, ...saved } = run.saved();
      if (saved.handle === undefined || isOver()) return;
      run.detach();
      got = [];
      run = resumeRun({ ...common, saved });
    },
    isOver,
    complaint() {
      const expected = events.slice(0, got.length).map((data) => JSON.stringify(JSON.parse(data)));
      if (!isStopped && got.join('\n') !== expected.join('\n')) return 'the events are others';
      if (!isOver() || isStopped) return ends.length > 0 && ends[0]?.type !== 'ended' ? 'it was lost' : '';
      if (ends.length !== 1 || ends[0]?.type !== 'ended') return `it ended as ${ends.map(({ type }) => type).join()}`;
      return got.length === events.length ? '' : 'events were lost';
    },
    dispose: () => run.detach(),
  };
}

/** Every text that the answer has on its way when nothing goes wrong, the whole one last. */
async function textsOf(stream: Stream): Promise<readonly string[]> {
  const environment = fakeEnvironment();
  const hub = faultyHub({ environment, events: stream.events, everyMs: 1, nextFault: () => soundConnection });
  const dify = createBrowserClient({ url: 'http://hub.test/api', fetch: hub.fetch, logger: false });
  const chat = createChat({ dify, environment, suggestions: false, schedule: (flush) => flush() });
  const texts = new Set(['']);
  const note = () => {
    const last = chat.getSnapshot().messages.at(-1);
    if (last?.role === 'assistant') texts.add(textOf(last));
  };
  chat.subscribe(note);
  const sending = chat.actions.sendMessage('Ask');
  await environment.advance(10_000);
  const result = await sending;
  if (!result.ok) expect.fail(`${stream.name} ends as ${result.reason} by itself: ${result.error?.message}`);
  const whole = textOf(result.message);
  texts.delete(whole);
  chat.dispose();
  return [...texts, whole];
}

/** One run with everything that its seed makes go wrong. @returns what was wrong with it */
async function play(seed: number, texts: ReadonlyMap<string, readonly string[]>): Promise<string> {
  const random = seededRandom(seed);
  const plan = planOf(seed, random);
  const environment = fakeEnvironment(random);
  const faults = [...plan.faults];
  const hub = faultyHub({
    environment,
    events: plan.stream.events,
    everyMs: plan.everyMs,
    burst: plan.burst,
    nextFault: () => faults.shift() ?? soundConnection,
  });
  const reader =
    plan.stream.kind === 'chat'
      ? chatReader(hub.fetch, environment, texts.get(plan.stream.name) ?? [])
      : sessionReader(hub.fetch, environment, plan.stream.events);
  const stops: Promise<unknown>[] = [];
  await environment.settle();
  let at = 0;
  const begunAt = environment.now();
  for (const { at: due, what } of plan.disturbances) {
    await environment.advance(Math.max(0, due - at));
    at = Math.max(at, due);
    if (reader.complaint() !== '') break;
    if (what === 'offline') {
      environment.setOnline(false);
      await environment.advance(20_000);
      environment.setOnline(true);
    } else if (what === 'sleep') await environment.sleep(3_600_000);
    else if (what === 'hide') {
      environment.setHidden(true);
      await environment.advance(30_000);
      environment.setHidden(false);
    } else if (what === 'reload') reader.reload();
    else {
      stops.push(reader.stop());
      if (what === 'stop-twice') stops.push(reader.stop());
    }
  }
  await environment.settle();
  for (let tries = 0; tries < 12 && !reader.isOver(); tries++) await environment.advance(30_000);
  await environment.advance(30_000);
  await Promise.all(stops);
  const complaint = !reader.isOver() ? `no end after ${environment.now() - begunAt} ms` : reader.complaint();
  const { counts } = hub;
  reader.dispose();
  await environment.settle();
  if (complaint !== '') return complaint;
  if (counts.runs !== 1) return `${counts.runs} runs were begun`;
  if (counts.stops > 1) return `the stop was told ${counts.stops} times`;
  if (counts.streams > 40) return `${counts.streams} connections were opened`;
  return environment.held() === 0 ? '' : `${environment.held()} timers and listeners are left`;
}

describe('a run behind a network that fails', () => {
  it('is cut at each byte of a chatflow, an agent and a workflow', () => {
    expect(new Set(cuts.map(({ stream }) => stream.name)).size).toBe(3);
    expect(cuts.length).toBeLessThan(22_000);
  });

  it(`ends once, whole and unmixed in ${runs} random disasters`, { timeout: 300_000 }, async () => {
    const texts = new Map<string, readonly string[]>();
    for (const stream of streams) if (stream.kind === 'chat') texts.set(stream.name, await textsOf(stream));
    for (let seed = firstSeed; seed < firstSeed + runs; seed++) {
      const complaint = await play(seed, texts);
      if (complaint !== '')
        expect.fail(
          `FUZZ_SEED=${seed} FUZZ_RUNS=1: ${complaint}\n${JSON.stringify(planOf(seed, seededRandom(seed)), (name, value) => (name === 'events' ? undefined : value))}`,
        );
    }
  });
});
