import type { BranchPosition, ChatSnapshot } from '@dify-oapi/core';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useLabels } from '../../provider/use-labels.ts';
import { useLocale } from '../../provider/use-locale.ts';
import { IconButton } from '../button/icon-button.tsx';

/** Props of `BranchPicker`. */
export interface BranchPickerProps {
  /** Where the message stands. */
  branch: BranchPosition;
  /** Whether the server keeps versions apart, or only shows them so. */
  branching: ChatSnapshot['capabilities']['branching'];
  /** @param button the one that was pressed */
  onSelect(to: 'previous' | 'next', button: HTMLButtonElement): void;
}

/** Goes through the versions of a question, and says what the app remembers of them. Renders a group. */
export function BranchPicker({ branch: { index, count }, branching, onSelect }: BranchPickerProps) {
  const labels = useLabels();
  const number = new Intl.NumberFormat(useLocale());
  const isFirst = index === 0;
  const isLast = index === count - 1;
  return (
    <fieldset data-dify="branch-picker" aria-label={labels.branches}>
      <IconButton
        label={labels.previousBranch}
        icon={ChevronLeft}
        flip
        aria-disabled={isFirst || undefined}
        onClick={(event) => {
          if (!isFirst) onSelect('previous', event.currentTarget);
        }}
      />
      <span aria-hidden="true" data-dify="number">
        {number.format(index + 1)} / {number.format(count)}
      </span>
      <span data-dify="visually-hidden" role="status">
        {labels.branchOf(index + 1, count)}
      </span>
      <IconButton
        label={labels.nextBranch}
        icon={ChevronRight}
        flip
        aria-disabled={isLast || undefined}
        onClick={(event) => {
          if (!isLast) onSelect('next', event.currentTarget);
        }}
      />
      {branching === 'shown' && <span data-dify="subtle">{labels.branchesRemembered}</span>}
    </fieldset>
  );
}
