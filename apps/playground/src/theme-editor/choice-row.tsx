import { useId } from 'react';

/** What a row of choices needs. */
export interface ChoiceRowProps<Value extends string> {
  readonly legend: string;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly title: string }[];
  readonly onChange: (value: Value) => void;
}

/** A few choices side by side, one of them taken; one tab stop with arrows. */
export function ChoiceRow<Value extends string>({ legend, value, options, onChange }: ChoiceRowProps<Value>) {
  const name = useId();
  return (
    <fieldset className="theme-choice">
      <legend>{legend}</legend>
      <div>
        {options.map((option) => (
          <label key={option.value}>
            <input type="radio" name={name} checked={option.value === value} onChange={() => onChange(option.value)} />
            {option.title}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
