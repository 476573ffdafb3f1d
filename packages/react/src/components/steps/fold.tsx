import { type ReactNode, useState } from 'react';

/** Props of `Fold`. */
export interface FoldProps {
  id: string;
  isOpen: boolean;
  children: ReactNode;
}

/** What opens below a line. Nothing is set up before it is first opened; closed, it can be neither reached nor read. */
export function Fold({ id, isOpen, children }: FoldProps) {
  const [wasOpen, setWasOpen] = useState(isOpen);
  if (isOpen && !wasOpen) setWasOpen(true);
  if (!wasOpen) return null;
  return (
    <div id={id} data-dify="fold" data-open={isOpen ? '' : undefined} inert={!isOpen}>
      <div>{children}</div>
    </div>
  );
}
