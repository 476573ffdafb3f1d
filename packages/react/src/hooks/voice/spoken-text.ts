/** A text in Markdown as somebody would read it out: without code, tables' lines, addresses and marks. */
export function spokenText(markdown: string): string {
  return markdown
    .replace(/^(`{3,}|~{3,})[\s\S]*?(?:^\1`*~*\s*$|$(?![\s\S]))/gm, '')
    .replace(/!\[[^\]]*\]\([^)]*\)/g, '')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/\[\d+\]/g, '')
    .replace(/https?:\/\/\S+/g, '')
    .replace(/^[ \t:|-]*-{3,}[ \t:|-]*$/gm, '')
    .replace(/\|/g, ' ')
    .replace(/^[ \t]*(?:#{1,6}|>+|[-*+])[ \t]+/gm, '')
    .replace(/[*_`~\\]+/g, '')
    .replace(/[ \t]{2,}/g, ' ')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
