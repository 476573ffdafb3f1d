/** Rows and columns a table puts on the page. Copies and downloads carry all of them. */
export const maxTableRows = 1000;
export const maxTableColumns = 50;

/** Longest run of inline text that is read as one; longer ones are read in pieces. */
export const inlinePieceLength = 2048;

/** Inline elements inside each other; deeper ones are flattened to their text. */
export const maxInlineDepth = 12;

/** List items or table rows in one group: while a block grows, only its last group is looked at again. */
export const childrenPerGroup = 50;
