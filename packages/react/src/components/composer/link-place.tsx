import { lazyPart } from '../../primitives/lazy-part.tsx';
import { useFeature } from '../chat/features.ts';
import { useComposer } from './composer-context.ts';
import type { LinkButtonProps } from './link-button.tsx';

const LinkButton = lazyPart(async () => (await import('./link-button.tsx')).LinkButton);

/** Adds a file by its address, for apps that fetch files. Loaded only then. Renders a `<button>`. */
export function AddLink(props: LinkButtonProps) {
  const { files } = useComposer();
  const isOffered = useFeature('attachments');
  if (!isOffered || !files.limits.takesAddresses) return null;
  return <LinkButton {...props} />;
}
