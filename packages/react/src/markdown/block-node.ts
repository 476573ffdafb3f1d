/** A column's alignment; `null` where the table says nothing. */
export type ColumnAlign = 'left' | 'center' | 'right' | null;

/** One item of a list. */
export interface ListItemNode {
  /** Whether a task is done; absent when the item is no task. */
  readonly checked?: boolean;
  readonly children: readonly BlockNode[];
}

export interface ListNode {
  readonly type: 'list';
  readonly ordered: boolean;
  readonly start: number;
  /** Items are apart: their paragraphs are paragraphs. */
  readonly loose: boolean;
  readonly items: readonly ListItemNode[];
}

export interface TableNode {
  readonly type: 'table';
  readonly align: readonly ColumnAlign[];
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** The table as it was written. */
  readonly source: string;
}

export interface CodeNode {
  readonly type: 'code';
  /** What follows the fence, as written; empty for code by indentation. */
  readonly info: string;
  /** The lines, each with its line end. */
  readonly text: string;
}

/** A formula on lines of its own. */
interface MathNode {
  readonly type: 'math';
  readonly text: string;
}

/** One block of a document. `inline` is Markdown that has not been read yet: it is read when it is shown. */
export type BlockNode =
  | { readonly type: 'paragraph'; readonly inline: string }
  | { readonly type: 'heading'; readonly depth: number; readonly inline: string }
  | { readonly type: 'quote'; readonly children: readonly BlockNode[] }
  | { readonly type: 'html'; readonly text: string }
  | { readonly type: 'rule' }
  | ListNode
  | TableNode
  | CodeNode
  | MathNode;

/** Where `[label]: target` points. */
export interface LinkDefinition {
  readonly href: string;
  readonly title?: string | undefined;
}

/** Link definitions by normalised label. */
export type LinkDefinitions = Readonly<Record<string, LinkDefinition>>;

/** Shared by all blocks that use no definition. */
export const noDefinitions: LinkDefinitions = Object.freeze(Object.create(null));
