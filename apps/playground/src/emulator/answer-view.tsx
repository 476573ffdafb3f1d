import { memo } from 'react';
import { type Answer, type Frame, pretty } from './ask.ts';

/** What came back: status, headers, and a body or the frames of a stream. */
export function AnswerView({ answer }: { readonly answer: Answer | null }) {
  const { status, headers, frames, body, error, isBusy } = answer ?? {};
  return (
    <section className="emulator-answer" aria-label="Answer" aria-busy={isBusy === true}>
      <header className="source-head">
        <h2>{status == null ? 'Answer' : `Answer ${status}`}</h2>
        <span className="meta">{frames && frames.length > 0 ? `${frames.length} events` : ''}</span>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scroller must be reachable by keyboard. */}
      <section className="emulator-scroller" aria-label="Content of the answer" dir="ltr" tabIndex={0}>
        {answer === null && <p>Nothing asked yet.</p>}
        {headers?.map(([name, value]) => (
          <p key={name}>
            {name}: {value}
          </p>
        ))}
        {error != null && <p className="emulator-problem">{error}</p>}
        {body != null && <pre>{body}</pre>}
        {frames && frames.length > 0 && (
          <ol aria-label="Events">
            {frames.map((frame) => (
              <FrameRow key={frame.id} frame={frame} />
            ))}
          </ol>
        )}
      </section>
    </section>
  );
}

const FrameRow = memo(function FrameRow({ frame }: { readonly frame: Frame }) {
  return (
    <li className="emulator-frame">
      <details>
        <summary>
          {frame.name} <span>{`+${frame.atMs}\u00A0ms`}</span>
        </summary>
        <pre>{pretty(frame.text.replace(/^data:\s*/, ''))}</pre>
      </details>
    </li>
  );
});
