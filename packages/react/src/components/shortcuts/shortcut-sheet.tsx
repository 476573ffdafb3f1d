import { Dialog } from '@base-ui/react/dialog';
import { use } from 'react';
import type { Labels } from '../../labels/labels.ts';
import { PortalContext } from '../../primitives/portal-context.ts';
import { useLabels } from '../../provider/use-labels.ts';
import { Button } from '../button/button.tsx';
import { useFeature } from '../chat/features.ts';
import { type Shortcut, type ShortcutName, shortcuts } from '../chat/shortcuts.ts';
import { isMacKeyboard, keyNames } from './key-names.ts';

/** Props of `ShortcutSheet`. */
export interface ShortcutSheetProps {
  isOpen: boolean;
  onOpenChange(isOpen: boolean): void;
}

/** Keys of the composer, which are its own. */
const composerKeys: readonly (readonly [keyof Labels & `shortcut${string}`, Shortcut])[] = [
  ['shortcutSend', { key: 'Enter' }],
  ['shortcutNewLine', { key: 'Enter', shift: true }],
  ['shortcutRecall', { key: 'ArrowUp' }],
];

const names: Readonly<Record<ShortcutName, keyof Labels & `shortcut${string}`>> = {
  stop: 'shortcutStop',
  compose: 'shortcutCompose',
  search: 'shortcutSearch',
  newConversation: 'shortcutNewConversation',
  previousMessage: 'shortcutPreviousMessage',
  nextMessage: 'shortcutNextMessage',
  dictate: 'shortcutDictate',
  readAloud: 'shortcutReadAloud',
  shortcuts: 'shortcutSheet',
};

/** What can be done by keys alone. */
export function ShortcutSheet({ isOpen, onOpenChange }: ShortcutSheetProps) {
  const labels = useLabels();
  const container = use(PortalContext);
  const isOffered: Partial<Record<string, boolean>> = {
    search: useFeature('search'),
    dictate: useFeature('dictation'),
    readAloud: useFeature('readAloud'),
  };
  const isMac = isMacKeyboard();
  const rows = [
    ...composerKeys,
    ...Object.entries(shortcuts)
      .filter(([name]) => isOffered[name] !== false)
      .map(([name, shortcut]) => [names[name as ShortcutName], shortcut] as const),
  ];
  return (
    <Dialog.Root open={isOpen} onOpenChange={onOpenChange}>
      <Dialog.Portal container={container}>
        <Dialog.Backdrop data-dify="scrim" />
        <Dialog.Popup data-dify="dialog" data-part="shortcuts">
          <Dialog.Title>{labels.shortcuts}</Dialog.Title>
          <dl data-dify="shortcuts">
            {rows.map(([label, shortcut]) => (
              <div key={label}>
                <dt>{labels[label]}</dt>
                <dd dir="ltr">
                  {keyNames(shortcut, isMac).map((key) => (
                    <kbd key={key} data-dify="kbd">
                      {key}
                    </kbd>
                  ))}
                </dd>
              </div>
            ))}
          </dl>
          <footer>
            <Dialog.Close render={<Button>{labels.close}</Button>} />
          </footer>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
