import type { ReactNode } from 'react';

/** One choice of a list that opens while one writes. */
export interface TriggerItem {
  /** Its own within the list. */
  readonly id: string;
  /** What it is called, and what is looked for. */
  readonly label: string;
  /** A second, quieter text. */
  readonly description?: string | undefined;
  /** Stands before the label; decoration. */
  readonly icon?: ReactNode;
  /** The heading that it stands under. Items of one group stand together. */
  readonly group?: string | undefined;
  /** More words by which it is found. */
  readonly keywords?: readonly string[] | undefined;
  /** What takes the place of the sign and what was typed after it. @default the sign, the label and a blank */
  readonly text?: string | undefined;
}

/** Finds the items of a list, as often as somebody types. `signal`: something else is looked for by now. */
export type FindItems<Item extends TriggerItem> = (
  query: string,
  options: { readonly signal: AbortSignal },
) => readonly Item[] | Promise<readonly Item[]>;

/** A sign that opens a list while one writes: `/` for commands, `@` for people, or whatever a host wants. */
export interface ComposerTrigger<Item extends TriggerItem = TriggerItem> {
  /** The sign, which stands at the start of a word. The wide forms that input methods write count as well. */
  readonly char: string;
  /**
   * All items, which are searched here by label and keywords; or a function that is asked with what was typed after the
   * sign, and what it finds is shown in its order.
   */
  readonly items: readonly Item[] | FindItems<Item>;
  /** The name of the list. @default that of the kit's labels */
  readonly label?: string | undefined;
  /** Whether it opens only where the text begins, as commands do. @default false */
  readonly atStart?: boolean | undefined;
  /**
   * Does something with the item that was picked, after the sign and what was typed have been taken out of the text. A text
   * that it returns is put in their place; with anything else nothing is, which makes it a command.
   */
  onPick?(item: Item, query: string): unknown;
}
