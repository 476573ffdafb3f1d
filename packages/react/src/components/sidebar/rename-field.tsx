import { type RefObject, useEffect, useState } from 'react';
import { useLabels } from '../../provider/use-labels.ts';

/** Props of `RenameField`. */
export interface RenameFieldProps {
  ref: RefObject<HTMLInputElement | null>;
  name: string;
  /** Gets the new name, or nothing when it stays. */
  onDone: (name: string | undefined) => void;
}

/** A name being written in its own row. Enter and leaving keep it, Esc takes it back. */
export function RenameField({ ref, name, onDone }: RenameFieldProps) {
  const labels = useLabels();
  const [value, setValue] = useState(name);
  const done = () => onDone(value.trim() === '' || value.trim() === name ? undefined : value.trim());
  useEffect(() => ref.current?.select(), [ref]);
  return (
    <input
      ref={ref}
      data-dify="input"
      dir="auto"
      aria-label={labels.conversationName}
      value={value}
      maxLength={255}
      onChange={(event) => setValue(event.target.value)}
      onBlur={done}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing || event.nativeEvent.keyCode === 229) return;
        if (event.key === 'Enter') done();
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onDone(undefined);
      }}
    />
  );
}
