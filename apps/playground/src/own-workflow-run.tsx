import type { RunBranch } from '@dify-oapi/core';
import { describeError, useElapsed, useLabels, useWorkflowRun } from '@dify-oapi/react';
import { Markdown } from '@dify-oapi/react/markdown';
import { OwnPendingForm } from './own-pending-form.tsx';
import { OwnRunForm } from './own-run-form.tsx';

/** A workflow of one's own: a form, the steps as they run, what they write, and the forms that wait for a person. */
export function OwnWorkflowRun() {
  const { run, stop, resume, reset, submitForm, ...state } = useWorkflowRun<
    Record<string, unknown>,
    { report?: string }
  >();
  const labels = useLabels();
  const elapsed = useElapsed(state);
  return (
    <div className="own-run" data-status={state.status}>
      <OwnRunForm verb="Run" isBusy={state.isBusy} onSubmit={(inputs) => void run(inputs)} />
      <section aria-label="Run" aria-busy={state.isBusy}>
        <header>
          <h2>Run</h2>
          <strong role="status">{state.outcome?.type ?? state.status}</strong>
          {elapsed !== null && <span>{(elapsed / 1000).toFixed(1)} s</span>}
          {state.nodes.length > 0 && <span>{state.nodes.length} steps</span>}
          {state.totalTokens !== null && <span>{state.totalTokens} tokens</span>}
          {state.isBusy && (
            <button type="button" onClick={stop}>
              Stop
            </button>
          )}
          {(state.outcome?.type === 'interrupted' || state.status === 'paused') && (
            <button type="button" onClick={() => void resume()}>
              Check again
            </button>
          )}
          {state.startedAt !== null && !state.isBusy && (
            <button type="button" onClick={reset}>
              Clear
            </button>
          )}
        </header>
        {state.error && <p role="alert">{describeError(state.error, labels).title}</p>}
        {state.startedAt === null && <p>The steps appear here.</p>}
        <Steps label="Steps" branches={state.tree} />
        {state.forms.map((form) => (
          <OwnPendingForm key={form.id} form={form} onReply={(reply) => submitForm(form.id, reply)} />
        ))}
        {state.hasGap && <p role="status">Some text is missing until the run has ended.</p>}
        <Markdown text={state.text} streaming={state.isBusy} />
        {state.files.map(({ id, name, url }) => (
          <a key={id} className="link" href={url} download={name}>
            {name}
          </a>
        ))}
        {state.outputs && (
          <details>
            <summary>Outputs</summary>
            <pre>{JSON.stringify(state.outputs, null, 2)}</pre>
          </details>
        )}
      </section>
    </div>
  );
}

/** Steps with those inside them: rounds of iterations and loops, tries that failed. */
function Steps({ branches, label }: { branches: readonly RunBranch[]; label?: string }) {
  if (branches.length === 0) return null;
  return (
    <ol aria-label={label}>
      {branches.map(({ node, children }) => (
        <li key={node.id} data-status={node.status}>
          <span>
            {node.title || node.nodeId}
            {node.round !== undefined && <small> {rounds(node.round, children.length > 0)}</small>}
            {node.retries && <small> {node.retries.length} failed tries</small>}
          </span>
          <small>{node.elapsedMs === undefined ? '' : `${Math.round(node.elapsedMs)} ms`}</small>
          <small>{node.status}</small>
          {node.error && <p>{node.error}</p>}
          <Steps branches={children} />
        </li>
      ))}
    </ol>
  );
}

function rounds(round: number, isContainer: boolean): string {
  return isContainer ? `${round} rounds` : `round ${round + 1}`;
}
