import { CircleAlert, Info, type LucideIcon, TriangleAlert } from 'lucide-react';
import type { ComponentPropsWithRef, ReactNode } from 'react';
import { Icon } from '../icon/icon.tsx';

/** Props of `Callout`. What is not listed goes to the root element. */
export interface CalloutProps extends Omit<ComponentPropsWithRef<'div'>, 'title'> {
  tone: 'danger' | 'warning' | 'info';
  /** What happened. */
  title: string;
  /** What it means. */
  detail?: string | undefined;
  /** Stands in place of the icon, e.g. the live bead. */
  mark?: ReactNode;
  /** The way out. */
  action?: ReactNode;
}

const icons: Readonly<Record<CalloutProps['tone'], LucideIcon>> = {
  danger: CircleAlert,
  warning: TriangleAlert,
  info: Info,
};

/** Says where it happened what went wrong: cause, consequence, way out. */
export function Callout({ tone, title, detail, mark, action, ...props }: CalloutProps) {
  return (
    <div data-dify="callout" data-tone={tone} {...props}>
      {mark ?? <Icon as={icons[tone]} />}
      <div data-dify="callout-text">
        <strong>{title}</strong>
        {detail !== undefined && <p>{detail}</p>}
      </div>
      {action && <div data-dify="row">{action}</div>}
    </div>
  );
}
