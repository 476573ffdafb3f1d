import { Download } from 'lucide-react';
import { useLabels } from '../../provider/use-labels.ts';
import type { FileAddress } from './file-address.ts';
import { FileLink } from './file-link.tsx';

/** Props of `Player`. */
export interface PlayerProps {
  kind: 'audio' | 'video';
  address: FileAddress;
  name: string;
  /** It could not be loaded. */
  onFail(): void;
}

/** Sound or video that the app made, with the browser's own controls. It plays because the reader asked for it. */
export function Player({ kind, address, name, onFail }: PlayerProps) {
  const labels = useLabels();
  const common = {
    src: address.href,
    controls: true,
    autoPlay: true,
    preload: 'metadata',
    'aria-label': name,
    onError: onFail,
  } as const;
  // Files that an app makes come without captions.
  return (
    <figure data-dify="player" data-kind={kind}>
      {kind === 'audio' ? <audio {...common} /> : <video {...common} playsInline />}
      <figcaption>
        <span data-dify="truncate" title={name} dir="auto">
          {name}
        </span>
        <FileLink href={address.href} label={labels.download(name)} icon={Download} fileName={name} />
      </figcaption>
    </figure>
  );
}
