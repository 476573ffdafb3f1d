import { lazy, type ReactNode, Suspense, useState } from 'react';
import { ShortcutSheetContext } from '../chat/shortcut-sheet-context.ts';

const ShortcutSheet = lazy(() => import('./shortcut-sheet.tsx').then((made) => ({ default: made.ShortcutSheet })));

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
      {isWanted && (
        <Suspense fallback={null}>
          <ShortcutSheet isOpen={isOpen} onOpenChange={setOpen} />
        </Suspense>
      )}
    </ShortcutSheetContext>
  );
}
