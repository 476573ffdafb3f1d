import { type PartProps, usePart } from '../../primitives/part.ts';

/** Props of `StepList`: those of an `<ol>`. */
export type StepListProps = PartProps<'ol'>;

/** One rail of lines: what happened before and between the text. Renders an `<ol>` for `Step`s. */
export function StepList(props: StepListProps) {
  return usePart('ol', 'steps', props);
}
