import { lazy, Suspense } from 'react';
import { useInputsForm } from '../../hooks/use-inputs-form.ts';
import type { InputsFormProps } from './inputs-form.tsx';

const InputsForm = lazy(async () => ({ default: (await import('./inputs-form.tsx')).InputsForm }));

/** Height of a field with its name and the gap below it. */
const fieldPx = 78;

/** Where the app's form stands before the first message, if it has one. It is loaded only then. */
export function InputsFormPlace(props: InputsFormProps) {
  const { fields, isNew } = useInputsForm();
  if (!isNew || fields.length === 0) return null;
  const room = <div data-dify="inputs-form-place" style={{ blockSize: fields.length * fieldPx }} aria-hidden="true" />;
  return (
    <Suspense fallback={room}>
      <InputsForm {...props} />
    </Suspense>
  );
}
