import type { ToolPart } from '@dify-oapi/core';

/** How Dify names the search of one knowledge base as a tool. */
const knowledge = /^dataset[_-][\da-f-]{36}$/i;

/** The tools of a use, which may be several at once. */
export function toolsOf({ name }: Pick<ToolPart, 'name'>): readonly string[] {
  return name.split(';').filter((one) => one !== '');
}

/** Whether a tool is the search of a knowledge base. */
export function isSearch(name: string): boolean {
  return knowledge.test(name);
}

/** What a tool is called in the reader's language, else in English, else by its own name. */
export function toolName(name: string, { labels }: Pick<ToolPart, 'labels'>, locale: string | undefined): string {
  const own = labels !== undefined && Object.hasOwn(labels, name) ? labels[name] : undefined;
  if (typeof own === 'string' && own !== '') return own;
  if (typeof own !== 'object' || own === null) return name;
  const words = Object.entries(own).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1] !== '',
  );
  const wanted = normal(locale ?? 'en');
  const find = (matches: (language: string) => boolean) => words.find(([language]) => matches(normal(language)))?.[1];
  const primary = wanted.split('-')[0] ?? 'en';
  return (
    find((language) => language === wanted) ??
    find((language) => language.split('-')[0] === primary) ??
    find((language) => language.startsWith('en')) ??
    name
  );
}

function normal(language: string): string {
  return language.replaceAll('_', '-').toLowerCase();
}
