import { Download, Sheet } from 'lucide-react';
import { memo, use } from 'react';
import type { ColumnAlign, LinkDefinitions, TableNode } from './block-node.ts';
import { CopyButton } from './copy-button.tsx';
import { Inline } from './inline.tsx';
import { inlineText } from './inline-text.ts';
import { lexInline } from './lex-inline.ts';
import { maxTableColumns, maxTableRows } from './limits.ts';
import { SettingsContext } from './settings.ts';
import { csvOf, tsvOf } from './table-text.ts';

interface RowProps {
  readonly cells: readonly string[];
  readonly align: readonly ColumnAlign[];
  readonly definitions: LinkDefinitions;
  readonly isHeader: boolean;
  /** The cell that text is arriving in, or -1. */
  readonly liveCell: number;
}

function alignment(align: ColumnAlign | undefined): 'start' | 'center' | 'end' | undefined {
  if (align === 'right') return 'end';
  return align === 'left' ? 'start' : (align ?? undefined);
}

function isSameRow(one: RowProps, other: RowProps): boolean {
  return (
    one.liveCell === other.liveCell &&
    one.definitions === other.definitions &&
    one.align.length === other.align.length &&
    one.align.every((align, column) => align === other.align[column]) &&
    one.cells.every((cell, column) => cell === other.cells[column])
  );
}

const Row = memo(function Row({ cells, align, definitions, isHeader, liveCell }: RowProps) {
  const Cell = isHeader ? 'th' : 'td';
  return (
    <tr>
      {cells.slice(0, maxTableColumns).map((cell, column) => (
        <Cell
          // biome-ignore lint/suspicious/noArrayIndexKey: columns have no other name
          key={column}
          scope={isHeader ? 'col' : undefined}
          dir="auto"
          data-align={alignment(align[column])}
        >
          <Inline source={cell} definitions={definitions} isLive={column === liveCell} />
        </Cell>
      ))}
    </tr>
  );
}, isSameRow);

function download(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

interface DataTableProps {
  readonly node: TableNode;
  readonly definitions: LinkDefinitions;
  readonly isLive: boolean;
}

/** A table that scrolls inside itself, with buttons to take its content along. */
export function DataTable({ node, definitions, isLive }: DataTableProps) {
  const { labels } = use(SettingsContext);
  const { header, rows, align, source } = node;
  const shown = rows.slice(0, maxTableRows);
  const isCut = shown.length < rows.length || header.length > maxTableColumns;
  const lastCells = (shown.at(-1) ?? header).slice(0, maxTableColumns);
  const liveCell = isLive
    ? Math.max(
        0,
        lastCells.findLastIndex((cell) => cell !== ''),
      )
    : -1;
  const cells = () =>
    [header, ...rows].map((row) =>
      row.map((cell) => inlineText(lexInline(cell, definitions)).replace(/\s*<br\s*\/?>\s*/gi, ' ')),
    );

  return (
    <div data-dify="data-table">
      <div data-dify="block-header">
        <span>{labels.table}</span>
        <CopyButton label={labels.copyTable} text={() => source} />
        <CopyButton label={labels.copyCells} text={() => tsvOf(cells())} icon={Sheet} />
        <button
          type="button"
          data-dify="button"
          data-size="sm"
          data-icon-only=""
          data-variant="ghost"
          aria-label={labels.downloadTable}
          title={labels.downloadTable}
          onClick={() => download('table.csv', csvOf(cells()))}
        >
          <Download data-dify="icon" size={16} strokeWidth={1.75} aria-hidden="true" />
        </button>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it */}
      {/* biome-ignore lint/a11y/useSemanticElements: a section would be one more element around the same thing */}
      <div tabIndex={0} role="region" aria-label={labels.table}>
        <table>
          <thead>
            <Row
              cells={header}
              align={align}
              definitions={definitions}
              isHeader
              liveCell={shown.length > 0 ? -1 : liveCell}
            />
          </thead>
          <tbody>
            {shown.map((row, index) => (
              <Row
                // biome-ignore lint/suspicious/noArrayIndexKey: rows are only ever added at the end
                key={index}
                cells={row}
                align={align}
                definitions={definitions}
                isHeader={false}
                liveCell={index === shown.length - 1 ? liveCell : -1}
              />
            ))}
          </tbody>
        </table>
      </div>
      {isCut && <p data-dify="data-table-note">{labels.tableIsCut}</p>}
    </div>
  );
}
