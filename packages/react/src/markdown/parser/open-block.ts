import type { BlockNode, ColumnAlign, ListItemNode } from '../block-node.ts';

interface Lines {
  /** Number of the line it starts in. */
  readonly start: number;
  /** Number of its last line that is not blank. */
  end: number;
}

export interface OpenDocument extends Lines {
  readonly type: 'document';
  readonly children: BlockNode[];
}

interface OpenQuote extends Lines {
  readonly type: 'quote';
  readonly children: BlockNode[];
}

export interface OpenItem extends Lines {
  readonly type: 'item';
  readonly children: BlockNode[];
  /** Columns that a line must be moved in to belong to the item. */
  readonly indent: number;
  checked: boolean | undefined;
  /** `end` of its last block. */
  lastEnd: number;
}

interface OpenList extends Lines {
  readonly type: 'list';
  readonly items: ListItemNode[];
  /** `-`, `*`, `+`, `.` or `)`: another one starts another list. */
  readonly sign: string;
  readonly ordered: boolean;
  readonly first: number;
  loose: boolean;
  /** `end` of its last item. */
  lastEnd: number;
}

export interface OpenParagraph extends Lines {
  readonly type: 'paragraph';
  text: string;
  /** Its last line: text that has grown in many pieces is slow to look into. */
  lastLine: string;
}

/** Code or a formula, until its fence is closed. */
export interface OpenCode extends Lines {
  readonly type: 'code' | 'math';
  readonly info: string;
  /** The fence's sign; empty for code by indentation. */
  readonly sign: string;
  readonly length: number;
  /** Columns that the fence is moved in. */
  readonly indent: number;
  text: string;
}

interface OpenHtml extends Lines {
  readonly type: 'html';
  /** What its last line holds; absent when an empty line ends it. */
  readonly terminator: RegExp | undefined;
  text: string;
}

interface OpenTable extends Lines {
  readonly type: 'table';
  readonly align: readonly ColumnAlign[];
  readonly header: readonly string[];
  readonly rows: (readonly string[])[];
  source: string;
}

export type OpenBlock =
  | OpenDocument
  | OpenQuote
  | OpenItem
  | OpenList
  | OpenParagraph
  | OpenCode
  | OpenHtml
  | OpenTable;
