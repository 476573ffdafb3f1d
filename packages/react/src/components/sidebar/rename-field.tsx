import { useEffect, useRef, useState } from 'react';
import { useLabels } from '../../provider/use-labels.ts';

/** Props of `RenameField`. */
export interface RenameFieldProps {
  name: string;
  /** What the field is called. @default the name of the conversation */
  label?: string | undefined;
  /** Gets the new name, or nothing when it stays, and whether a key said so: then the focus goes back to the row. */
  onDone: (name: string | undefined, byKey: boolean) => void;
}

/** A name being written in its own row. Enter and leaving keep it, Esc takes it back. */
export function RenameField({ name, label, onDone }: RenameFieldProps) {
  const labels = useLabels();
  const [value, setValue] = useState(name);
  const field = useRef<HTMLInputElement>(null);
  /** A field that goes away loses the focus too: it answers once. */
  const isDone = useRef(false);
  function answer(next: string | undefined, byKey: boolean) {
    if (isDone.current) return;
    isDone.current = true;
    onDone(next, byKey);
  }
  const done = (byKey: boolean) => {
    const next = value.trim();
    answer(next === '' || next === name ? undefined : next, byKey);
  };
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);
  return (
    <input
      ref={field}
      data-dify="input"
      dir="auto"
      aria-label={label ?? labels.conversationName}
      value={value}
      maxLength={255}
      onChange={(event) => setValue(event.target.value)}
      onBlur={() => done(false)}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing || event.nativeEvent.keyCode === 229) return;
        if (event.key === 'Enter') done(true);
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        answer(undefined, true);
      }}
    />
  );
}
