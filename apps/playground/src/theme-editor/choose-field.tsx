import { keyOf } from './theme-address.ts';

/** What a list of choices needs. */
export interface ChooseFieldProps<Key extends string> {
  readonly title: string;
  readonly value: Key;
  /** The choices with their names. */
  readonly choices: Readonly<Partial<Record<Key, string | { readonly title: string }>>>;
  readonly onChange: (value: Key) => void;
}

/** One of many, as a `<select>`. */
export function ChooseField<Key extends string>({ title, value, choices, onChange }: ChooseFieldProps<Key>) {
  const options = [];
  for (const key in choices) {
    const choice = choices[key];
    options.push(
      <option key={key} value={key}>
        {typeof choice === 'object' ? choice.title : choice}
      </option>,
    );
  }
  return (
    <label className="field">
      <span>{title}</span>
      <select
        value={value}
        onChange={(event) => {
          const key = keyOf(choices, event.target.value);
          if (key !== undefined) onChange(key);
        }}
      >
        {options}
      </select>
    </label>
  );
}
