import { use, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { MarkdownBlockProps } from '../plugin.ts';
import { SettingsContext } from '../settings.ts';
import { drawDiagram } from './draw-diagram.ts';
import { DrawingFrame } from './drawing-frame.tsx';
import type { SafeSvg } from './safe-svg.ts';

function isDark(): boolean {
  const scheme = getComputedStyle(document.documentElement).colorScheme;
  if (scheme.includes('dark') && scheme.includes('light')) return matchMedia('(prefers-color-scheme: dark)').matches;
  return scheme.includes('dark');
}

/** Shows a drawing in a shadow root, where its styles touch nothing else. */
function Drawing({ drawing, name }: { readonly drawing: SafeSvg; readonly name: string }) {
  const host = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const { current } = host;
    if (!current) return;
    const root = current.shadowRoot ?? current.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [drawing.sheet];
    root.replaceChildren(drawing.element);
  }, [drawing]);
  // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide one scrolls, so the keyboard must reach it
  return <div ref={host} data-dify="diagram" role="img" aria-label={name} tabIndex={0} />;
}

/** A diagram, or its source when it cannot be drawn. */
export function Diagram({ code, fallback }: MarkdownBlockProps) {
  const { labels } = use(SettingsContext);
  const [result, setResult] = useState<{ readonly code: string; readonly drawing: SafeSvg | undefined }>();
  useEffect(() => {
    let isCurrent = true;
    void drawDiagram(code, isDark()).then((drawing) => {
      if (isCurrent) setResult({ code, drawing });
    });
    return () => {
      isCurrent = false;
    };
  }, [code]);
  const isDone = result?.code === code;
  if (isDone && !result.drawing) return fallback;
  return (
    <DrawingFrame name={labels.diagram} code={code}>
      {isDone && result.drawing ? (
        <Drawing drawing={result.drawing} name={labels.diagram} />
      ) : (
        <pre>
          <code>{code}</code>
        </pre>
      )}
    </DrawingFrame>
  );
}
