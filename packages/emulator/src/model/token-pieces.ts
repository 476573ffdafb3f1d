const piece =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]{1,2}|\s*[^\s\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]{1,6}|\s+/gu;

/** Text in pieces of about a token. Joined they are the text. */
export function tokenPieces(text: string): string[] {
  return text.match(piece) ?? [];
}
