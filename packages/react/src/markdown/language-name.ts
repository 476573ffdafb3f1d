const names: Readonly<Record<string, string>> = {
  bash: 'Shell',
  console: 'Shell',
  cpp: 'C++',
  cs: 'C#',
  csharp: 'C#',
  css: 'CSS',
  go: 'Go',
  graphql: 'GraphQL',
  html: 'HTML',
  java: 'Java',
  javascript: 'JavaScript',
  js: 'JavaScript',
  json: 'JSON',
  jsx: 'JSX',
  kotlin: 'Kotlin',
  markdown: 'Markdown',
  md: 'Markdown',
  php: 'PHP',
  py: 'Python',
  python: 'Python',
  rb: 'Ruby',
  ruby: 'Ruby',
  rust: 'Rust',
  sh: 'Shell',
  shell: 'Shell',
  sql: 'SQL',
  swift: 'Swift',
  tex: 'TeX',
  ts: 'TypeScript',
  tsx: 'TSX',
  typescript: 'TypeScript',
  xml: 'XML',
  yaml: 'YAML',
  yml: 'YAML',
};

/** A language's name for people; one we do not know stays as written, within reason. */
export function languageName(language: string): string {
  const key = language.toLowerCase();
  return Object.hasOwn(names, key) ? (names[key] ?? '') : language.slice(0, 32);
}

const extensions: Readonly<Record<string, string>> = {
  bash: 'sh',
  console: 'sh',
  csharp: 'cs',
  javascript: 'js',
  kotlin: 'kt',
  markdown: 'md',
  mermaid: 'mmd',
  python: 'py',
  ruby: 'rb',
  rust: 'rs',
  shell: 'sh',
  typescript: 'ts',
};

/** The end of a file's name for code in a language. */
export function fileExtension(language: string): string {
  const key = language.toLowerCase();
  if (Object.hasOwn(extensions, key)) return extensions[key] ?? 'txt';
  return /^[a-z\d]{1,8}$/.test(key) ? key : 'txt';
}
