import { pythonRepr } from '../http/python-repr.ts';
import { isOutputFile, type OutputFile } from './output-file.ts';

/** A value inside a prompt, a URL or a template of the editor. */
export function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.length === 0 || value.every(isOutputFile) ? '' : pythonRepr(value);
  if (isOutputFile(value)) return '';
  return typeof value === 'object' ? JSON.stringify(value) : pythonRepr(value);
}

/** A value as an answer or an End node says it: lists with dashes, objects as JSON, files as links. */
export function markdownOf(value: unknown): string {
  if (isOutputFile(value)) return linkOf(value);
  if (Array.isArray(value)) {
    if (value.length > 0 && value.every(isOutputFile)) return value.map(linkOf).join('\n');
    return value.map((item) => `- ${typeof item === 'string' ? item : pythonRepr(item)}`).join('\n');
  }
  return typeof value === 'object' && value !== null ? JSON.stringify(value, null, 2) : textOf(value);
}

function linkOf({ filename, type, url }: OutputFile): string {
  return `${type === 'image' ? '!' : ''}[${filename ?? ''}](${url ?? ''})`;
}

/** The name of a value's type, as events and lists of variables say it. */
export function typeOf(value: unknown): string {
  if (value === null || value === undefined) return 'none';
  if (Array.isArray(value)) {
    if (value.length > 0 && value.every(isOutputFile)) return 'array[file]';
    const kinds = new Set(value.map((item) => (typeof item === 'number' ? 'number' : typeOf(item))));
    const [kind] = kinds;
    return kinds.size === 1 && ['string', 'number', 'object', 'boolean'].includes(kind ?? '')
      ? `array[${kind}]`
      : 'array[any]';
  }
  if (isOutputFile(value)) return 'file';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'float';
  return typeof value;
}
