import { Wrench } from 'lucide-react';
import { useState } from 'react';
import { useAppConfig } from '../../hooks/use-app-config.ts';
import { Icon } from '../icon/icon.tsx';
import { ownUrl } from '../media/own-url.ts';

/** Characters of an emoji with all that may be joined to it. */
const longestEmoji = 12;

/** A tool's own icon: an emoji on its colour, or a picture of this site. Any other picture would tell its host of the reader. */
export function ToolMark({ name }: { name: string }) {
  const icons = useAppConfig().data?.meta?.tool_icons;
  const [broken, setBroken] = useState<string>();
  const icon = icons && Object.hasOwn(icons, name) ? icons[name] : undefined;
  if (typeof icon === 'string') {
    const url = ownUrl(icon);
    if (url === undefined || url === broken) return <Icon as={Wrench} />;
    return <img data-dify="tool-mark" src={url} alt="" loading="lazy" onError={() => setBroken(url)} />;
  }
  if (!icon?.content) return <Icon as={Wrench} />;
  return (
    <span data-dify="tool-mark" aria-hidden="true" style={{ backgroundColor: icon.background ?? undefined }}>
      {icon.content.slice(0, longestEmoji)}
    </span>
  );
}
