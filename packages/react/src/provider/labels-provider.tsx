import { type ReactNode, use } from 'react';
import type { Labels } from '../labels/labels.ts';
import { LabelsContext } from './dify-context.ts';

/** Replaces words for the tree below. */
export function LabelsProvider({ labels, children }: { labels?: Partial<Labels> | undefined; children: ReactNode }) {
  const above = use(LabelsContext);
  return <LabelsContext value={labels === undefined ? above : { ...above, ...labels }}>{children}</LabelsContext>;
}
