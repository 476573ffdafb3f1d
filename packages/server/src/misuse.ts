/** The error for options that cannot be right. `name` is the function that was given them. */
export function misuse(sentence: string, name = 'createDifyHandler'): TypeError {
  return new TypeError(`${name} ${sentence}`);
}
