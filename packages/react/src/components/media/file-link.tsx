import type { LucideIcon } from 'lucide-react';
import { Icon } from '../icon/icon.tsx';

/** Props of `FileLink`. */
export interface FileLinkProps {
  /** An address that may be followed. */
  href: string;
  label: string;
  icon: LucideIcon;
  /** What to call the file on the reader's disk; without it, the file is opened. */
  fileName?: string | undefined;
}

/** A link to a file that looks like the buttons beside it. Opens another tab. */
export function FileLink({ href, label, icon, fileName }: FileLinkProps) {
  return (
    <a
      data-dify="button"
      data-size="sm"
      data-icon-only=""
      data-variant="ghost"
      href={href}
      download={fileName}
      target="_blank"
      rel="noopener noreferrer"
      aria-label={label}
      title={label}
    >
      <Icon as={icon} />
    </a>
  );
}
