import type { LucideIcon } from 'lucide-react';

/** Props of `Icon`. */
export interface IconProps {
  as: LucideIcon;
  /** 14 px inside small text, 20 px in tiles. @default 16 px */
  size?: 'sm' | 'lg' | undefined;
  /** Mirrored where text runs from right to left. */
  flip?: boolean | undefined;
  /** Filled with its own colour. */
  filled?: boolean | undefined;
}

/** A picture beside words or inside a named control; never read out. */
export function Icon({ as: Shape, size, flip, filled }: IconProps) {
  return (
    <Shape
      data-dify="icon"
      data-size={size}
      data-flip={flip ? '' : undefined}
      data-filled={filled ? '' : undefined}
      strokeWidth={1.75}
      aria-hidden="true"
    />
  );
}
