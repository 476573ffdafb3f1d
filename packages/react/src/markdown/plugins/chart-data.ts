/** One row of values. */
interface ChartSeries {
  /** Different from the others'. */
  readonly name: string;
  readonly values: readonly number[];
}

/** What a chart shows. */
export interface ChartData {
  readonly kind: 'bar' | 'line' | 'pie';
  readonly title: string;
  /** What each place of the values stands for. Each is different. */
  readonly labels: readonly string[];
  readonly series: readonly ChartSeries[];
}

const maxPoints = 200;
const maxSeries = 6;

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined;
}

function word(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value).slice(0, 80) : '';
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : value === undefined ? [] : [value];
}

/** The number of a point: `5`, `{ "value": 5 }` or the last of `[x, y]`. */
function numberOf(point: unknown): number {
  const value = Array.isArray(point) ? point.at(-1) : (field(point, 'value') ?? point);
  const number =
    typeof value === 'number' ? value : typeof value === 'string' && value !== '' ? Number(value) : Number.NaN;
  return Number.isFinite(number) ? number : Number.NaN;
}

function labelOf(point: unknown, index: number): string {
  const first = Array.isArray(point) && point.length > 1 ? point[0] : field(point, 'name');
  return word(first) || String(index + 1);
}

/** The words, with a number after each that has been there before. */
function distinct(words: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  return words.map((word) => {
    let name = word;
    for (let count = 2; seen.has(name); count++) name = `${word} (${count})`;
    seen.add(name);
    return name;
  });
}

function kindOf(series: readonly unknown[]): ChartData['kind'] | undefined {
  const kind = field(series[0], 'type');
  return kind === 'bar' || kind === 'line' || kind === 'pie' ? kind : undefined;
}

/**
 * What an ECharts option says, as far as a bar, line or pie chart of numbers goes. Nothing else of it is used: no
 * formatter, image, address or function.
 *
 * @returns `undefined` when it is no such chart.
 */
export function readChart(json: string): ChartData | undefined {
  let option: unknown;
  try {
    option = JSON.parse(json);
  } catch {
    return undefined;
  }
  const given = list(field(option, 'series')).slice(0, maxSeries);
  const kind = kindOf(given);
  if (!kind) return undefined;
  const rows = given.map((series) => ({
    name: word(field(series, 'name')),
    points: list(field(series, 'data')).slice(0, maxPoints),
  }));
  const axes = [...list(field(option, 'xAxis')), ...list(field(option, 'yAxis'))];
  const names = axes.map((axis) => list(field(axis, 'data'))).find((data) => data.length > 0);
  const longest = rows.reduce(
    (most, row) => (row.points.length > most.length ? row.points : most),
    rows[0]?.points ?? [],
  );
  const labels = distinct(longest.map((point, index) => word(names?.[index]) || labelOf(point, index)));
  const seriesNames = distinct(rows.map(({ name }, index) => name || String(index + 1)));
  const series = rows.map(({ points }, place) => ({
    name: seriesNames[place] ?? '',
    values: labels.map((_, index) => numberOf(points[index])),
  }));
  const isEmpty = labels.length === 0 || series.every(({ values }) => values.every(Number.isNaN));
  const title = word(field(list(field(option, 'title'))[0], 'text'));
  return isEmpty ? undefined : { kind, title, labels, series };
}
