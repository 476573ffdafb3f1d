/** Past this many characters an open list is cut before its next item, so that its tail stays cheap to read again. */
export const softBlockLength = 8_192;

/** Past this many characters a block that is neither fenced code nor a table is cut at the next line, and a line at twice as many. */
export const hardBlockLength = 16_384;

/** The same for tables, whose rows mean nothing without their header, and for HTML. */
export const longBlockLength = 131_072;

/** Quotes and lists that open on one line; deeper markers are shown as text. */
export const maxMarkersInLine = 24;

/** Widest indentation that may nest; wider lines are moved in to it. */
export const maxIndent = 96;

/** Rows and columns a table puts on the page. Copies and downloads carry all of them. */
export const maxTableRows = 1000;
export const maxTableColumns = 50;

/** Longest run of inline text that is read as one; longer ones are read in pieces. */
export const inlinePieceLength = 4096;

/** A piece with more Markdown signs than this is noise and stays plain text. */
export const maxInlineSigns = 1000;

/** Inline elements inside each other; deeper ones are flattened to their text. */
export const maxInlineDepth = 12;
