import { Lexer, type MarkedOptions, type Token } from 'marked';
import type { BlockNode, LinkDefinition } from './block-node.ts';
import { BlockReader } from './block-reader.ts';
import { capNesting } from './cap-nesting.ts';

/** What the end of a parsed text means for the text that comes after it. */
export type OpenEnd =
  | { readonly kind: 'closed' }
  /** Fenced code without its closing fence. `offset` is where it starts. */
  | { readonly kind: 'fence'; readonly offset: number; readonly mark: string; readonly length: number }
  /** HTML that goes on until its terminator, over empty lines too. */
  | { readonly kind: 'raw'; readonly terminator: string }
  /** HTML that goes on until an empty line. */
  | { readonly kind: 'html' };

/** Blocks of a text, its link definitions, and whether its end is still open. */
export interface ParsedText {
  readonly nodes: readonly BlockNode[];
  readonly definitions: ReadonlyMap<string, LinkDefinition>;
  readonly end: OpenEnd;
}

const closed: OpenEnd = { kind: 'closed' };
const fenceStart = /^ {0,3}(`{3,}|~{3,})/;
const delimiterRow = /^ {0,3}(?:\| *)?:?-+:? *(?:\| *:?-+:? *)*(?:\| *)?$/gm;
/** More delimiter rows than this in one block are an attack on the table grammar, whose cost is quadratic in them. */
const maxDelimiterRows = 200;

const rawHtml: readonly (readonly [RegExp, string])[] = [
  [/^ {0,3}<!--/, '-->'],
  [/^ {0,3}<\?/, '?>'],
  [/^ {0,3}<!\[CDATA\[/, ']]>'],
  [/^ {0,3}<![a-z]/i, '>'],
];

/** A new object each time: the lexer keeps its tokenizer in it. */
export function lexerOptions(): MarkedOptions {
  return { gfm: true, breaks: false, pedantic: false };
}

/** Whether a line closes a fence that was opened with `length` marks. */
export function closesFence(line: string, mark: string, length: number): boolean {
  const match = /^ {0,3}(`+|~+) *$/.exec(line);
  return match?.[1]?.startsWith(mark) === true && match[1].length >= length;
}

function endOfFence(raw: string, offset: number): OpenEnd {
  const marks = fenceStart.exec(raw)?.[1];
  if (marks === undefined) return closed;
  const lines = raw.replace(/\n$/, '').split('\n');
  const isClosed = lines.length > 1 && closesFence(lines.at(-1) ?? '', marks.charAt(0), marks.length);
  return isClosed ? closed : { kind: 'fence', offset, mark: marks.charAt(0), length: marks.length };
}

function endOfHtml(raw: string): OpenEnd {
  const element = /^ {0,3}<(script|pre|style|textarea)[\s>]/i.exec(raw)?.[1];
  const terminator = element ? `</${element.toLowerCase()}>` : rawHtml.find(([start]) => start.test(raw))?.[1];
  if (terminator === undefined) return { kind: 'html' };
  const start = raw.search(/\S/) + 2;
  return raw.toLowerCase().includes(terminator, start) ? { kind: 'html' } : { kind: 'raw', terminator };
}

function endOf(tokens: readonly Token[], source: string): OpenEnd {
  const last = tokens.findLast((token) => token.type !== 'space');
  if (!last) return closed;
  if (last.type === 'html') return endOfHtml(last.raw);
  if (last.type !== 'code' || last.codeBlockStyle === 'indented') return closed;
  let offset = 0;
  for (const token of tokens) {
    if (token === last) break;
    offset += token.raw.length;
  }
  return source.startsWith(last.raw, offset) ? endOfFence(last.raw, offset) : closed;
}

/** Reads the blocks of a text. Inline Markdown inside them is left unread. */
export function parseBlock(text: string): ParsedText {
  const plain: ParsedText = { nodes: [{ type: 'html', text }], definitions: new Map(), end: closed };
  if ((text.match(delimiterRow)?.length ?? 0) > maxDelimiterRows) return plain;
  const source = capNesting(text);
  const lexer = new Lexer(lexerOptions());
  try {
    const tokens = lexer.blockTokens(source, []);
    const nodes = new BlockReader(lexer.inlineQueue).read(tokens);
    const definitions = new Map<string, LinkDefinition>();
    for (const [label, { href, title }] of Object.entries(lexer.tokens.links)) {
      if (href && !label.startsWith('^')) definitions.set(label, { href, title });
    }
    const end = endOf(tokens, source);
    return { nodes, definitions, end: end.kind === 'fence' && source !== text ? { ...end, offset: 0 } : end };
  } catch {
    // A grammar that gives up, or a call stack that is too small, must not take the page with it.
    return plain;
  }
}
