import { redact } from '../answers/redact.ts';
import type { View } from '../answers/view.ts';
import type { AppConfig, HandlerConfig } from '../config.ts';
import type { Addresses } from '../file-links/addresses.ts';
import { createFileLinks } from '../file-links/file-links.ts';
import { createRecordLinks } from '../file-links/record-links.ts';
import { createHandles } from '../handles/handles.ts';
import type { Closing } from '../ops/closing.ts';
import { Refusal } from '../refusal.ts';
import { createEventFilter, type FilteredEvent } from '../stream/event-filter.ts';
import { createLiveRun, type LiveRun } from './live-run.ts';
import { pauseAfterReader } from './pause-after-reader.ts';
import { resumedEvents, tellStop } from './run-calls.ts';
import { runKeys } from './run-keys.ts';
import type { RunCommands, RunHead, RunLog, RunReader, RunWriter } from './run-log.ts';
import { subscribe } from './subscribe.ts';
import { createWholeAnswers, type WholeAnswers } from './whole-answers.ts';

/** Holds one connection to Dify for each run, whoever reads along. */
export interface Hub {
  readonly log: RunLog;
  /** Answers that came whole, for sends that are repeated. */
  readonly whole: WholeAnswers;
  /** Begins a run that this process will read. */
  begin(app: AppConfig, head: RunHead, connection: Connection): LiveRun;
  /** How many readers a person has open here. */
  readersOf(app: string, person: string): number;
  /** A run's log as an event stream. */
  stream(run: RunReader, after: number, signal: AbortSignal): ReadableStream<Uint8Array>;
  /** @throws Refusal when Dify could not be told */
  stop(app: AppConfig, run: RunReader): Promise<void>;
  /** Goes on with the log of a paused run. */
  resume(app: AppConfig, id: string, isPatient?: boolean): Promise<void>;
  /** A form was filled in: the run that waits for it goes on. */
  formAnswered(app: AppConfig, formToken: string): Promise<void>;
  /** How many runs this process reads. */
  readonly running: number;
  /** Resolves when every run that goes on has ended. */
  settled(): Promise<void>;
}

/** The connection to Dify that a run is read from. */
interface Connection {
  /** Closes it. */
  readonly close: () => void;
  /** Called once, when nothing more is read from it. */
  readonly onEnd: () => void;
}

interface Running {
  readonly live: LiveRun;
  readers: number;
  /** Whether a form was filled in while the run came to its pause. */
  isAnswered: boolean;
  grace: ReturnType<typeof setTimeout> | undefined;
  readonly end: () => void;
}

/** How the rest of a run is read. */
interface Rest {
  /** Milliseconds since 1970 at which it was last read. */
  readonly leftAt: number;
  /** How many wait for it. */
  readonly readers: number;
  /** Whether it goes on beyond the next pause. */
  readonly isPatient?: boolean;
}

