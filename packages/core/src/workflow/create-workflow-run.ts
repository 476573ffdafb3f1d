import { isBusy } from '../chat/predicates.ts';
import type { DifyClient } from '../client.ts';
import type { PendingForm } from '../human-input/pending-form.ts';
import { needsDetails, readDetails } from '../human-input/read-details.ts';
import { submitForm } from '../human-input/submit-form.ts';
import { watchForms } from '../human-input/watch-forms.ts';
import * as workflows from '../resources/workflows/endpoints.ts';
import { resumeRun } from '../runs/resume-run.ts';
import type { RunEnvironment } from '../runs/run-environment.ts';
import { startRun } from '../runs/start-run.ts';
import { storedRun } from '../runs/stored-run.ts';
import { systemEnvironment } from '../runs/system-environment.ts';
import type { SavedRun } from '../storage/saved-run-record.ts';
import { createFrameStore } from '../stores/frame-store.ts';
import type { Schedule } from '../stores/next-frame.ts';
import { createRunDriver } from '../stores/run-driver.ts';
import { resultOf } from '../stores/run-result.ts';
import { isDoubtful, reduceWorkflow } from './reduce-workflow.ts';
import { snapshotMaker } from './to-snapshot.ts';
import type {
  RunWorkflowOptions,
  WorkflowActions,
  WorkflowListeners,
  WorkflowResult,
  WorkflowStore,
} from './workflow.ts';
import { noRun } from './workflow-state.ts';

/** What a workflow needs. */
export interface WorkflowRunOptions<
  Inputs extends object = Record<string, unknown>,
  Outputs extends object = Record<string, unknown>,
> extends WorkflowListeners<Outputs> {
  dify: DifyClient;
  /** A published version to run, a UUID. @default the latest one */
  workflowId?: string | undefined;
  /** Values of the start node's variables for runs that are given none; a function is asked each time. */
  inputs?: Inputs | (() => Inputs) | undefined;
  /** When subscribers are told of changes. @default the next frame */
  schedule?: Schedule | undefined;
  /** Clock, chance, network and page. @default the runtime's own */
  environment?: RunEnvironment | undefined;
}

/**
 * A place where a workflow runs: its state, and the verbs that change it.
 *
 * @example
 * const workflow = createWorkflowRun<{ text: string }, { summary: string }>({ dify });
 * const result = await workflow.actions.run({ text: 'Long …' });
 * if (result.ok) console.log(result.snapshot.outputs?.summary);
 */
export function createWorkflowRun<
  Inputs extends object = Record<string, unknown>,
  Outputs extends object = Record<string, unknown>,
