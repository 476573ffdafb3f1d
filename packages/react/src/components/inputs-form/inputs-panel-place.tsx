import { useInputsForm } from '../../hooks/use-inputs-form.ts';
import { lazyPart } from '../../primitives/lazy-part.tsx';
import type { InputsPanelProps } from './inputs-panel.tsx';

const InputsPanel = lazyPart(async () => (await import('./inputs-panel.tsx')).InputsPanel);

/** After the first message, the way to what was filled in before it. Loaded only for apps with a form. Renders a `<button>`. */
export function Inputs(props: InputsPanelProps) {
  const { fields, isNew } = useInputsForm();
  if (isNew || fields.length === 0) return null;
  return <InputsPanel {...props} />;
}
