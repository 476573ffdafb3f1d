'use no memo';

import { Download, Sheet } from 'lucide-react';
import { memo, use } from 'react';
import { BlockButton } from './block-button.tsx';
import type { ColumnAlign, LinkDefinitions, TableNode } from './block-node.ts';
import { CopyButton } from './copy-button.tsx';
import { downloadText } from './download-text.ts';
import { groupsOf, isSameList } from './groups-of.ts';
import { Inline } from './inline.tsx';
import { inlineText } from './inline-text.ts';
import { maxTableColumns, maxTableRows } from './limits.ts';
import { readInline } from './read-inline.ts';
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
    isSameList(one.align, other.align) &&
    isSameList(one.cells, other.cells)
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
          data-align={alignment(align[column])}
        >
          {/* The cell keeps the table's direction, or a column would not stand below its head. */}
          <bdi>
            <Inline source={cell} definitions={definitions} isLive={column === liveCell} />
          </bdi>
        </Cell>
      ))}
    </tr>
  );
}, isSameRow);

interface RowsProps extends Omit<RowProps, 'cells'> {
  readonly rows: readonly (readonly string[])[];
}

const Rows = memo(
  function Rows({ rows, liveCell, ...shared }: RowsProps) {
    return rows.map((cells, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: rows are only ever added at the end
      <Row key={index} cells={cells} liveCell={index === rows.length - 1 ? liveCell : -1} {...shared} />
    ));
  },
  (one, other) =>
    one.liveCell === other.liveCell &&
    one.definitions === other.definitions &&
    isSameList(one.align, other.align) &&
    isSameList(one.rows, other.rows),
);

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
  const groups = groupsOf(shown);
  const textOf = (cell: string) =>
    inlineText(readInline(cell, { definitions, isLive: false, math: false })).replace(/\s*<br\s*\/?>\s*/gi, ' ');
  const cells = () => [header, ...rows].map((row) => row.map(textOf));

  return (
    <div data-dify="data-table">
      <div data-dify="block-header">
        <span>{labels.table}</span>
        <CopyButton label={labels.copyTable} text={() => source} />
        <CopyButton label={labels.copyCells} text={() => tsvOf(cells())} icon={Sheet} />
        <BlockButton
          label={labels.downloadTable}
          icon={Download}
          onClick={() => downloadText('table.csv', 'text/csv', csvOf(cells()))}
        />
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
          {rows.length > 0 && (
            <tbody>
              {groups.map((group, index) => (
                <Rows
                  // biome-ignore lint/suspicious/noArrayIndexKey: rows are only ever added at the end
                  key={index}
                  rows={group}
                  align={align}
                  definitions={definitions}
                  isHeader={false}
                  liveCell={index === groups.length - 1 ? liveCell : -1}
                />
              ))}
            </tbody>
          )}
        </table>
      </div>
      {isCut && <p data-dify="data-table-note">{labels.tableIsCut}</p>}
    </div>
  );
}
