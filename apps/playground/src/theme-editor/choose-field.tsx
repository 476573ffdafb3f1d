import { keyOf } from './theme-address.ts';

/** What a list of choices needs. */
export interface ChooseFieldProps<Key extends string> {
  readonly title: string;
  readonly value: Key;
  readonly choices: Readonly<Record<Key, string>>;
  readonly onChange: (value: Key) => void;
}

/** One of many, as a `<select>`. */
export function ChooseField<Key extends string>({ title, value, choices, onChange }: ChooseFieldProps<Key>) {
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
        {Object.entries<string>(choices).map(([key, name]) => (
          <option key={key} value={key}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
