import { evaluate, isTrue, printed, type TemplateNames } from './template-expression.ts';

type Part =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'print' | 'tag'; readonly source: string };

/** A piece of a template with what is inside of it. */
type Piece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'print'; readonly source: string }
  | {
      readonly kind: 'if';
      readonly branches: readonly { readonly test: string | null; readonly body: readonly Piece[] }[];
    }
  | {
      readonly kind: 'for';
      readonly names: readonly string[];
      readonly list: string;
      readonly body: readonly Piece[];
      readonly otherwise: readonly Piece[];
    }
  | { readonly kind: 'set'; readonly name: string; readonly source: string };

/**
 * Renders a template of a template node: the part of Jinja that such templates use. Prints as Python does.
 *
 * @throws Error for what it does not know
 */
export function renderTemplate(template: string, names: TemplateNames): string {
  const parts = partsOf(template.replace(/\r?\n$/, ''));
  return renderPieces(parse(parts), { ...names });
}

function partsOf(template: string): Part[] {
  const pieces = template.split(/(\{\{-?[\s\S]*?-?\}\}|\{%-?[\s\S]*?-?%\}|\{#[\s\S]*?#\})/);
  return pieces.flatMap((text, at): Part[] => {
    if (at % 2 === 1) {
      if (text.startsWith('{#')) return [];
      const source = text.slice(2, -2).replace(/^-|-$/g, '').trim();
      return [{ kind: text.startsWith('{{') ? 'print' : 'tag', source }];
    }
    const before = pieces[at - 1] ?? '';
    const after = pieces[at + 1] ?? '';
    let words = /-[}%]\}$/.test(before) ? text.trimStart() : text;
    if (/^\{[{%]-/.test(after)) words = words.trimEnd();
    return words === '' ? [] : [{ kind: 'text', text: words }];
  });
}

function parse(parts: readonly Part[]): Piece[] {
  let at = 0;
  function block(...ends: string[]): { pieces: Piece[]; end: string } {
    const pieces: Piece[] = [];
    while (at < parts.length) {
      const part = parts[at++];
      if (part === undefined) break;
      if (part.kind !== 'tag') {
        pieces.push(part.kind === 'text' ? part : { kind: 'print', source: part.source });
        continue;
      }
      const [word = ''] = part.source.split(/\s+/);
      const rest = part.source.slice(word.length).trim();
      if (ends.includes(word)) return { pieces, end: part.source };
      pieces.push(tag(word, rest));
    }
    if (ends.length > 0) throw new Error('Unexpected end of template.');
    return { pieces, end: '' };
  }
  function tag(word: string, rest: string): Piece {
    if (word === 'if') {
      const branches: { test: string | null; body: Piece[] }[] = [];
      for (let test: string | null = rest; ; ) {
        const { pieces, end } = block('elif', 'else', 'endif');
        branches.push({ test, body: pieces });
        if (end === 'endif') return { kind: 'if', branches };
        test = end.startsWith('elif') ? end.slice(4).trim() : null;
      }
    }
    if (word === 'for') {
      const found = /^(\w+(?:\s*,\s*\w+)*)\s+in\s+([\s\S]+)$/.exec(rest);
      if (found === null) throw new Error(`unexpected '${rest}'`);
      const body = block('else', 'endfor');
      const otherwise = body.end === 'else' ? block('endfor').pieces : [];
      const names = (found[1] ?? '').split(',').map((name) => name.trim());
      return { kind: 'for', names, list: found[2] ?? '', body: body.pieces, otherwise };
    }
    const found = word === 'set' ? /^(\w+)\s*=\s*([\s\S]+)$/.exec(rest) : null;
    if (found === null) throw new Error(`Encountered unknown tag '${word}'.`);
    return { kind: 'set', name: found[1] ?? '', source: found[2] ?? '' };
  }
  return block().pieces;
}

function renderPieces(pieces: readonly Piece[], names: Record<string, unknown>): string {
  return pieces.map((piece) => renderPiece(piece, names)).join('');
}

function renderPiece(piece: Piece, names: Record<string, unknown>): string {
  switch (piece.kind) {
    case 'text':
      return piece.text;
    case 'print':
      return printed(evaluate(piece.source, names));
    case 'set':
      names[piece.name] = evaluate(piece.source, names);
      return '';
    case 'if': {
      const branch = piece.branches.find(({ test }) => test === null || isTrue(evaluate(test, names)));
      return renderPieces(branch?.body ?? [], names);
    }
    default: {
      const value = evaluate(piece.list.replace(/\.items\(\)\s*$/, ''), names);
      const items: unknown[] =
        /\.items\(\)\s*$/.test(piece.list) || (piece.names.length > 1 && !Array.isArray(value))
          ? Object.entries(Object(value ?? {}))
          : Array.isArray(value)
            ? value
            : Object.keys(Object(value ?? {}));
      if (items.length === 0) return renderPieces(piece.otherwise, names);
      return items
        .map((item, at) => {
          const pair = piece.names.map((name, place): [string, unknown] => [
            name,
            piece.names.length === 1 ? item : Array.isArray(item) ? item[place] : undefined,
          ]);
          const loop = {
            index: at + 1,
            index0: at,
            first: at === 0,
            last: at === items.length - 1,
            length: items.length,
          };
          return renderPieces(piece.body, { ...names, ...Object.fromEntries(pair), loop });
        })
        .join('');
    }
  }
}
