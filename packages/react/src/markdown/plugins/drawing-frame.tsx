import { CodeXml, Image as ImageIcon } from 'lucide-react';
import { type ReactNode, use, useState } from 'react';
import { BlockButton } from '../block-button.tsx';
import { CopyButton } from '../copy-button.tsx';
import { SettingsContext } from '../settings.ts';

interface DrawingFrameProps {
  /** What it is, for people. */
  readonly name: string;
  readonly code: string;
  readonly children: ReactNode;
}

/** A drawing with its source a button away. */
export function DrawingFrame({ name, code, children }: DrawingFrameProps) {
  const { labels } = use(SettingsContext);
  const [isSource, setIsSource] = useState(false);
  return (
    <div data-dify="drawing" dir="ltr">
      <div data-dify="block-header">
        <bdi>{name}</bdi>
        <BlockButton
          label={isSource ? labels.showDrawing : labels.showSource}
          icon={isSource ? ImageIcon : CodeXml}
          onClick={() => setIsSource(!isSource)}
        />
        <CopyButton label={labels.copyCode} text={() => code} />
      </div>
      {isSource ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it
        // biome-ignore lint/a11y/useSemanticElements: the element must be a pre
        <pre tabIndex={0} role="region" aria-label={name}>
          <code>{code}</code>
        </pre>
      ) : (
        children
      )}
    </div>
  );
}
