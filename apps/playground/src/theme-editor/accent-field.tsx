import { useId, useState } from 'react';

const swatches = {
  Fjord: 'oklch(0.53 0.115 236)',
  Pine: 'oklch(0.52 0.11 160)',
  Rust: 'oklch(0.6 0.15 45)',
  Rowan: 'oklch(0.55 0.2 18)',
  Heather: 'oklch(0.48 0.14 290)',
  Ink: 'oklch(0.3 0.01 250)',
};

/** What the field needs. */
export interface AccentFieldProps {
  /** Any CSS colour. */
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** The accent: a swatch, or any colour that the browser knows. */
export function AccentField({ value, onChange }: AccentFieldProps) {
  const name = useId();
  const [typed, setTyped] = useState<string>();
  const isUnknown = typed !== undefined && !CSS.supports('color', typed);
  const choose = (color: string) => {
    setTyped(undefined);
    onChange(color);
  };
  return (
    <div className="theme-accent">
      <fieldset>
        <legend>Accent</legend>
        <div className="theme-swatches">
          {Object.entries(swatches).map(([title, color]) => (
            <label key={title} title={title} style={{ backgroundColor: color }}>
              <input
                type="radio"
                name={name}
                aria-label={title}
                checked={color === value}
                onChange={() => choose(color)}
              />
            </label>
          ))}
        </div>
      </fieldset>
      <label className="field">
        <span>Own colour</span>
        <input
          className="theme-text"
          value={typed ?? value}
          spellCheck={false}
          aria-invalid={isUnknown}
          aria-describedby={`${name}-hint`}
          onChange={(event) => {
            setTyped(event.target.value);
            if (CSS.supports('color', event.target.value)) onChange(event.target.value);
          }}
          onBlur={() => setTyped(undefined)}
        />
      </label>
      <p id={`${name}-hint`} className="theme-hint" data-invalid={isUnknown || undefined}>
        {isUnknown
          ? 'The browser knows no such colour.'
          : 'Any CSS colour. Text and marks made from it are kept readable.'}
      </p>
    </div>
  );
}
