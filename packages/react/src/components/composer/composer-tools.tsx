import { type PartProps, usePart } from '../../primitives/part.ts';

/** Props of `Chat.Tools`: those of a `<div>`. */
export type ComposerToolsProps = PartProps<'div'>;

/** The line of buttons in a composer. Renders a `<div>`. */
export function ComposerTools(props: ComposerToolsProps) {
  return usePart('div', 'composer-tools', props);
}
