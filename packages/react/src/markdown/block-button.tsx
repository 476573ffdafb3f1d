'use no memo';

import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

interface BlockButtonProps {
  readonly label: string;
  readonly icon: LucideIcon;
  readonly onClick: () => void;
  /** Whether a button that switches something is on. */
  readonly isPressed?: boolean;
  readonly outcome?: string | undefined;
  readonly children?: ReactNode;
}

/** A small button in the header of a block. */
export function BlockButton({ label, icon: Icon, onClick, isPressed, outcome, children }: BlockButtonProps) {
  return (
    <button
      type="button"
      data-dify="button"
      data-size="sm"
      data-icon-only=""
      data-variant="ghost"
      data-outcome={outcome}
      aria-label={label}
      aria-pressed={isPressed}
      title={label}
      onClick={onClick}
    >
      <Icon data-dify="icon" size={16} strokeWidth={1.75} aria-hidden="true" />
      {children}
    </button>
  );
}
