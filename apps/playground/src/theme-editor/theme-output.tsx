import { SourceView } from '../source-view.tsx';
import type { Theme } from './theme.ts';
import { themeCss } from './theme-css.ts';

/** The CSS of the theme, to copy or to keep as a file. */
export function ThemeOutput({ theme }: { readonly theme: Theme }) {
  const text = themeCss(theme);
  return (
    <section className="theme-output" aria-labelledby="theme-css">
      <div className="theme-head">
        <h2 id="theme-css">Your CSS</h2>
        <a
          className="button"
          data-size="sm"
          data-variant="secondary"
          download="theme.css"
          href={`data:text/css;charset=utf-8,${encodeURIComponent(text)}`}
        >
          Download
        </a>
      </div>
      <div className="theme-source">
        <SourceView files={[{ name: 'theme.css', text }]} />
      </div>
      <p className="theme-hint">Only what differs is written.</p>
    </section>
  );
}
