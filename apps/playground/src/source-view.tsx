import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { tintSource } from './tint-source.ts';

/** One file to show. */
export interface SourceFile {
  readonly name: string;
  readonly text: string;
}

/** Source files under tabs, coloured, with a button that copies the one shown. */
export function SourceView({ files }: { readonly files: readonly SourceFile[] }) {
  const [shownName, setShownName] = useState(files[0]?.name);
  const shown = files.find(({ name }) => name === shownName) ?? files[0];
  if (shown === undefined) return null;
  return (
    <>
      <header className="source-head">
        <div className="tabs">
          {files.map(({ name }) => (
            <button key={name} type="button" aria-pressed={name === shown.name} onClick={() => setShownName(name)}>
              {name}
            </button>
          ))}
        </div>
        <CopyButton key={shown.name} file={shown} />
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scroller without a control in it must be reachable by keyboard. */}
      <section className="source-scroller" dir="ltr" tabIndex={0} aria-label={shown.name}>
        <pre className="source">
          <code>
            {tintSource(shown.text).map(({ text, kind }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a fixed text never move.
              <span key={index} data-kind={kind}>
                {text}
              </span>
            ))}
          </code>
        </pre>
      </section>
    </>
  );
}

function CopyButton({ file }: { readonly file: SourceFile }) {
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(setCopied, 1500, false);
    return () => clearTimeout(timer);
  }, [isCopied]);
  const label = isCopied ? 'Copied' : `Copy ${file.name}`;
  return (
    <button
      type="button"
      className="button"
      data-icon-only
      data-size="sm"
      aria-label={label}
      title={label}
      onClick={() => navigator.clipboard.writeText(file.text).then(() => setCopied(true), ignore)}
    >
      {isCopied ? <Check aria-hidden /> : <Copy aria-hidden />}
    </button>
  );
}

/** A browser may refuse the clipboard; the text can still be selected. */
function ignore() {}