>(options: WorkflowRunOptions<Inputs, Outputs>): WorkflowStore<Inputs, Outputs>;
export function createWorkflowRun(options: WorkflowRunOptions): WorkflowStore {
  const { dify, environment = systemEnvironment() } = options;
  const store = createFrameStore({
    initial: noRun,
    reduce: reduceWorkflow,
    toSnapshot: snapshotMaker(),
    schedule: options.schedule,
  });
  const life = new AbortController();
  let asked: { inputs: Record<string, unknown>; files?: RunWorkflowOptions['files'] } | null = null;
  const watch = watchForms(environment, () => {
    store.dispatch({ type: 'forms-expired', now: environment.now() }, 'now');
    watch.watch(store.getState().forms);
  });

  const driver = createRunDriver({
    getState: store.getState,
    dispatch: store.dispatch,
    publish: store.publish,
    now: environment.now,
    onEvent: (event) => options.onEvent?.(event),
    onWarning: (warning) => options.onWarning?.(warning),
    onRunChange: (saved) => options.onRunChange?.(saved),
    onSettled: settled,
    recover: () => Promise.resolve(false),
    async decide() {
      const runId = driver.saved()?.workflowRunId ?? store.getState().run?.id;
      const stored = runId ? await storedRun(dify, runId, life.signal) : null;
      const event = stored?.type === 'over' ? stored.event : null;
      if (isDoubtful(store.getState())) store.dispatch({ type: 'decided', event, now: environment.now() });
    },
  });

  function settled(): void {
    const snapshot = store.getSnapshot();
    watch.watch(snapshot.forms);
    if (snapshot.status === 'paused') {
      options.onPause?.(snapshot.forms);
      for (const form of snapshot.forms) if (needsDetails(form)) void fillIn(form);
      return;
    }
    options.onFinish?.(snapshot);
    const { outcome } = snapshot;
    if (outcome?.type === 'failed' || outcome?.type === 'interrupted') options.onError?.(outcome.error);
  }

  /** Snapshots tell a form without the run's variables. */
  async function fillIn(form: PendingForm): Promise<void> {
    const whole = await readDetails(dify, form, life.signal);
    if (store.getState().forms.includes(form)) changeForm(whole);
  }

  function changeForm(form: PendingForm): void {
    if (life.signal.aborted) return;
    store.dispatch({ type: 'form', form }, 'now');
    watch.watch(store.getState().forms);
  }

  function inputsNow(): Record<string, unknown> {
    return typeof options.inputs === 'function' ? options.inputs() : { ...options.inputs };
  }

  async function run(given?: Record<string, unknown>, more?: RunWorkflowOptions): Promise<WorkflowResult> {
    await driver.stopped();
    if (life.signal.aborted) return { ok: false, reason: 'disposed' };
    if (isBusy(store.getState())) return { ok: false, reason: 'busy' };
    const inputs = given ?? asked?.inputs ?? inputsNow();
    const files = more?.files ?? (given === undefined ? asked?.files : undefined);
    asked = { inputs, files };
    const input = { inputs: { ...inputs }, ...(files === undefined ? {} : { files: [...files] }) };
    const { workflowId } = options;
    driver.detach();
    store.dispatch({ type: 'started', startedAt: environment.now() }, 'now');
    const how = await driver.drive((listeners) =>
      workflowId === undefined
        ? startRun({ dify, kind: 'workflow', endpoint: workflows.run, input, environment, listeners })
        : startRun({
            dify,
            kind: 'workflow',
            endpoint: workflows.runById,
            input: { ...input, workflow_id: workflowId },
            environment,
            listeners,
          }),
    );
    return resultOf(store.getSnapshot(), how);
  }

  /** Reads on in the run that is held here, whose connection was lost or whose form was answered. */
  async function readOn(saved: SavedRun, isContinued: boolean): Promise<WorkflowResult> {
    const how = await driver.drive((listeners) =>
      resumeRun({ dify, kind: 'workflow', saved, isContinued, environment, listeners }),
    );
    return resultOf(store.getSnapshot(), how);
  }

  async function resume(saved?: SavedRun): Promise<WorkflowResult> {
    await driver.stopped();
    if (life.signal.aborted) return { ok: false, reason: 'disposed' };
    const { status, outcome } = store.getState();
    if (isBusy({ status })) return { ok: false, reason: 'busy' };
    if (saved !== undefined) {
      const { lastEventId: _, ...ids } = saved;
      driver.detach();
      store.dispatch({ type: 'started', startedAt: saved.startedAt, isReplay: true }, 'now');
      return readOn(ids, false);
    }
    const held = driver.saved();
    const canGoOn = status === 'paused' || outcome?.type === 'interrupted';
    if (held === null || !canGoOn) return { ok: false, reason: 'nothing-to-do' };
    driver.detach();
    store.dispatch({ type: 'went-on' }, 'now');
    return readOn(held, status === 'paused');
  }

  const actions: WorkflowActions = {
    run,
    stop: driver.stop,
    resume,
    async submitForm(formId, reply) {
      const form = store.getState().forms.find(({ id }) => id === formId);
      if (form === undefined) return { ok: false, reason: 'not-open' };
      const held = driver.saved();
      const result = await submitForm({
        dify,
        form,
        reply,
        now: environment.now(),
        onChange: changeForm,
        signal: life.signal,
      });
      const goesOn = result.ok || result.reason === 'taken';
      if (
        goesOn &&
        store.getState().status === 'paused' &&
        held !== null &&
        held.startedAt === driver.saved()?.startedAt
      ) {
        driver.detach();
        store.dispatch({ type: 'form-answered' }, 'now');
        void readOn(driver.saved() ?? held, true);
      }
      return result;
    },
    clearError: () => store.dispatch({ type: 'error-cleared' }, 'now'),
    reset() {
      const hadRun = store.getState().startedAt !== null;
      driver.detach();
      watch.stop();
      store.dispatch({ type: 'reset' }, 'now');
      if (hadRun) options.onRunChange?.(null);
    },
  };

  return {
    getSnapshot: store.getSnapshot,
    subscribe: store.subscribe,
    actions: Object.freeze(actions),
    dispose() {
      life.abort();
      driver.detach();
      watch.stop();
      store.dispose();
    },
  };
}
