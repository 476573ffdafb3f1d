import { Pencil, Pin, PinOff, Sparkles, Trash2 } from 'lucide-react';
import { useLabels } from '../../provider/use-labels.ts';
import { useFeature } from '../chat/features.ts';
import { type MenuPlace, MenuPopup } from '../menu/menu-popup.tsx';

/** What can be done with a conversation of the list. */
export interface ConversationActs {
  isPinned: boolean;
  onPin: () => void;
  onRename: () => void;
  onNameAutomatically: () => void;
  onDelete: () => void;
}

/** Props of `ConversationMenuPopup`. */
export interface ConversationMenuPopupProps extends MenuPlace, ConversationActs {
  name: string;
}

/** The menu of a conversation. */
export function ConversationMenuPopup({ name, isPinned, ...props }: ConversationMenuPopupProps) {
  const { onDelete, onNameAutomatically, onPin, onRename, ...place } = props;
  const labels = useLabels();
  const canRename = useFeature('rename');
  const canDelete = useFeature('delete');
  return (
    <MenuPopup
      {...place}
      label={labels.moreFor(name)}
      groups={[
        [
          ...(canRename
            ? [
                { icon: Pencil, label: labels.rename, takesFocus: true, onSelect: onRename },
                { icon: Sparkles, label: labels.nameAutomatically, onSelect: onNameAutomatically },
              ]
            : []),
          {
            icon: isPinned ? PinOff : Pin,
            label: isPinned ? labels.unpin : labels.pin,
            takesFocus: true,
            onSelect: onPin,
          },
          ...(canDelete
            ? [{ icon: Trash2, label: labels.delete, tone: 'danger' as const, takesFocus: true, onSelect: onDelete }]
            : []),
        ],
      ]}
    />
  );
}
