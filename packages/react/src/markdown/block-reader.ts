import type { MarkedToken, Token, Tokens } from 'marked';
import type { BlockNode, ListItemNode } from './block-node.ts';
import { decodeEntities } from './decode-entities.ts';

/** The language of a fence, from the text after its marks. */
export function languageOf(info: string): string {
  return decodeEntities(info.trim().split(/\s/, 1)[0] ?? '');
}

/** Turns the lexer's block tokens into the nodes we show. */
export class BlockReader {
  readonly #inline = new Map<readonly Token[], string>();

  constructor(queue: readonly { readonly src: string; readonly tokens: readonly Token[] }[]) {
    for (const { src, tokens } of queue) this.#inline.set(tokens, src);
  }

  /** The Markdown that the lexer has put aside for a token. */
  #source(token: { readonly text: string; readonly tokens?: readonly Token[] | undefined }): string {
    return (token.tokens && this.#inline.get(token.tokens)) ?? token.text;
  }

  read(tokens: readonly Token[]): readonly BlockNode[] {
    return tokens.flatMap((token) => this.#node(token) ?? []);
  }

  #item(item: Tokens.ListItem): ListItemNode {
    const children = this.read(item.tokens);
    const source = item.raw;
    return item.task ? { source, checked: item.checked === true, children } : { source, children };
  }

  #node(anyToken: Token): BlockNode | undefined {
    // The lexer's type also holds the tokens of extensions. There are none here.
    const token = anyToken as MarkedToken;
    switch (token.type) {
      case 'paragraph':
      case 'text':
        return { type: token.type, inline: this.#source(token) };
      case 'heading':
        return { type: 'heading', depth: token.depth, inline: this.#source(token) };
      case 'code':
        return { type: 'code', language: languageOf(token.lang ?? ''), text: token.text };
      case 'blockquote':
        return { type: 'quote', children: this.read(token.tokens) };
      case 'list': {
        const { ordered, loose, start, items } = token;
        return {
          type: 'list',
          ordered,
          loose,
          start: start === '' ? 1 : start,
          items: items.map((item) => this.#item(item)),
        };
      }
      case 'table': {
        const header = token.header.map((cell) => cell.text);
        const rows = token.rows.map((row) => row.map((cell) => cell.text));
        return { type: 'table', align: token.align, header, rows, source: token.raw };
      }
      case 'html':
        return { type: 'html', text: token.text };
      case 'hr':
        return { type: 'rule' };
      case 'def':
        return token.tag.startsWith('^') ? { type: 'paragraph', inline: token.raw } : undefined;
      default:
        return undefined;
    }
  }
}
