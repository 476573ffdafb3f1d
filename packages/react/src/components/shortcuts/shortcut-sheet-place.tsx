import { type ReactNode, useState } from 'react';
import { lazyPart } from '../../primitives/lazy-part.tsx';
import { ShortcutSheetContext } from '../chat/shortcut-sheet-context.ts';

const ShortcutSheet = lazyPart(async () => (await import('./shortcut-sheet.tsx')).ShortcutSheet);

/** Lets the parts of a chat open the list of shortcuts, which is loaded only then. */
export function ShortcutSheetPlace({ children }: { children: ReactNode }) {
  const [isWanted, setWanted] = useState(false);
  const [isOpen, setOpen] = useState(false);
  const open = () => {
    setWanted(true);
    setOpen(true);
  };
  return (
    <ShortcutSheetContext value={open}>
      {children}
      {isWanted && <ShortcutSheet isOpen={isOpen} onOpenChange={setOpen} />}
    </ShortcutSheetContext>
  );
}
