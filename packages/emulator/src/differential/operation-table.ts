import type { Replayed } from './replay.ts';

const heads = ['operation', 'successes', 'failures', 'differ'];

/** A table in Markdown: how many exchanges of each operation were compared, by what the real server made of them, and how many still differ. */
export function operationTable(runs: readonly (readonly Replayed[])[]): string {
  const results = runs.flat().filter(({ differences }) => differences !== null);
  const names = [...new Set(results.flatMap(({ operation }) => (operation === null ? [] : [operation])))].sort();
  const rows = names.map((name) => {
    const own = results.filter(({ operation }) => operation === name);
    const taken = own.filter(({ isSuccess }) => isSuccess).length;
    const differ = own.filter(({ differences }) => differences !== null && differences.length > 0).length;
    return [`\`${name}\``, ...[taken, own.length - taken, differ].map((count) => (count === 0 ? '–' : String(count)))];
  });
  const widths = heads.map((_, at) => Math.max(...[heads, ...rows].map((row) => row[at]?.length ?? 0)));
  const line = (cells: readonly string[]) => {
    const padded = cells.map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)));
    return `| ${padded.join(' | ')} |`;
  };
  const rule = widths.map((width, at) => (at === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`));
  return [line(heads), line(rule), ...rows.map(line)].join('\n');
}
