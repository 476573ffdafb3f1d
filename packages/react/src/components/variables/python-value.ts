/** How a text of Python ends a string, a list and so on; anything else is no value that JSON knows. */
class NoValue extends Error {}

const words: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ['None', null],
  ['True', true],
  ['False', false],
]);
const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '\\': '\\', "'": "'", '"': '"' };

/**
 * Reads a value as Python prints it: `{'a': [1, None, True], 'b': "y'z"}`.
 *
 * @returns the value in a box, or nothing where the text is no such value, was cut, or holds a number that a page cannot keep
 */
export function readPython(text: string): { readonly value: unknown } | undefined {
  const reader = createReader(text);
  try {
    const value = reader.value();
    return reader.isAtEnd() ? { value } : undefined;
  } catch (error) {
    if (error instanceof NoValue) return undefined;
    throw error;
  }
}

function createReader(text: string) {
  let at = 0;

  function take(pattern: RegExp): string | undefined {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    if (found !== undefined) at += found.length;
    return found;
  }
  const skip = () => void take(/\s*/y);
  function has(sign: string): boolean {
    skip();
    if (text[at] !== sign) return false;
    at++;
    return true;
  }
  function expect(sign: string): void {
    if (!has(sign)) throw new NoValue();
  }

  function value(): unknown {
    skip();
    if (has('[')) return items(']');
    if (has('(')) return items(')');
    if (has('{')) return fields();
    if (text[at] === "'" || text[at] === '"') return string();
    const word = take(/[A-Za-z]+/y);
    if (word !== undefined) {
      if (!words.has(word)) throw new NoValue();
      return words.get(word);
    }
    const number = Number(take(/-?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?/iy) ?? Number.NaN);
    if (!isKept(number)) throw new NoValue();
    return number;
  }

  function items(end: string): unknown[] {
    const found: unknown[] = [];
    while (!has(end)) {
      found.push(value());
      if (has(end)) break;
      expect(',');
    }
    return found;
  }

  function fields(): Record<string, unknown> {
    const found: [string, unknown][] = [];
    while (!has('}')) {
      skip();
      if (text[at] !== "'" && text[at] !== '"') throw new NoValue();
      const name = string();
      expect(':');
      found.push([name, value()]);
      if (has('}')) break;
      expect(',');
    }
    return Object.fromEntries(found);
  }

  function string(): string {
    const quote = text[at++];
    let found = '';
    for (;;) {
      const plain = take(quote === "'" ? /[^'\\]+/y : /[^"\\]+/y);
      if (plain !== undefined) found += plain;
      const sign = text[at++];
      if (sign === quote) return found;
      if (sign !== '\\') throw new NoValue();
      found += escaped();
    }
  }

  function escaped(): string {
    const code = take(/x[\da-fA-F]{2}|u[\da-fA-F]{4}|U[\da-fA-F]{8}/y);
    if (code !== undefined) {
      const point = Number.parseInt(code.slice(1), 16);
      if (point > 0x10_ff_ff) throw new NoValue();
      return String.fromCodePoint(point);
    }
    const sign = escapes[text[at++] ?? ''];
    if (sign === undefined) throw new NoValue();
    return sign;
  }

  return {
    value,
    isAtEnd() {
      skip();
      return at === text.length;
    },
  };
}

/** Whether a number is the one that was written: larger whole ones would be rounded. */
export function isKept(number: number): boolean {
  return Number.isFinite(number) && (!Number.isInteger(number) || Number.isSafeInteger(number));
}
