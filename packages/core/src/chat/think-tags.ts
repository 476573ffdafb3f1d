/** A piece of an answer: said, or thought. */
export interface ThinkPiece {
  readonly kind: 'text' | 'reasoning';
  readonly text: string;
  /** Whether it is the first of a new block of thinking. */
  readonly begins: boolean;
}

/** Where a text with `<think>` tags is, between two pieces of it. */
export interface ThinkScan {
  readonly isThinking: boolean;
  /** Whether a block has been seen: only then a lone `</think>` is a tag. */
  readonly hasThought: boolean;
  /** Whether nothing but blanks has come since the last tag. */
  readonly isBlank: boolean;
  /** What came and is not told yet: it may be the beginning of a tag, or blanks before one. */
  readonly held: string;
  /** Whether the line holds nothing but blanks and marks of a quote so far. */
  readonly atLineStart: boolean;
  /** The open code fence, e.g. ```` ``` ````. */
  readonly fence: string;
  /** Whether the fence was opened in this line. */
  readonly isFenceLine: boolean;
  /** Whether this line closes the fence, unless more than blanks follow. */
  readonly mayClose: boolean;
  /** The backticks of code within the line. */
  readonly code: string;
}

const open = '<think>';
const shut = '</think>';

/** Before the first piece. */
export const thinkScan: ThinkScan = {
  isThinking: false,
  hasThought: false,
  isBlank: true,
  held: '',
  atLineStart: true,
  fence: '',
  isFenceLine: false,
  mayClose: false,
  code: '',
};

/** Reads on. Tags may be cut anywhere; inside code they are text. Costs what came, not what was there. */
export function readThinking(
  scan: ThinkScan,
  delta: string,
): { readonly scan: ThinkScan; readonly pieces: readonly ThinkPiece[] } {
  return read(scan, delta, false);
}

/** What was held back at the end of a text. */
export function endThinking(scan: ThinkScan): readonly ThinkPiece[] {
  return scan.held === '' ? [] : read(scan, '', true).pieces;
}

/** A whole text in pieces. */
export function splitThinking(text: string): readonly ThinkPiece[] {
  const { scan, pieces } = readThinking(thinkScan, text);
  return [...pieces, ...endThinking(scan)];
}

function read(before: ThinkScan, delta: string, isEnd: boolean) {
  const pieces: ThinkPiece[] = [];
  const buffer = before.held + delta;
  let scan: ThinkScan = { ...before, held: '' };
  let from = 0;
  let at = 0;

  /** Tells what stands before a place; blanks at the edge of a block wait for something to belong to. */
  const tell = (to: number, isEdge: boolean) => {
    const text = buffer.slice(from, to);
    const isBlank = scan.isBlank && text.trim() === '';
    if (text !== '' && (!isBlank || (isEnd && !isEdge && !scan.isThinking && !scan.hasThought))) {
      const kind = scan.isThinking ? 'reasoning' : 'text';
      pieces.push({ kind, text, begins: scan.isThinking && scan.isBlank });
      scan = { ...scan, isBlank: false };
    }
    if (isEdge || !isBlank) from = to;
  };

  while (at < buffer.length) {
    if (scan.isThinking) {
      const end = buffer.indexOf(shut, at);
      if (end < 0) {
        at = buffer.length - (isEnd ? 0 : overlap(buffer, shut, at));
        break;
      }
      tell(end, true);
      at = end + shut.length;
      from = at;
      scan = { ...thinkScan, hasThought: true };
      continue;
    }
    const sign = buffer.charAt(at);
    if (sign === '<' && scan.fence === '' && scan.code === '') {
      const rest = buffer.slice(at, at + shut.length);
      const isClose = scan.hasThought && rest === shut;
      if (rest.startsWith(open) || isClose) {
        tell(at, true);
        at += isClose ? shut.length : open.length;
        from = at;
        scan = isClose ? { ...scan, atLineStart: false } : { ...thinkScan, isThinking: true, hasThought: true };
        continue;
      }
      if (!isEnd && (open.startsWith(rest) || (scan.hasThought && shut.startsWith(rest)))) break;
    }
    if (sign === '`' || sign === '~') {
      let end = at + 1;
      while (buffer.charAt(end) === sign) end++;
      if (end === buffer.length && !isEnd) break;
      scan = afterRun(scan, buffer.slice(at, end));
      at = end;
      continue;
    }
    scan = afterSign(scan, sign);
    at++;
  }
  tell(at, false);
  return { scan: { ...scan, held: buffer.slice(from) }, pieces };
}

/** After a run of backticks or tildes. */
function afterRun(scan: ThinkScan, run: string): ThinkScan {
  if (scan.fence !== '' && !scan.isFenceLine) {
    const closes = scan.atLineStart && run.startsWith(scan.fence);
    return { ...scan, atLineStart: false, mayClose: closes };
  }
  if (scan.atLineStart && run.length >= 3) return { ...scan, atLineStart: false, fence: run, isFenceLine: true };
  if (!run.startsWith('`')) return { ...scan, atLineStart: false };
  // A second run in the line of the fence: it was code within the line.
  const code = scan.isFenceLine ? scan.fence : scan.code;
  return {
    ...scan,
    atLineStart: false,
    fence: '',
    isFenceLine: false,
    code: code === '' ? run : code === run ? '' : code,
  };
}

function afterSign(scan: ThinkScan, sign: string): ThinkScan {
  if (sign === '\n') {
    const fence = scan.mayClose ? '' : scan.fence;
    const isSame = scan.atLineStart && fence === scan.fence && !scan.isFenceLine && scan.code === '';
    return isSame ? scan : { ...scan, atLineStart: true, fence, isFenceLine: false, mayClose: false, code: '' };
  }
  if (sign === ' ' || sign === '\t' || sign === '\r') return scan;
  if (sign === '>' && scan.atLineStart) return scan;
  return scan.atLineStart || scan.mayClose ? { ...scan, atLineStart: false, mayClose: false } : scan;
}

/** How much of the text's end could be the beginning of a tag. */
function overlap(text: string, tag: string, from: number): number {
  for (let length = Math.min(tag.length - 1, text.length - from); length > 0; length--) {
    if (tag.startsWith(text.slice(-length))) return length;
  }
  return 0;
}
