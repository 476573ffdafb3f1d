import { useLabels } from '../../provider/use-labels.ts';

/** Says what would stand here. */
export function NoVariables() {
  const labels = useLabels();
  return (
    <p data-dify="list-note">
      {labels.noVariables}. {labels.noVariablesDetail}
    </p>
  );
}
