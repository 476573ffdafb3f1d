import { pythonRepr } from '../http/python-repr.ts';
import { textOf } from './value-text.ts';

/** Names that an expression may use. */
export type TemplateNames = Readonly<Record<string, unknown>>;

const token =
  /\s*(?:(\d+(?:\.\d+)?)|"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|([A-Za-z_]\w*)|(==|!=|<=|>=|\/\/|[-+*/%~<>()[\]|.,]))/y;

type Token = { readonly kind: 'number' | 'text' | 'name' | 'sign'; readonly text: string };

/**
 * The value of a Jinja expression: paths, literals, comparisons, arithmetic, `and`/`or`/`not`/`in`, and the usual filters.
 *
 * @throws Error for what it does not know
 */
export function evaluate(source: string, names: TemplateNames): unknown {
  const tokens = tokensOf(source);
  let at = 0;
  const peek = () => tokens[at]?.text;
  const isSign = (text: string) => tokens[at]?.kind === 'sign' && peek() === text;
  const isWord = (text: string) => tokens[at]?.kind === 'name' && peek() === text;
  const take = (text: string): boolean => {
    const found = isSign(text) || isWord(text);
    if (found) at++;
    return found;
  };
  const need = (text: string) => {
    if (!take(text)) throw new Error(`expected token '${text}', got '${peek() ?? 'end of template'}'`);
  };

  function either(): unknown {
    let value = both();
    while (take('or')) {
      const other = both();
      value = isTrue(value) ? value : other;
    }
    return value;
  }
  function both(): unknown {
    let value = not();
    while (take('and')) {
      const other = not();
      value = isTrue(value) ? other : value;
    }
    return value;
  }
  function not(): unknown {
    return take('not') ? !isTrue(not()) : comparison();
  }
  function comparison(): unknown {
    const value = sum();
    for (const sign of ['==', '!=', '<=', '>=', '<', '>']) if (take(sign)) return compare(sign, value, sum());
    if (take('in')) return isIn(value, sum());
    if (isWord('not') && tokens[at + 1]?.text === 'in') {
      at += 2;
      return !isIn(value, sum());
    }
    if (take('is')) {
      const isNegated = take('not');
      const name = tokens[at++]?.text ?? '';
      return test(name, value) !== isNegated;
    }
    return value;
  }
  function sum(): unknown {
    let value = product();
    for (;;) {
      if (take('+')) value = add(value, product());
      else if (take('-')) value = Number(value) - Number(product());
      else if (take('~')) value = printed(value) + printed(product());
      else return value;
    }
  }
  function product(): unknown {
    let value = filtered();
    for (;;) {
      if (take('*')) value = Number(value) * Number(filtered());
      else if (take('//')) value = Math.floor(Number(value) / Number(filtered()));
      else if (take('/')) value = Number(value) / Number(filtered());
      else if (take('%')) value = Number(value) % Number(filtered());
      else return value;
    }
  }
  function filtered(): unknown {
    let value = take('-') ? -Number(path()) : path();
    while (take('|')) {
      const name = tokens[at++]?.text ?? '';
      value = filter(name, value, isSign('(') ? list('(', ')') : []);
    }
    return value;
  }
  function list(open: string, close: string): unknown[] {
    need(open);
    const values: unknown[] = [];
    while (!take(close)) {
      values.push(either());
      if (!isSign(close)) need(',');
    }
    return values;
  }
  function path(): unknown {
    let value = atom();
    for (;;) {
      if (take('.')) value = member(value, tokens[at++]?.text ?? '');
      else if (isSign('[')) {
        const [key] = list('[', ']');
        value = member(value, typeof key === 'number' ? key : textOf(key));
      } else return value;
    }
  }
  function atom(): unknown {
    const next = tokens[at];
    if (next === undefined) throw new Error('unexpected end of template');
    if (isSign('[')) return list('[', ']');
    at++;
    if (next.kind === 'number') return Number(next.text);
    if (next.kind === 'text') return next.text;
    if (next.kind === 'name')
      return Object.hasOwn(constants, next.text) ? constants[next.text] : member(names, next.text);
    if (next.text !== '(') throw new Error(`unexpected '${next.text}'`);
    const value = either();
    need(')');
    return value;
  }

  const value = either();
  if (at < tokens.length) throw new Error(`expected token 'end of print statement', got '${peek()}'`);
  return value;
}

const constants: TemplateNames = { true: true, True: true, false: false, False: false, none: null, None: null };

function tokensOf(source: string): Token[] {
  const tokens: Token[] = [];
  token.lastIndex = 0;
  while (source.slice(token.lastIndex).trim() !== '') {
    const start = token.lastIndex;
    const found = token.exec(source);
    if (found === null) throw new Error(`unexpected char '${source.slice(start).trim()[0]}'`);
    const [, number, double, single, name, sign = ''] = found;
    if (number !== undefined) tokens.push({ kind: 'number', text: number });
    else if (double !== undefined || single !== undefined) {
      const text = (double ?? single ?? '').replaceAll(/\\(.)/g, (_, char: string) => (char === 'n' ? '\n' : char));
      tokens.push({ kind: 'text', text });
    } else if (name !== undefined) tokens.push({ kind: 'name', text: name });
    else tokens.push({ kind: 'sign', text: sign });
  }
  return tokens;
}

/** What Jinja takes for true. */
export function isTrue(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0;
  return typeof value === 'object' && value !== null ? Object.keys(value).length > 0 : Boolean(value);
}

/** A value as a template prints it. */
export function printed(value: unknown): string {
  if (value === undefined) return '';
  return typeof value === 'string' ? value : pythonRepr(value);
}

function member(value: unknown, key: string | number): unknown {
  if (typeof key === 'number') return Array.isArray(value) || typeof value === 'string' ? value.at(key) : undefined;
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined;
}

function add(a: unknown, b: unknown): unknown {
  if (Array.isArray(a) && Array.isArray(b)) return [...a, ...b];
  return typeof a === 'string' || typeof b === 'string' ? printed(a) + printed(b) : Number(a) + Number(b);
}

function compare(sign: string, a: unknown, b: unknown): boolean {
  if (sign === '==') return JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
  if (sign === '!=') return JSON.stringify(a ?? null) !== JSON.stringify(b ?? null);
  const order = typeof a === 'string' && typeof b === 'string' ? (a < b ? -1 : a > b ? 1 : 0) : Number(a) - Number(b);
  if (sign === '<') return order < 0;
  if (sign === '>') return order > 0;
  return sign === '<=' ? order <= 0 : order >= 0;
}

function isIn(value: unknown, whole: unknown): boolean {
  if (typeof whole === 'string') return whole.includes(printed(value));
  if (Array.isArray(whole)) return whole.some((item) => compare('==', item, value));
  return typeof whole === 'object' && whole !== null && Object.hasOwn(whole, printed(value));
}

function test(name: string, value: unknown): boolean {
  if (name === 'defined') return value !== undefined;
  if (name === 'none' || name === 'None') return value === null;
  if (name === 'string') return typeof value === 'string';
  if (name === 'number') return typeof value === 'number';
  throw new Error(`No test named '${name}'.`);
}

function filter(name: string, value: unknown, [first, second]: readonly unknown[]): unknown {
  const list = Array.isArray(value) ? value : Object.keys(Object(value ?? {}));
  const text = printed(value);
  switch (name) {
    case 'length':
    case 'count':
      return typeof value === 'string' ? Array.from(value).length : list.length;
    case 'upper':
      return text.toUpperCase();
    case 'lower':
      return text.toLowerCase();
    case 'trim':
      return text.trim();
    case 'capitalize':
      return text.charAt(0).toUpperCase() + text.slice(1).toLowerCase();
    case 'title':
      return text.toLowerCase().replaceAll(/(^|\s)\S/g, (char) => char.toUpperCase());
    case 'replace':
      return text.replaceAll(printed(first), printed(second));
    case 'join':
      return list.map(printed).join(first === undefined ? '' : printed(first));
    case 'default':
    case 'd':
      return value === undefined || (second === true && !isTrue(value)) ? first : value;
    case 'first':
      return typeof value === 'string' ? value.at(0) : list[0];
    case 'last':
      return typeof value === 'string' ? value.at(-1) : list.at(-1);
    case 'reverse':
      return list.toReversed();
    case 'sort':
      return list.toSorted((a, b) => (compare('<', a, b) ? -1 : 1));
    case 'unique':
      return list.filter((item, at) => list.findIndex((other) => compare('==', other, item)) === at);
    case 'list':
      return typeof value === 'string' ? Array.from(value) : list;
    case 'sum':
      return list.reduce<number>((sum, item) => sum + Number(item), 0);
    case 'int':
      return Math.trunc(Number(value)) || 0;
    case 'float':
      return Number(value) || 0;
    case 'string':
      return text;
    case 'abs':
      return Math.abs(Number(value));
    case 'round':
      return Number(Number(value).toFixed(Number(first ?? 0)));
    case 'tojson':
      return JSON.stringify(value ?? null);
    default:
      throw new Error(`No filter named '${name}'.`);
  }
}
