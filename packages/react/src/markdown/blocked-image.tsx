'use no memo';

import { Image as ImageIcon } from 'lucide-react';
import { use, useState } from 'react';
import { isAllowedImage } from './is-allowed-image.ts';
import { ownAddress } from './own-address.ts';
import { safeWebUrl } from './safe-url.ts';
import { SettingsContext } from './settings.ts';

interface BlockedImageProps {
  readonly url: string;
  readonly alt: string;
}

/** An image of the content. It loads when the reader asks for it, or when its address is below an allowed prefix. */
export function BlockedImage({ url, alt }: BlockedImageProps) {
  const { labels, imagePrefixes } = use(SettingsContext);
  const [wanted, setWanted] = useState<string>();
  const address = safeWebUrl(ownAddress(url, imagePrefixes) ?? url);
  if (!address) return alt === '' ? null : <span data-dify="image-text">{alt}</span>;
  if (wanted === address.href || isAllowedImage(address.href, imagePrefixes)) {
    return (
      <img
        data-dify="image"
        src={address.href}
        alt={alt}
        referrerPolicy="no-referrer"
        loading="lazy"
        decoding="async"
      />
    );
  }
  return (
    <span data-dify="blocked-image">
      <ImageIcon data-dify="icon" data-size="lg" size={20} strokeWidth={1.75} aria-hidden="true" />
      <span data-dify="blocked-image-text" dir="auto">
        {alt !== '' && <bdi data-dify="blocked-image-name">{alt}</bdi>}
        <span>
          {labels.imageFrom} <bdi data-dify="blocked-image-host">{address.host}</bdi>
        </span>
        <span>{labels.imageNotice}</span>
      </span>
      <button
        type="button"
        data-dify="button"
        data-variant="secondary"
        data-size="sm"
        onClick={() => setWanted(address.href)}
      >
        {labels.loadImage}
      </button>
    </span>
  );
}
