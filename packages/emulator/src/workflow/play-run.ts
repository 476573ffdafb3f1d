import type { AppDefinition } from '../app-definition.ts';
import type { Server } from '../context.ts';
import { createSpeaker } from '../run/create-speaker.ts';
import { fileTypeOf } from '../run/file-type-of.ts';
import { replacedOutput } from '../run/moderation.ts';
import { wholeSources } from '../run/retriever-resources.ts';
import type { MessageRow } from '../world/app-rows.ts';
import { turnsOf } from '../world/turns-of.ts';
import type { WorkflowRunRow } from '../world/workflow-rows.ts';
import { resourceOf } from './citations.ts';
import { scheduleExpiry } from './expire-forms.ts';
import { graphOf } from './graph.ts';
import { keepAnswer } from './keep-answer.ts';
import { llmUsage } from './llm-usage.ts';
import { atTheTop } from './node-scope.ts';
import { filesIn } from './output-file.ts';
import { channelOf, forgetChannel } from './run-channel.ts';
import { elapsedOf, newAccount, type RunFacts } from './run-facts.ts';
import { freshProgress, type GraphProgress, runGraph } from './run-graph.ts';
import { finishedData, openForms, pausedData, requiredData, startedData } from './run-results.ts';
import { Speech, type SpeechState, type SpokenChunk } from './speech.ts';
import { watchStop } from './stop-run.ts';
import { VariablePool } from './variable-pool.ts';
import { lineOf, liveEvent, messageEvent, soundEvent } from './wire.ts';
import type { WorkflowDefinition } from './workflow-definition.ts';

/** Characters from which on an answer is looked at while it is written. */
const moderatedFrom = 300;

/** A run that is to be played, from its start or from its pause. */
export interface RunPlan {
  readonly app: AppDefinition;
  readonly server: Server;
  readonly definition: WorkflowDefinition;
  readonly row: WorkflowRunRow;
  /** Only in chatflows. */
  readonly message: MessageRow | undefined;
}

