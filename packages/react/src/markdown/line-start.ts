/** As many characters as decide what a line at the margin starts. */
export const headLength = 15;

/** Whether a line starts a list item; `undefined` while too little of it is there. */
export function startsItem(head: string, isComplete: boolean): boolean | undefined {
  if (!isComplete && head.length < headLength && /^(?:[*+-]|\d{1,9}[.)]?)$/.test(head)) return undefined;
  return /^ {0,3}(?:[*+-]|\d{1,9}[.)])(?:[ \t\n]|$)/.test(head);
}

/** Whether a line is an ATX heading; `undefined` while too little of it is there. */
export function startsHeading(head: string, isComplete: boolean): boolean | undefined {
  if (!isComplete && /^#{1,6}$/.test(head)) return undefined;
  return /^#{1,6}(?:\s|$)/.test(head);
}

/** The marks and the text after them, when a complete line at the margin opens fenced code. */
export function openingFence(line: string): { readonly marks: string; readonly info: string } | undefined {
  const [, marks, info] = /^(`{3,}(?=[^`]*$)|~{3,})(.*)$/.exec(line) ?? [];
  return marks === undefined || info === undefined ? undefined : { marks, info };
}
