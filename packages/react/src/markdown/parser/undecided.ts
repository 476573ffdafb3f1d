/**
 * A last line of nothing but marks: what it starts is not known yet. `---` under a text would make a heading of it, and
 * the language of a fence is not complete before the line is.
 */
const undecided =
  /^(?:[-*_=+ \t]+|#{1,6}[ \t]*|\d{1,9}[.)]?[ \t]*|`{1,2}|~{1,2}|`{3,}[^`]*|~{3,}.*|\|[ \t]*|\[[^\]]*\]:[ \t]*)$/;

/** Whether it cannot be said yet what the rest of an unfinished line is. */
export function isUndecided(rest: string, isInItem: boolean): boolean {
  return undecided.test(rest) || (isInItem && /^\[(?:[ xX](?:\][ \t]*)?)?$/.test(rest));
}
