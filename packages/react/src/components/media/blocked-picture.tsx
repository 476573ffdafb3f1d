import { Image } from 'lucide-react';
import { useLabels } from '../../provider/use-labels.ts';
import { Button } from '../button/button.tsx';
import { Icon } from '../icon/icon.tsx';

/** Props of `BlockedPicture`. */
export interface BlockedPictureProps {
  name: string;
  /** Who would be told of the reader. */
  host: string;
  /** The reader asks for it. */
  onLoad(): void;
}

/** A picture of another site, before the reader asks for it. */
export function BlockedPicture({ name, host, onLoad }: BlockedPictureProps) {
  const labels = useLabels();
  return (
    <span data-dify="blocked-image">
      <Icon as={Image} size="lg" />
      <span data-dify="blocked-image-text" dir="auto">
        <bdi data-dify="blocked-image-name">{name}</bdi>
        <span>
          {labels.imageFrom} <bdi data-dify="blocked-image-host">{host}</bdi>
        </span>
        <span>{labels.imageNotice}</span>
      </span>
      <Button size="sm" onClick={onLoad}>
        {labels.loadImage}
      </Button>
    </span>
  );
}
