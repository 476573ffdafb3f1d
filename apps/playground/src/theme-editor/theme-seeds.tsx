import { type Theme, untouched } from './theme.ts';
import { themeVariables } from './theme-css.ts';

/** What differs from the default, and the scheme that shows it best. */
const seeds = [
  { title: 'Rust, warm, soft', scheme: 'light', change: { accent: 'oklch(0.6 0.15 45)', hue: 75, radius: 1.4 } },
  { title: 'Yellow, grey, square', scheme: 'light', change: { accent: '#ffd400', tint: 0, radius: 0 } },
  { title: 'Pine, tinted', scheme: 'dark', change: { accent: 'oklch(0.52 0.11 160)', hue: 160, tint: 0.012 } },
  { title: 'Rowan', scheme: 'dark', change: { accent: 'oklch(0.55 0.2 18)', hue: 300 } },
] satisfies readonly { title: string; scheme: 'light' | 'dark'; change: Partial<Theme> }[];

/** What the strip needs. */
export interface ThemeSeedsProps {
  readonly onChoose: (theme: Theme) => void;
}

/** Other seeds under the same rules, each as it would look; one that is pressed is what one goes on from. */
export function ThemeSeeds({ onChoose }: ThemeSeedsProps) {
  return (
    <section className="theme-seeds" aria-labelledby="theme-seeds">
      <h2 id="theme-seeds">Other seeds, same rules</h2>
      <ul>
        {seeds.map(({ title, scheme, change }) => {
          const theme: Theme = { ...untouched, ...change };
          return (
            <li key={title}>
              <button
                type="button"
                aria-label={`Start from ${title}`}
                data-theme={scheme}
                data-dify-scope
                style={themeVariables(theme)}
                onClick={() => onChoose(theme)}
              >
                <span className="theme-seed-name">{title}</span>
                <span className="theme-seed-card" aria-hidden>
                  <span>
                    40 Nm on both sides. <b>1</b> <u>Table</u>
                  </span>
                  <i />
                  <span>
                    <em>Send</em>
                    <em data-accent>Accent</em>
                  </span>
                </span>
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
