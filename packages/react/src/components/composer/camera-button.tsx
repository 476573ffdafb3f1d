import { Camera } from 'lucide-react';
import { type ChangeEvent, useRef } from 'react';
import { type PartProps, usePart } from '../../primitives/part.ts';
import { useLabels } from '../../provider/use-labels.ts';
import { useFeature } from '../chat/features.ts';
import { Icon } from '../icon/icon.tsx';
import { useComposer } from './composer-context.ts';

/** Props of `Chat.Camera`: those of a `<button>`. */
export type CameraButtonProps = PartProps<'button'>;

/** Takes a picture to go with the message, on devices of touch and for apps that take pictures. Renders a `<button>`. */
export function CameraButton(props: CameraButtonProps) {
  const labels = useLabels();
  const { field, files } = useComposer();
  const camera = useRef<HTMLInputElement>(null);
  const isOffered = useFeature('attachments');
  const { enabled, kinds } = files.limits;
  const button = usePart('button', 'button', props, {
    own: {
      type: 'button',
      'data-part': 'camera',
      'data-coarse-only': '',
      'data-icon-only': '',
      'data-variant': 'ghost',
      'aria-label': labels.takePicture,
      title: labels.takePicture,
      onClick: () => camera.current?.click(),
      children: <Icon as={Camera} />,
    },
  });

  function take(event: ChangeEvent<HTMLInputElement>) {
    files.add([...(event.target.files ?? [])]);
    event.target.value = '';
    field.current?.focus();
  }

  if (!enabled || !isOffered || (kinds.length > 0 && !kinds.includes('image'))) return null;
  return (
    <>
      {button}
      <input
        ref={camera}
        type="file"
        accept="image/*"
        capture="environment"
        hidden
        aria-hidden="true"
        onChange={take}
        tabIndex={-1}
      />
    </>
  );
}
