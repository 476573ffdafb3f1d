/** What a slider needs. */
export interface RangeFieldProps {
  readonly title: string;
  readonly value: number;
  /** 0 unless told. */
  readonly min?: number;
  readonly max: number;
  readonly step: number;
  readonly unit?: string;
  readonly onChange: (value: number) => void;
}

/** A slider with its name and its value. */
export function RangeField({ title, value, min = 0, max, step, unit = '', onChange }: RangeFieldProps) {
  return (
    <label className="theme-range">
      <span>{title}</span>
      <output>{`${value}${unit}`}</output>
      <input
        type="range"
        aria-label={title}
        aria-valuetext={`${value}${unit}`}
        min={min}
        max={max}
        step={step}
        value={value}
        onChange={(event) => onChange(event.target.valueAsNumber)}
      />
    </label>
  );
}
