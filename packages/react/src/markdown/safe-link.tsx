'use no memo';

import { type ReactNode, use } from 'react';
import { hiddenHost } from './hidden-host.ts';
import { ownAddress } from './own-address.ts';
import { safeUrl } from './safe-url.ts';
import { SettingsContext } from './settings.ts';

interface SafeLinkProps {
  readonly url: string;
  /** The visible text, to compare with the target. */
  readonly text: string;
  readonly children: ReactNode;
}

/** A link of the content. One that may not be followed is only its text; one that looks like another address names its own. */
export function SafeLink({ url, text, children }: SafeLinkProps) {
  const { components, imagePrefixes, labels } = use(SettingsContext);
  const href = ownAddress(url, imagePrefixes) ?? safeUrl(url, 'link');
  if (href === undefined) return children;
  if (components.link) return <components.link href={href}>{children}</components.link>;
  if (href.startsWith('#')) return <a href={href}>{children}</a>;
  const host = hiddenHost(text, href);
  return (
    <>
      <a href={href} target="_blank" rel="noopener noreferrer nofollow ugc" title={href}>
        {children}
      </a>
      {host !== undefined && (
        <span data-dify="link-host">
          {' '}
          ({labels.linkGoesTo} <bdi>{host}</bdi>)
        </span>
      )}
    </>
  );
}
