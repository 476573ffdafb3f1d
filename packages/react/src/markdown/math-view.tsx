'use no memo';

import { use } from 'react';
import { CodeBlock } from './code-block.tsx';
import { SettingsContext } from './settings.ts';
import { SourceBoundary } from './source-boundary.tsx';

interface MathViewProps {
  readonly source: string;
  readonly isLive: boolean;
}

/** A formula on lines of its own. */
export function MathView({ source, isLive }: MathViewProps) {
  const { math: Formula } = use(SettingsContext).plugins;
  const code = <CodeBlock language="tex" code={source.trim()} isStreaming={isLive} />;
  if (!Formula || isLive) return code;
  return (
    <SourceBoundary source={code} failed={code}>
      <div data-dify="formula">
        <Formula source={source.trim()} isBlock fallback={code} />
      </div>
    </SourceBoundary>
  );
}
