/** A piece of inline Markdown. A string is text, with its line ends. */
export type InlineNode =
  | string
  | { readonly type: 'code' | 'html'; readonly text: string }
  | { readonly type: 'em' | 'strong' | 'del'; readonly children: readonly InlineNode[] }
  | { readonly type: 'break' }
  | { readonly type: 'citation'; readonly number: number }
  | { readonly type: 'math'; readonly text: string; readonly display: boolean }
  | LinkNode
  | ImageNode;

interface LinkNode {
  readonly type: 'link';
  readonly href: string;
  readonly title?: string | undefined;
  /** An address in plain text; inside a link it is text. */
  readonly isBare?: boolean;
  readonly children: readonly InlineNode[];
}

export interface ImageNode {
  readonly type: 'image';
  readonly href: string;
  readonly title?: string | undefined;
  readonly children: readonly InlineNode[];
}
