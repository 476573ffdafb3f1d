import { Undo2 } from 'lucide-react';
import { AccentField } from './accent-field.tsx';
import { ChoiceRow } from './choice-row.tsx';
import { ChooseField } from './choose-field.tsx';
import { RangeField } from './range-field.tsx';
import { StartField } from './start-field.tsx';
import { bubbles, fonts, seedsOf, type Theme } from './theme.ts';

/** What the controls need. */
export interface ThemeControlsProps {
  readonly theme: Theme;
  readonly onChange: (change: Partial<Theme>) => void;
  readonly onReset: () => void;
  /** Nothing to take back where there is none. */
  readonly onUndo: (() => void) | undefined;
}

/** Everything that can be chosen. */
export function ThemeControls({ theme, onChange, onReset, onUndo }: ThemeControlsProps) {
  const seeds = seedsOf[theme.base];
  const solid = theme.solid ?? (theme.base === 'pebble' ? 'accent' : 'ink');
  return (
    <aside className="theme-controls" aria-label="Theme">
      <div className="theme-head">
        <h1>Theme</h1>
        <button
          type="button"
          className="button"
          data-size="sm"
          data-icon-only
          aria-label="Undo"
          title="Undo"
          aria-disabled={onUndo === undefined}
          onClick={onUndo}
        >
          <Undo2 aria-hidden data-flip />
        </button>
        <button type="button" className="button" data-size="sm" onClick={onReset}>
          Reset
        </button>
      </div>
      <StartField theme={theme} onChange={onChange} />
      <AccentField value={theme.accent || seeds.accent} onChange={(accent) => onChange({ accent })} />
      <ChoiceRow
        legend="Solid buttons"
        value={solid}
        options={[
          { value: 'ink', title: 'Ink' },
          { value: 'accent', title: 'Accent' },
        ]}
        onChange={(value) => onChange({ solid: value })}
      />
      <RangeField
        title="Tint of the greys"
        value={theme.tint ?? seeds.tint}
        max={0.02}
        step={0.001}
        onChange={(tint) => onChange({ tint })}
      />
      <RangeField
        title="Hue of the greys"
        value={theme.hue ?? seeds.hue}
        max={360}
        step={1}
        unit="°"
        onChange={(hue) => onChange({ hue })}
      />
      <RangeField
        title="Corners"
        value={theme.radius ?? seeds.radius}
        max={2}
        step={0.1}
        onChange={(radius) => onChange({ radius })}
      />
      <RangeField
        title="Size"
        value={theme.size ?? 1}
        min={0.875}
        max={1.25}
        step={0.0625}
        unit=" rem"
        onChange={(size) => onChange({ size })}
      />
      <ChoiceRow
        legend="Density"
        value={theme.density}
        options={[
          { value: 'comfortable', title: 'Comfortable' },
          { value: 'compact', title: 'Compact' },
        ]}
        onChange={(density) => onChange({ density })}
      />
      <ChooseField title="Typeface" value={theme.font} choices={fonts} onChange={(font) => onChange({ font })} />
      <ChooseField
        title="Questions"
        value={theme.bubble}
        choices={bubbles}
        onChange={(bubble) => onChange({ bubble })}
      />
    </aside>
  );
}
