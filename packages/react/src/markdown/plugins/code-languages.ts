import type { LanguageFn } from 'highlight.js';

type Load = () => Promise<{ readonly default: LanguageFn }>;

const bash: Load = () => import('highlight.js/lib/languages/bash');
const cpp: Load = () => import('highlight.js/lib/languages/cpp');
const csharp: Load = () => import('highlight.js/lib/languages/csharp');
const javascript: Load = () => import('highlight.js/lib/languages/javascript');
const kotlin: Load = () => import('highlight.js/lib/languages/kotlin');
const markdown: Load = () => import('highlight.js/lib/languages/markdown');
const python: Load = () => import('highlight.js/lib/languages/python');
const ruby: Load = () => import('highlight.js/lib/languages/ruby');
const rust: Load = () => import('highlight.js/lib/languages/rust');
const typescript: Load = () => import('highlight.js/lib/languages/typescript');
const xml: Load = () => import('highlight.js/lib/languages/xml');
const yaml: Load = () => import('highlight.js/lib/languages/yaml');

/** How the grammar of a language is loaded, by the names that people write after a fence. */
export const codeLanguages: Readonly<Record<string, Load>> = {
  bash,
  c: () => import('highlight.js/lib/languages/c'),
  'c++': cpp,
  console: () => import('highlight.js/lib/languages/shell'),
  cpp,
  cs: csharp,
  csharp,
  css: () => import('highlight.js/lib/languages/css'),
  diff: () => import('highlight.js/lib/languages/diff'),
  dockerfile: () => import('highlight.js/lib/languages/dockerfile'),
  go: () => import('highlight.js/lib/languages/go'),
  graphql: () => import('highlight.js/lib/languages/graphql'),
  html: xml,
  ini: () => import('highlight.js/lib/languages/ini'),
  java: () => import('highlight.js/lib/languages/java'),
  javascript,
  js: javascript,
  json: () => import('highlight.js/lib/languages/json'),
  jsx: javascript,
  kotlin,
  kt: kotlin,
  lua: () => import('highlight.js/lib/languages/lua'),
  markdown,
  md: markdown,
  php: () => import('highlight.js/lib/languages/php'),
  powershell: () => import('highlight.js/lib/languages/powershell'),
  py: python,
  python,
  r: () => import('highlight.js/lib/languages/r'),
  rb: ruby,
  rs: rust,
  ruby,
  rust,
  scss: () => import('highlight.js/lib/languages/scss'),
  sh: bash,
  shell: bash,
  sql: () => import('highlight.js/lib/languages/sql'),
  swift: () => import('highlight.js/lib/languages/swift'),
  toml: () => import('highlight.js/lib/languages/ini'),
  ts: typescript,
  tsx: typescript,
  typescript,
  vue: xml,
  xml,
  yaml,
  yml: yaml,
  zsh: bash,
};
