import type { LucideIcon } from 'lucide-react';
import type { ComponentPropsWithRef } from 'react';
import { Icon } from '../icon/icon.tsx';

/** Props of `Button`. What is not listed goes to the `<button>`. */
export interface ButtonProps extends ComponentPropsWithRef<'button'> {
  /** One `primary` a view. @default 'secondary' */
  variant?: 'primary' | 'secondary' | 'ghost' | 'danger' | undefined;
  size?: 'sm' | 'lg' | undefined;
  icon?: LucideIcon | undefined;
  /** The icon is mirrored where text runs from right to left. */
  flip?: boolean | undefined;
  /** As wide as its place. */
  wide?: boolean | undefined;
}

/** A button with words. */
export function Button({ variant = 'secondary', size, icon, flip, wide, children, ...props }: ButtonProps) {
  return (
    <button
      type="button"
      data-dify="button"
      data-variant={variant}
      data-size={size}
      data-wide={wide ? '' : undefined}
      {...props}
    >
      {icon && <Icon as={icon} flip={flip} />}
      {children}
    </button>
  );
}
