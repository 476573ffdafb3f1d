import { useLabels } from '../../provider/use-labels.ts';

/** Props of `VariableSwitch`. */
export interface VariableSwitchProps {
  isOn: boolean;
  disabled: boolean;
  labelledBy: string;
  describedBy: string | undefined;
  onChange(isOn: boolean): void;
}

/** On or off, kept at once. */
export function VariableSwitch({ isOn, disabled, labelledBy, describedBy, onChange }: VariableSwitchProps) {
  const labels = useLabels();
  return (
    <label data-dify="switch">
      <span aria-hidden="true">{isOn ? labels.variableOn : labels.variableOff}</span>
      <input
        type="checkbox"
        role="switch"
        aria-checked={isOn}
        aria-labelledby={labelledBy}
        aria-describedby={describedBy}
        checked={isOn}
        disabled={disabled}
        onChange={(event) => onChange(event.target.checked)}
      />
    </label>
  );
}
