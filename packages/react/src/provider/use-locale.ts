import { use } from 'react';
import { DifyContext } from './dify-context.ts';

/** The BCP 47 tag that was provided; `undefined` means the browser's own. */
export function useLocale(): string | undefined {
  return use(DifyContext)?.locale;
}
