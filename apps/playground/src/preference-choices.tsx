import { useId } from 'react';
import { locales, type Preferences, setPreferences } from './preferences.ts';
import { usePreferences } from './use-preferences.ts';

/** Picks the language of the kit's labels. */
export function LanguageChoice() {
  const { locale } = usePreferences();
  return (
    <Choice
      legend="Language of the kit"
      value={locale}
      options={Object.entries(locales).map(([value, label]) => ({ value, label, lang: value }))}
      onChange={(value) => {
        if (value === 'en' || value === 'zh-Hans' || value === 'ja') setPreferences({ locale: value });
      }}
    />
  );
}

const directions: readonly { value: Preferences['direction']; label: string }[] = [
  { value: 'ltr', label: 'Left to right' },
  { value: 'rtl', label: 'Right to left' },
];

/** Picks the direction of writing. */
export function DirectionChoice() {
  const { direction } = usePreferences();
  return (
    <Choice
      legend="Direction"
      value={direction}
      options={directions}
      onChange={(value) => setPreferences({ direction: value === 'rtl' ? 'rtl' : 'ltr' })}
    />
  );
}

interface ChoiceProps {
  readonly legend: string;
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly label: string; readonly lang?: string }[];
  readonly onChange: (value: string) => void;
}

function Choice({ legend, value, options, onChange }: ChoiceProps) {
  const name = useId();
  return (
    <fieldset className="choice">
      <legend>{legend}</legend>
      {options.map((option) => (
        <label key={option.value} lang={option.lang}>
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          {option.label}
        </label>
      ))}
    </fieldset>
  );
}
