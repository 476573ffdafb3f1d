import { Download } from 'lucide-react';
import { useState } from 'react';
import { useLabels } from '../../provider/use-labels.ts';
import type { FileAddress } from './file-address.ts';
import { FileLink } from './file-link.tsx';

/** Props of `Picture`. */
export interface PictureProps {
  address: FileAddress;
  name: string;
  /** It could not be loaded. */
  onFail(): void;
}

/** A picture that the app made, as wide as there is room, with its name and a way to keep it. Renders a `<figure>`. */
export function Picture({ address, name, onFail }: PictureProps) {
  const labels = useLabels();
  const [isLoaded, setLoaded] = useState(false);
  return (
    <figure data-dify="picture" data-loaded={isLoaded ? '' : undefined}>
      <a href={address.href} target="_blank" rel="noopener noreferrer" aria-label={labels.openFile(name)}>
        <img
          src={address.href}
          alt={name}
          loading="lazy"
          decoding="async"
          referrerPolicy="no-referrer"
          onLoad={() => setLoaded(true)}
          onError={onFail}
        />
      </a>
      <figcaption>
        <span data-dify="truncate" title={name} dir="auto">
          {name}
        </span>
        <FileLink href={address.href} label={labels.download(name)} icon={Download} fileName={name} />
      </figcaption>
    </figure>
  );
}
