'use no memo';

import { use } from 'react';
import type { CodeNode } from './block-node.ts';
import { CodeBlock } from './code-block.tsx';
import { DataBlock } from './data-block.tsx';
import { unescapeText } from './parser/unescape-text.ts';
import { SettingsContext } from './settings.ts';
import { SourceBoundary } from './source-boundary.tsx';

const dataPrefix = 'dify:';

interface CodeViewProps {
  readonly node: CodeNode;
  readonly isLive: boolean;
}

/** A block of code: as its language wants to be shown, or as code. */
export function CodeView({ node, isLive }: CodeViewProps) {
  const { components, plugins, labels } = use(SettingsContext);
  const language = unescapeText(node.info.split(/\s/, 1)[0] ?? '');
  const code = node.text.endsWith('\n') ? node.text.slice(0, -1) : node.text;
  const Code = components.code ?? CodeBlock;
  const source = <Code language={language} code={code} isStreaming={isLive} />;
  if (language.startsWith(dataPrefix)) {
    const name = language.slice(dataPrefix.length);
    const Data = Object.hasOwn(components.data ?? {}, name) ? components.data?.[name] : undefined;
    return Data ? <DataBlock name={name} code={code} isLive={isLive} view={Data} source={source} /> : source;
  }
  const Block = isLive ? undefined : plugins.blocks?.[language.toLowerCase()];
  if (!Block) return source;
  const failed = components.code ? (
    source
  ) : (
    <CodeBlock language={language} code={code} isStreaming={false} note={labels.notDrawn} />
  );
  return (
    <SourceBoundary source={source} failed={failed}>
      <Block language={language} code={code} fallback={failed} />
    </SourceBoundary>
  );
}
