/** The error for options that cannot be right. */
export function misuse(sentence: string): TypeError {
  return new TypeError(`createDifyHandler ${sentence}`);
}
