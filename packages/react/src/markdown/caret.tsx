'use no memo';

/** The one live mark: a bead after the last text that has arrived. */
export function Caret() {
  return <span data-dify="caret" aria-hidden="true" />;
}
