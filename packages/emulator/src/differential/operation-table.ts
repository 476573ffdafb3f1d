import type { Replayed } from './replay.ts';

const heads = ['operation', 'compared', 'differ'] as const;

/** A table in Markdown: how many exchanges of each operation were compared, and how many still differ. */
export function operationTable(runs: readonly (readonly Replayed[])[]): string {
  const results = runs.flat().filter(({ differences }) => differences !== null);
  const names = [...new Set(results.flatMap(({ operation }) => (operation === null ? [] : [operation])))].sort();
  const rows = names.map((name) => {
    const own = results.filter(({ operation }) => operation === name);
    const differ = own.filter(({ differences }) => differences !== null && differences.length > 0).length;
    return [`\`${name}\``, String(own.length), differ === 0 ? '–' : String(differ)];
  });
  const [first, second, third] = heads.map((head, at) =>
    Math.max(...[head, ...rows.map((row) => row[at] ?? '')].map(({ length }) => length)),
  );
  const line = ([name = '', compared = '', differ = '']: readonly string[]) =>
    `| ${name.padEnd(first ?? 0)} | ${compared.padStart(second ?? 0)} | ${differ.padStart(third ?? 0)} |`;
  const rule = `| ${'-'.repeat(first ?? 0)} | ${'-'.repeat((second ?? 1) - 1)}: | ${'-'.repeat((third ?? 1) - 1)}: |`;
  const top = line(heads);
  return [top, rule, ...rows.map(line)].join('\n');
}
