import { useInputsForm } from '../../hooks/use-inputs-form.ts';
import { lazyPart } from '../../primitives/lazy-part.tsx';
import type { InputsFormProps } from './inputs-form.tsx';

/** Height of a field with its name and the gap below it. */
const fieldPx = 78;

const InputsForm = lazyPart(async () => (await import('./inputs-form.tsx')).InputsForm, Room);

/** Where the app's form stands before the first message, if it has one. It is loaded only then. */
export function InputsFormPlace(props: InputsFormProps) {
  const { fields, isNew } = useInputsForm();
  return isNew && fields.length > 0 ? <InputsForm {...props} /> : null;
}

/** Keeps the form's place, so that nothing jumps. */
function Room() {
  const { fields } = useInputsForm();
  return <div data-dify="inputs-form-place" style={{ blockSize: fields.length * fieldPx }} aria-hidden="true" />;
}
