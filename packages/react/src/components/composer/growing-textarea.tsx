import { type ComponentPropsWithRef, useLayoutEffect, useRef } from 'react';
import { assignRef } from '../../primitives/assign-ref.ts';

/** A text field as high as its text. The style sheet does it where the browser can; else it is measured. */
export function GrowingTextarea({ ref, ...props }: ComponentPropsWithRef<'textarea'>) {
  const element = useRef<HTMLTextAreaElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text is what the height depends on
  useLayoutEffect(() => {
    const field = element.current;
    if (field === null || growsByItself()) return;
    field.style.blockSize = 'auto';
    field.style.blockSize = `${field.scrollHeight}px`;
  }, [props.value]);
  return (
    <textarea
      rows={1}
      dir="auto"
      {...props}
      ref={(field) => {
        element.current = field;
        return assignRef(ref, field);
      }}
    />
  );
}

function growsByItself(): boolean {
  return typeof CSS !== 'undefined' && CSS.supports('field-sizing', 'content');
}
