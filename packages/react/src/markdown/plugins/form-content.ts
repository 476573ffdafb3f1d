import { unescapeText } from '../parser/unescape-text.ts';

/** A field of a form of the content. */
export interface FormField {
  readonly kind: 'text' | 'number' | 'date' | 'time' | 'checkbox' | 'textarea' | 'select';
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly options: readonly string[];
}

/** A button that says a text, or a form whose answers make one. */
export type FormContent =
  | { readonly type: 'buttons'; readonly buttons: readonly { readonly label: string; readonly message: string }[] }
  | {
      readonly type: 'form';
      readonly asJson: boolean;
      readonly fields: readonly FormField[];
      readonly submit: string;
    };

const maxLength = 500;
const maxFields = 30;
const tag =
  /<(\/?)(form|button|label|input|textarea|select|option|br|p|div)((?:\s+[\w-]+(?:=(?:"[^"]*"|'[^']*'|[^\s"'>]+))?)*)\s*\/?>/gi;
const kinds = ['text', 'number', 'date', 'time', 'checkbox', 'select'] as const;

interface Piece {
  readonly name: string;
  readonly isEnd: boolean;
  readonly attributes: ReadonlyMap<string, string>;
  /** Text up to the next tag. */
  readonly text: string;
}

/** The tags of a text, or nothing when there is a tag that no form needs. */
function piecesOf(html: string): readonly Piece[] | undefined {
  const matches = [...html.matchAll(tag)];
  if (/<[a-z!/?]/i.test(html.replaceAll(tag, ''))) return undefined;
  return matches.map((match, index) => {
    const [whole, slash, name = '', rest = ''] = match;
    const given = rest.matchAll(/([\w-]+)(?:=(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g);
    const text = html.slice(match.index + whole.length, matches[index + 1]?.index ?? html.length);
    return {
      name: name.toLowerCase(),
      isEnd: slash === '/',
      attributes: new Map(
        [...given].map(([, at = '', one, two, three]) => [at, unescapeText(one ?? two ?? three ?? '')]),
      ),
      text: unescapeText(text).trim().slice(0, maxLength),
    };
  });
}

function optionsOf(json: string | undefined): readonly string[] {
  try {
    const value: unknown = JSON.parse(json ?? '[]');
    return Array.isArray(value) ? value.filter((option) => typeof option === 'string').slice(0, 50) : [];
  } catch {
    return [];
  }
}

/** What can be asked for; a password never is. */
function fieldOf({ name, attributes, text }: Piece, label: string): FormField | undefined {
  const type = attributes.get('type') ?? 'text';
  const kind = name === 'textarea' || name === 'select' ? name : kinds.find((known) => known === type);
  const field = attributes.get('name') ?? '';
  if (!kind || field === '' || /pass|secret|token|card/i.test(field)) return undefined;
  const value = (name === 'textarea' ? text : attributes.get('value')) ?? '';
  return {
    kind,
    name: field.slice(0, 80),
    label: label || field,
    value,
    options: optionsOf(attributes.get('data-options')),
  };
}

function readForm(pieces: readonly Piece[]): FormContent | undefined {
  const labels = new Map<string, string>();
  const fields: FormField[] = [];
  let submit = '';
  for (const piece of pieces) {
    const { name, isEnd, attributes, text } = piece;
    if (isEnd) continue;
    if (name === 'label') labels.set(attributes.get('for') ?? '', text.replace(/:$/, ''));
    else if (name === 'button') submit = text;
    else if (name === 'input' || name === 'textarea' || name === 'select') {
      const field = fieldOf(piece, labels.get(attributes.get('name') ?? '') ?? '');
      const isTaken = fields.some((other) => other.name === field?.name);
      if (!field || isTaken || fields.length === maxFields) return undefined;
      fields.push(field);
    }
  }
  const asJson = pieces[0]?.attributes.get('data-format') === 'json';
  return fields.length > 0 ? { type: 'form', asJson, fields, submit } : undefined;
}

/** The buttons or the form that HTML of the content holds; nothing when there is anything else in it. */
export function readFormContent(html: string): FormContent | undefined {
  const pieces = piecesOf(html);
  const [first] = pieces ?? [];
  if (!pieces || !first || html.trimStart()[0] !== '<') return undefined;
  if (first.name === 'form') return readForm(pieces);
  const starts = pieces.filter(({ name, isEnd }) => name === 'button' && !isEnd);
  if (first.name !== 'button' || pieces.some(({ name, isEnd, text }) => name !== 'button' || (isEnd && text !== '')))
    return undefined;
  const buttons = starts.map(({ attributes, text }) => ({
    label: text,
    message: (attributes.get('data-message') ?? text).slice(0, maxLength),
  }));
  const isEach = new Set(buttons.map(({ message }) => message)).size === buttons.length;
  return isEach && buttons.every(({ message }) => message !== '') ? { type: 'buttons', buttons } : undefined;
}
