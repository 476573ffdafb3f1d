import type { MarkdownBlockProps } from '../plugin.ts';
import { Formula } from './formula.tsx';

/** A fenced block that is a formula. */
export function FormulaBlock({ code, fallback }: MarkdownBlockProps) {
  return (
    <div data-dify="formula">
      <Formula source={code} isBlock fallback={fallback} />
    </div>
  );
}
