import type { ToolPart } from '@dify-oapi/core';
import { useLabels } from '../../provider/use-labels.ts';

/** What a tool was asked, and what came back. */
export function StepExchange({ part }: { part: ToolPart }) {
  const labels = useLabels();
  return (
    <dl>
      {part.input !== '' && (
        <>
          <dt>{labels.asked}</dt>
          <dd data-dify="mono" dir="ltr">
            {part.input}
          </dd>
        </>
      )}
      {part.output !== undefined && (
        <>
          <dt>{labels.got}</dt>
          <dd data-dify="mono" dir="ltr">
            {part.output}
          </dd>
        </>
      )}
    </dl>
  );
}
