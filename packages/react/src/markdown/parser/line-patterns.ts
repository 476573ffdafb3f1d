/** The signs of a heading. */
export const atx = /^#{1,6}(?=[ \t]|$)/;

/** The opening fence of code. */
export const fence = /^(?:`{3,}(?=[^`]*$)|~{3,})/;

/** A line across the page. */
export const rule = /^(?:(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|(?:-[ \t]*){3,})$/;

/** A line that makes a heading of the text above it. */
export const setext = /^(?:=+|-+)[ \t]*$/;

/** What starts an item; a number is captured. */
export const marker = /^(?:[*+-]|(\d{1,9})[.)])(?=[ \t]|$)/;

/** What starts a formula. */
export const mathStart = /^(?:\$\$|\\\[)/;

/** What ends a formula, by what starts it. */
export const mathEnds: Readonly<Record<string, string>> = { $$: '$$', '\\[': '\\]' };
