import { use } from 'react';
import type { Labels } from '../labels/labels.ts';
import { LabelsContext } from './dify-context.ts';

/** The words in use here. */
export function useLabels(): Labels {
  return use(LabelsContext);
}
