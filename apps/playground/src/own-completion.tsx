import { describeError, useCompletion, useElapsed, useLabels } from '@dify-oapi/react';
import { Markdown } from '@dify-oapi/react/markdown';
import { OwnRunForm } from './own-run-form.tsx';

/** A text generator of one's own: a form beside what it writes. */
export function OwnCompletion() {
  const { complete, stop, resume, reset, setFeedback, ...text } = useCompletion();
  const labels = useLabels();
  const elapsed = useElapsed(text);
  return (
    <div className="own-run" data-status={text.status}>
      <OwnRunForm verb="Write" isBusy={text.isBusy} onSubmit={(inputs) => void complete(inputs)} />
      <section aria-label="Text" aria-busy={text.isBusy}>
        <header>
          <h2>Text</h2>
          <strong role="status">{text.outcome?.type ?? text.status}</strong>
          {elapsed !== null && <span>{(elapsed / 1000).toFixed(1)} s</span>}
          {text.usage && <span>{text.usage.total_tokens} tokens</span>}
          {text.isBusy && (
            <button type="button" onClick={stop}>
              Stop
            </button>
          )}
          {text.outcome?.type === 'complete' && (
            <button type="button" onClick={() => void complete()}>
              More like this
            </button>
          )}
          {text.outcome?.type === 'interrupted' && (
            <button type="button" onClick={() => void resume()}>
              Check again
            </button>
          )}
        </header>
        {text.error && <p role="alert">{describeError(text.error, labels).title}</p>}
        {text.startedAt === null && <p>The letter appears here.</p>}
        <Markdown text={text.text} streaming={text.isBusy} />
        {text.sources.map(({ position, document_name }) => (
          <small key={position}>{`[${position}] ${document_name}`}</small>
        ))}
        {text.outcome && (
          <footer>
            {(['like', 'dislike'] as const).map((rating) => (
              <button
                key={rating}
                type="button"
                aria-pressed={text.feedback === rating}
                onClick={() => void setFeedback(text.feedback === rating ? null : rating)}
              >
                {rating === 'like' ? 'Good' : 'Bad'}
              </button>
            ))}
            <button type="button" onClick={reset}>
              Clear
            </button>
          </footer>
        )}
      </section>
    </div>
  );
}