/** Plays a run until it ends or pauses. Resolves when that is kept; never rejects. */
export async function playRun({ app, definition, message, row, server }: RunPlan): Promise<void> {
  const channel = channelOf(server, row.id);
  const paused = row.pause;
  const isResumed = paused !== null;
  const account = newAccount(paused?.elapsed ?? 0);
  account.steps = isResumed ? row.total_steps : 0;
  account.exceptions = row.exceptions_count;
  const tokensBefore = row.total_tokens;
  const pool = new VariablePool(paused?.pool ?? initialPool(server, definition, row));
  const progress: GraphProgress = paused
    ? { nodes: paused.nodes, edges: paused.edges, executions: paused.executions }
    : freshProgress();
  let said = paused?.answer ?? '';
  const sources: unknown[] = paused?.sources ?? [];
  let isSilent = false;

  const publish = (fields: Record<string, unknown>) => {
    if (!isSilent) channel.publish(String(fields.event), lineOf(fields));
  };
  const emit = (event: string, data: unknown) => publish(liveEvent(row, message, event, data));
  const speaker = createSpeaker(app);
  let hearing: Promise<void> = Promise.resolve();
  /** Sound follows its text; what is not ready at the end is lost. */
  const sound = (text: string) => {
    if (!speaker.speaks) return;
    hearing = hearing.then(async () => {
      for (const audio of await speaker.hear(text)) {
        if (row.status === 'running') publish(soundEvent(row, message, audio));
      }
    });
  };
  const speak = (chunks: readonly SpokenChunk[]) => {
    for (const { selector, text } of chunks) {
      if (text !== '') account.firstPieceAt ??= performance.now();
      if (message === undefined) {
        emit('text_chunk', { text, from_variable_selector: selector });
        sound(text);
        continue;
      }
      if (!isSilent) said += text;
      const fields = { id: message.id, answer: text, from_variable_selector: selector };
      publish(messageEvent(row, message, 'message', fields));
      sound(text);
      if (said.length >= moderatedFrom && replacedOutput(app, said) !== undefined) stop.moderate();
    }
  };

  const run: RunFacts = {
    app,
    server,
    definition,
    row,
    history: message === undefined ? [] : historyBefore(server, message),
    account,
    origin: row.origin,
    modelFile(id) {
      const file = server.world.files.get(id);
      return file && { id: file.id, name: file.name, text: file.text, type: fileTypeOf(file.mime_type) };
    },
    keep(execution) {
      server.world.nodeExecutions.set(execution.id, execution);
    },
  };
  const graph = graphOf(definition);
  // Servers of 1.14 forget at a pause what they have said.
  const speechState = server.profile === '1.14' ? undefined : toSpeechState(paused?.speech);
  const speech = new Speech(
    graph.nodes,
    graph.edges,
    graph.rootId,
    pool,
    (id) => progress.nodes[id] === 'skipped',
    speechState,
  );
  const stop = watchStop(server, row, account.startedAt, message !== undefined);

  row.status = 'running';
  row.pause = null;
  server.changed();
  const createdAt = isResumed ? server.now() : row.created_at;
  emit('workflow_started', startedData(row, { isResumed, createdAt }));

  const update = () => {
    row.total_steps = account.steps;
    row.total_tokens = tokensBefore + account.prompt + account.completion;
    row.exceptions_count = account.exceptions;
    row.elapsed_time = elapsedOf(account);
  };
  const finish = (changed: { status?: string; error?: string; outputs?: object } = {}) => {
    server.changed();
    emit('workflow_finished', finishedData(server, row, changed));
    forgetChannel(server, row.id);
  };

  const playing = runGraph({
    run,
    graph,
    pool,
    place: atTheTop,
    signal: stop.signal,
    emit,
    speech,
    speak,
    progress,
    answered: (outputs) => {
      const { answer, ...rest } = outputs;
      if (message === undefined) Object.assign(row.outputs, outputs);
      else {
        const before = typeof row.outputs.answer === 'string' ? row.outputs.answer : '';
        Object.assign(row.outputs, { answer: before + String(answer ?? ''), ...rest });
      }
    },
  });

  /** The reader is told that it stopped while the model goes on for nobody. */
  const stopInFront = () => {
    row.elapsed_time = elapsedOf(account);
    row.total_steps = account.steps;
    const shown = finishedData(server, row, { status: 'stopped', error: 'Stopped by user.', outputs: {} });
    if (message) keepAnswer(server, row, message, { answer: said, latency: elapsedOf(account) });
    emit('workflow_finished', { ...shown, total_tokens: 0 });
    isSilent = true;
  };

  const outcome = await Promise.race([playing, stop.stopped]);
  if (outcome === 'moderated') {
    stop.abort();
    stop.release();
    update();
    const answer = replacedOutput(app, said) ?? '';
    Object.assign(row, { status: 'stopped', outputs: {}, finished_at: server.now() });
    row.error = 'Stopped by output moderation.';
    if (message) {
      keepAnswer(server, row, message, { answer, latency: row.elapsed_time });
      publish(messageEvent(row, message, 'message_replace', { answer, reason: 'output_moderation' }));
    }
    finish();
    return;
  }
  if (typeof outcome === 'string') {
    const lingers = outcome === 'seen' && message !== undefined && server.profile === '1.16';
    if (outcome === 'seen') stopInFront();
    if (lingers) await playing;
    else stop.abort();
    stop.release();
    update();
    if (outcome === 'seen' && server.profile === '1.14') {
      // Nobody tells the run: it is taken for running for ever.
      row.total_steps = 0;
      row.total_tokens = 0;
      server.changed();
      return;
    }
    settleStopped(outcome, lingers);
    return;
  }
  stop.release();
  update();

  if (outcome.isPaused) {
    row.status = 'paused';
    row.pause = {
      pool: pool.values,
      nodes: progress.nodes,
      edges: progress.edges,
      executions: progress.executions,
      speech: speech.state,
      answer: said,
      elapsed: row.elapsed_time,
      sources: [...sources, ...account.passages.map(resourceOf)],
    };
    for (const [id, state] of Object.entries(progress.nodes)) {
      const execution = state === 'paused' ? server.world.nodeExecutions.get(progress.executions[id] ?? '') : undefined;
      if (execution === undefined) continue;
      execution.status = 'paused';
      execution.finished_at = server.now();
    }
    if (message) keepAnswer(server, row, message, { answer: said, latency: row.elapsed_time, status: 'paused' });
    const forms = openForms(server, row);
    server.changed();
    for (const form of forms) emit('human_input_required', requiredData(server, form));
    scheduleExpiry(server, forms);
    emit('workflow_paused', pausedData(server, row, forms));
    return;
  }

  row.finished_at = server.now();
  if (outcome.error !== undefined) {
    row.status = 'failed';
    row.error = outcome.error.message;
    row.outputs = {};
    if (message) {
      const error = `Run failed: ${outcome.error.message}`;
      keepAnswer(server, row, message, { answer: '', latency: row.elapsed_time, status: 'error', error });
    }
    finish();
    return;
  }
  row.status = account.exceptions > 0 ? 'partial-succeeded' : 'succeeded';
  if (message) {
    const cited = [...sources, ...account.passages.map(resourceOf)].filter(isCitation);
    const usage = { prompt_tokens: account.prompt, completion_tokens: account.completion };
    const files = filesIn(row.outputs.files);
    message.sources = cited;
    message.tokens = { prompt: account.prompt, answer: account.completion };
    const replaced = replacedOutput(app, said);
    keepAnswer(server, row, message, { answer: replaced ?? said, latency: row.elapsed_time, files });
    if (replaced !== undefined) {
      publish(messageEvent(row, message, 'message_replace', { answer: replaced, reason: 'output_moderation' }));
    }
    const first = account.firstPieceAt === null ? null : (account.firstPieceAt - account.startedAt) / 1000;
    const times = {
      latency: row.elapsed_time,
      firstToken: first,
      generation: first === null ? null : elapsedOf(account) - first,
    };
    const metadata = {
      annotation_reply: null,
      retriever_resources: wholeSources(cited),
      usage: llmUsage(usage, times, account.completion > 0 ? '0' : '0.0'),
      ...(server.profile === '1.14' ? {} : { reasoning: trimmed(account.reasoning) }),
    };
    metadataOf.set(row, metadata);
    publish(messageEvent(row, message, 'message_end', { id: message.id, metadata, files }));
  }
  finish();

  function settleStopped(kind: 'seen' | 'told', lingers: boolean): void {
    row.finished_at = server.now();
    row.status = 'stopped';
    if (!lingers) row.outputs = {};
    if (kind === 'seen') {
      row.error = lingers || row.elapsed_time < 1.1 ? 'Aborted: App task was stopped' : 'Aborted: User requested stop';
      server.changed();
      return;
    }
    row.error = 'Aborted: User requested stop';
    const isOld = server.profile === '1.14';
    if (message) {
      const failed = { answer: '', status: 'error', error: `Run failed: ${row.error}` } as const;
      keepAnswer(server, row, message, { latency: row.elapsed_time, ...(isOld ? failed : { answer: said }) });
    }
    finish(isOld ? { status: 'failed' } : {});
  }
}

