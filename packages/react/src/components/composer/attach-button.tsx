import { Paperclip } from 'lucide-react';
import { type ChangeEvent, useRef } from 'react';
import { type PartProps, usePart } from '../../primitives/part.ts';
import { useLabels } from '../../provider/use-labels.ts';
import { useFeature } from '../chat/features.ts';
import { Icon } from '../icon/icon.tsx';
import { FileList } from './composer-attachments.tsx';
import { useComposer } from './composer-context.ts';

/** Props of `Chat.Attach`: those of a `<button>`. */
export type AttachButtonProps = PartProps<'button'>;

/** Opens the computer's files, on a phone also its camera. There only where the app takes files. Renders a `<button>`. */
export function AttachButton(props: AttachButtonProps) {
  const labels = useLabels();
  const { field, files } = useComposer();
  const picker = useRef<HTMLInputElement>(null);
  const { limits } = files;
  const isOffered = useFeature('attachments');

  const button = usePart('button', 'button', props, {
    own: {
      type: 'button',
      'data-part': 'attach',
      'data-icon-only': '',
      'data-variant': 'ghost',
      'aria-label': labels.attachFiles,
      title: labels.attachFiles,
      onPointerEnter: () => void FileList.preload(),
      onFocus: () => void FileList.preload(),
      onClick: () => picker.current?.click(),
      children: <Icon as={Paperclip} />,
    },
  });

  function pick(event: ChangeEvent<HTMLInputElement>) {
    files.add([...(event.target.files ?? [])]);
    event.target.value = '';
    field.current?.focus();
  }

  if (!limits.enabled || !isOffered) return null;
  return (
    <>
      {button}
      <input ref={picker} type="file" hidden multiple={limits.count > 1} onChange={pick} tabIndex={-1} />
    </>
  );
}
