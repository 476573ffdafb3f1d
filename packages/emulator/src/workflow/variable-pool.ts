import { markdownOf, textOf } from './value-text.ts';
import type { Selector } from './workflow-definition.ts';

/** Values by node, then by variable. `sys`, `env` and `conversation` stand beside the nodes. */
export type PoolValues = Record<string, Record<string, unknown>>;

const mark = /\{\{#([a-zA-Z0-9_]{1,50}(?:\.[a-zA-Z_][a-zA-Z0-9_]{0,49}){1,10})#\}\}/;

/** What the nodes of a run know of each other. */
export class VariablePool {
  readonly values: PoolValues;

  constructor(values: PoolValues = {}) {
    this.values = values;
  }

  /** The value at a selector; `undefined` when there is none. Further keys look inside objects and files. */
  get([node = '', variable = '', ...keys]: Selector): unknown {
    let value = this.values[node]?.[variable];
    for (const key of keys) {
      value = typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
    }
    return value;
  }

  set([node = '', variable = '']: Selector, value: unknown): void {
    this.values[node] ??= {};
    this.values[node][variable] = value;
  }

  /** Keeps what a node has come to. */
  put(node: string, outputs: Readonly<Record<string, unknown>>): void {
    for (const [variable, value] of Object.entries(outputs)) this.set([node, variable], value);
  }

  /** A pool of its own for a round, with all that is known here. */
  copy(): VariablePool {
    return new VariablePool(structuredClone(this.values));
  }

  /** A text with its `{{#node.variable#}}` filled in. What is not there keeps its name. */
  fill(text: string): string {
    return this.#fill(text, textOf);
  }

  /** The same as an answer says it. */
  fillMarkdown(text: string): string {
    return this.#fill(text, markdownOf);
  }

  #fill(text: string, say: (value: unknown) => string): string {
    return partsOf(text)
      .map((part) => {
        if (part.selector === undefined) return part.text;
        const value = this.get(part.selector);
        return value === undefined ? part.selector.join('.') : say(value);
      })
      .join('');
  }
}

/** A piece of a text of the editor: words, or a variable's place. */
export type TemplatePart = { readonly text: string; readonly selector?: undefined } | { readonly selector: Selector };

/** Splits a text at its variables. Empty words are left out. */
export function partsOf(text: string): TemplatePart[] {
  return text.split(mark).flatMap((part, at): TemplatePart[] => {
    if (at % 2 === 1) return [{ selector: part.split('.') }];
    return part === '' ? [] : [{ text: part }];
  });
}
