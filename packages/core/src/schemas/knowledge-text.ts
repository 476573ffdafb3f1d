import * as v from 'valibot';

/** A text of so many characters, counted as Dify counts them: one for an emoji that JavaScript counts as two. */
// @__NO_SIDE_EFFECTS__
export function knowledgeText(least: number, most: number): v.GenericSchema<string> {
  return v.pipe(
    v.string(),
    v.check((text) => fits(text, least, most), `${least === 0 ? 'at most' : `${least} to`} ${most} characters long`),
  );
}

function fits(text: string, least: number, most: number): boolean {
  if (text.length < least || text.length > most * 2) return false;
  const { length } = Array.from(text);
  return length >= least && length <= most;
}
