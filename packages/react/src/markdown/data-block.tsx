'use no memo';

import { type ComponentType, type ReactNode, use } from 'react';
import { type MarkdownDataProps, SettingsContext } from './settings.ts';
import { SourceBoundary } from './source-boundary.tsx';

interface DataBlockProps {
  readonly name: string;
  readonly code: string;
  readonly isLive: boolean;
  readonly view: ComponentType<MarkdownDataProps>;
  /** The block as code. */
  readonly source: ReactNode;
}

/** The value of a JSON text, or nothing when it is none. */
function parsed(code: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(code) };
  } catch {
    return undefined;
  }
}

/** A block of data, shown by the app's own component. */
export function DataBlock({ name, code, isLive, view: View, source }: DataBlockProps) {
  const { labels } = use(SettingsContext);
  const data = parsed(code);
  if (data) {
    return (
      <SourceBoundary source={source} failed={source}>
        <View name={name} value={data.value} />
      </SourceBoundary>
    );
  }
  if (!isLive) return source;
  return (
    <p data-dify="data-placeholder" role="status">
      {labels.dataArriving}
    </p>
  );
}
