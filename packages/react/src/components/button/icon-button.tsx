import type { LucideIcon } from 'lucide-react';
import type { ComponentPropsWithRef } from 'react';
import { Icon } from '../icon/icon.tsx';

/** Props of `IconButton`. What is not listed goes to the `<button>`. */
export interface IconButtonProps extends Omit<ComponentPropsWithRef<'button'>, 'children'> {
  /** Its name, read out and shown on hover. */
  label: string;
  icon: LucideIcon;
  /** @default 'ghost' */
  variant?: 'primary' | 'ghost' | undefined;
  /** @default 'sm' */
  size?: 'sm' | 'md' | undefined;
  flip?: boolean | undefined;
}

/** A button that shows only a picture. */
export function IconButton({ label, icon, variant = 'ghost', size = 'sm', flip, ...props }: IconButtonProps) {
  const pressed = props['aria-pressed'] === true;
  return (
    <button
      type="button"
      data-dify="button"
      data-icon-only=""
      data-variant={variant}
      data-size={size === 'sm' ? 'sm' : undefined}
      data-pressed={pressed ? '' : undefined}
      aria-label={label}
      title={label}
      {...props}
    >
      <Icon as={icon} flip={flip} />
    </button>
  );
}