/** A hub without runs. */
export function createHub(
  config: HandlerConfig,
  log: RunLog,
  addresses: Addresses,
  closing: Pick<Closing, 'isClosing'>,
): Hub {
  const running = new Map<string, Running>();
  const readers = new Map<string, number>();
  const { limits, runs } = config;

  function viewOf({ app, person, sees }: RunHead, { sharesForms }: AppConfig): View {
    const { secrets } = config;
    return { ...sees, seal: createHandles({ secrets, app, user: person, sharesForms }).seal };
  }

  function start(app: AppConfig, writer: RunWriter, connection: Connection, readers = 0): LiveRun {
    const { head } = writer;
    let isOpen = true;
    const end = () => {
      if (isOpen) connection.onEnd();
      isOpen = false;
    };
    const begunAt = Date.now();
    let isNamed = false;
    const view = viewOf(head, app);
    const links = createFileLinks(app, view, addresses);
    const live = createLiveRun({
      limits,
      writer,
      filter: createEventFilter(view, (message) =>
        config.log.warn(`An answer of app "${head.app}" failed: ${redact(message)}`),
      ),
      links: links === undefined ? undefined : createRecordLinks(links),
      close: connection.close,
      tellStop: (taskId) => tellStop(config, app, head, taskId),
      onPiece(events) {
        const { workflow_run_id } = writer.ids;
        if (!isNamed && workflow_run_id !== undefined) {
          isNamed = true;
          name(runKeys.workflow(head.app, head.person, workflow_run_id), head.id);
        }
        for (const event of events) {
          const token = formTokenOf(event);
          if (token !== undefined) name(runKeys.form(head.app, token), head.id);
        }
      },
      onDone(how) {
        running.delete(head.id);
        tellActive();
        config.onMetric({
          name: 'dify.run.duration',
          value: (Date.now() - begunAt) / 1000,
          unit: 's',
          attributes: { 'dify.app': head.app, 'dify.operation': head.operation, 'dify.run.outcome': how },
        });
        clearTimeout(entry.grace);
        end();
        // Another process goes on with it, or this one's follower, when somebody asks.
        if (how !== 'paused' || !entry.isAnswered || closing.isClosing) return undefined;
        goOn(app, writer, { leftAt: Date.now(), readers: entry.readers }).catch(() => undefined);
        return 'stays open';
      },
    });
    const entry: Running = { live, readers, isAnswered: false, grace: undefined, end };
    running.set(head.id, entry);
    tellActive();
    config.waitUntil?.(live.done);
    return live;
  }

  function tellActive(): void {
    config.onMetric({ name: 'dify.run.active', value: running.size, unit: '1', attributes: {} });
  }

  function name(key: string, run: string): void {
    log.claim(key, { run, fingerprint: '', at: Date.now() }).catch(() => undefined);
  }

  function countReader(reader: string, by: 1 | -1): void {
    const count = (readers.get(reader) ?? 0) + by;
    if (count > 0) readers.set(reader, count);
    else readers.delete(reader);
  }

  function readerGone(id: string): void {
    const entry = running.get(id);
    if (entry === undefined) return;
    entry.readers -= 1;
    if (config.onClientGone === 'drain') return;
    if (config.onClientGone === 'stop') stopSoon(id, entry);
    else unlessRead(id, entry, () => abort(entry));
  }

  function abort(entry: Running): void {
    entry.end();
    entry.live.abort();
  }

  /** Stops a run, and looks again later when somebody reads it in another process. */
  function stopSoon(id: string, entry: Running): void {
    clearTimeout(entry.grace);
    const stop = () =>
      entry.live.stop().catch(() => config.log.warn('A run that nobody reads any more could not be stopped.'));
    entry.grace = setTimeout(() => unlessRead(id, entry, stop, () => stopSoon(id, entry)), runs.stopAfter);
  }

  function unlessRead(id: string, entry: Running, act: () => void, otherwise?: () => void): void {
    if (entry.readers > 0) return;
    const isRead = log.isReadElsewhere(id);
    if (isRead === false) {
      act();
      return;
    }
    isRead
      .then((isReadNow) => {
        if (running.get(id) !== entry || entry.readers > 0) return;
        if (isReadNow) otherwise?.();
        else act();
      })
      .catch(() => undefined);
  }

  /** Reads the rest of a run from Dify, after a pause between two readers. */
  async function goOn(app: AppConfig, writer: RunWriter, rest: Rest): Promise<void> {
    const controller = new AbortController();
    const live = start(app, writer, { close: () => controller.abort(), onEnd: () => undefined }, rest.readers);
    await pauseAfterReader(rest.leftAt);
    try {
      live.read(await resumedEvents(config, app, writer, controller, rest.isPatient === true));
    } catch (error) {
      live.refuse(error instanceof Refusal ? error : new Refusal(502, 'upstream_interrupted', 'The run was lost.'));
    }
  }

  async function resume(app: AppConfig, id: string, isPatient = false): Promise<void> {
    const before = await log.find(id);
    if (before?.ids.workflow_run_id === undefined || closing.isClosing) return;
    const leftAt = before.endedAt ?? 0;
    const writer = await log.reopen(id, commandsOf(id));
    if (writer !== undefined) goOn(app, writer, { leftAt, readers: 0, isPatient }).catch(() => undefined);
  }

  function commandsOf(id: string): RunCommands {
    return {
      stop: async () => running.get(id)?.live.stop(),
      async answered() {
        const entry = running.get(id);
        if (entry !== undefined) entry.isAnswered = true;
      },
    };
  }

  return {
    log,
    whole: createWholeAnswers(runs.keepFor),
    begin: (app, head, connection) => start(app, log.begin(head, commandsOf(head.id)), connection),
    readersOf: (app, person) => readers.get(`${app}\0${person}`) ?? 0,
    stream(run, after, signal) {
      const { app, id, person } = run.head;
      const reader = `${app}\0${person}`;
      countReader(reader, 1);
      const entry = running.get(id);
      if (entry !== undefined) {
        entry.readers += 1;
        clearTimeout(entry.grace);
      }
      const onGone = () => {
        countReader(reader, -1);
        readerGone(id);
      };
      return subscribe(run, {
        after,
        signal,
        keepAlive: limits.keepAlive,
        readerTimeout: limits.readerTimeout,
        onGone,
      });
    },
    async stop(app, run) {
      const { head, ids } = run;
      const entry = running.get(head.id);
      if (entry !== undefined) await entry.live.stop();
      else if (run.end !== null && run.end !== 'interrupted') return;
      // Nobody reads it any more, and yet it may go on.
      else if (!(await log.ask(head.id, 'stop')) && ids.task_id !== undefined)
        await tellStop(config, app, head, ids.task_id);
    },
    resume,
    async formAnswered(app, formToken) {
      const claim = await log.claimed(runKeys.form(app.name, formToken));
      if (claim === undefined) return;
      const entry = running.get(claim.run);
      if (entry !== undefined) entry.isAnswered = true;
      else if (!(await log.ask(claim.run, 'answered'))) await resume(app, claim.run);
    },
    get running() {
      return running.size;
    },
    async settled() {
      await Promise.all([...running.values()].map(({ live }) => live.done));
    },
  };
}

/** Dify's own token of the form that an event asks a person to fill in. */
function formTokenOf({ fields, name }: FilteredEvent): string | undefined {
  if (name !== 'human_input_required') return undefined;
  const { data } = fields;
  if (typeof data !== 'object' || data === null) return undefined;
  const token: unknown = Reflect.get(data, 'form_token');
  return typeof token === 'string' ? token.split('~')[0] : undefined;
}