/** What `message_end` said of finished runs of chatflows, for those who wait for one piece. */
export const metadataOf = new WeakMap<WorkflowRunRow, Record<string, unknown>>();

function initialPool(server: Server, { environmentVariables = [] }: WorkflowDefinition, row: WorkflowRunRow) {
  const sys = Object.entries(row.inputs).flatMap(([name, value]) =>
    name.startsWith('sys.') ? [[name.slice(4), value]] : [],
  );
  const variables = [...server.world.conversationVariables.values()].filter(
    ({ conversation_id }) => conversation_id === row.conversation_id,
  );
  return structuredClone({
    sys: { timestamp: row.created_at, conversation_id: row.conversation_id, ...Object.fromEntries(sys) },
    env: Object.fromEntries(environmentVariables.map(({ name, value }) => [name, value])),
    conversation: Object.fromEntries(variables.map(({ name, value }) => [name, value])),
  });
}

function historyBefore({ world }: Server, message: MessageRow): { query: string; answer: string }[] {
  const turns = turnsOf(world, message.conversation_id);
  const at = turns.findIndex(({ id }) => id === message.id);
  return turns.slice(0, Math.max(at, 0)).map(({ answer, query }) => ({ query, answer }));
}

function trimmed(reasoning: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(reasoning).map(([id, text]) => [id, text.trim()]));
}

function toSpeechState(value: unknown): SpeechState | undefined {
  return isSpeechState(value) ? value : undefined;
}

function isSpeechState(value: unknown): value is SpeechState {
  return typeof value === 'object' && value !== null && 'taken' in value && 'unread' in value;
}

function isCitation(value: unknown): value is MessageRow['sources'][number] {
  return typeof value === 'object' && value !== null && 'content' in value;
}
