import type { Verdict } from './verdict.ts';

const ends: Readonly<Record<Verdict['end'], string>> = {
  pending: 'asked',
  streaming: 'being written',
  complete: 'complete',
  stopped: 'stopped by you',
  paused: 'waits for a person',
  interrupted: 'broke off',
  failed: 'failed',
};

/** What has become of the last answer, checked against what Dify has stored. */
export function VerdictView({ status, verdict }: { readonly status: string; readonly verdict: Verdict | null }) {
  const whole = verdict === null ? '' : verdict.isWhole === null ? 'nothing is stored' : verdict.isWhole ? 'yes' : 'no';
  return (
    <dl className="values break-it-verdict" aria-label="Result">
      <div>
        <dt>status</dt>
        <dd data-live={status === 'ready' || status === 'error' ? undefined : ''}>'{status}'</dd>
      </div>
      <div>
        <dt>last answer</dt>
        <dd>{verdict === null ? '–' : ends[verdict.end]}</dd>
      </div>
      <div>
        <dt>asked at Dify</dt>
        <dd>{verdict === null ? '–' : verdict.asked === 1 ? 'once' : `${verdict.asked} times`}</dd>
      </div>
      <div>
        <dt>text equal to the stored answer</dt>
        <dd>{whole === '' ? '–' : whole}</dd>
      </div>
    </dl>
  );
}
