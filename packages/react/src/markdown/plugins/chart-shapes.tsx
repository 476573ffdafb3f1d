import type { ChartData } from './chart-data.ts';

/** Measures of the drawing, in its own units. */
export const width = 640;
export const height = 300;
const left = 48;
const bottom = 28;
const top = 12;

/** Round numbers from below the least to above the greatest value. */
export function ticksOf(values: readonly number[]): readonly number[] {
  const least = Math.min(0, ...values);
  const most = Math.max(0, ...values);
  const rough = (most - least || 1) / 4;
  const unit = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5, 10].find((factor) => factor * unit >= rough) ?? 10) * unit;
  const start = Math.floor(least / step);
  const count = Math.ceil(most / step) - start;
  return Array.from({ length: count + 1 }, (_, index) => Number(((start + index) * step).toPrecision(12)));
}

/** Bars or lines over labelled places. */
export function Axes({ kind, labels, series }: ChartData) {
  const ticks = ticksOf(series.flatMap(({ values }) => values.filter((value) => !Number.isNaN(value))));
  const [first = 0, last = 1] = [ticks[0], ticks.at(-1)];
  const y = (value: number) => top + ((last - value) / (last - first || 1)) * (height - top - bottom);
  const slot = (width - left) / labels.length;
  const every = Math.ceil(labels.length / 10);
  const bar = (slot * 0.7) / series.length;
  return (
    <>
      {ticks.map((tick) => (
        <g key={tick} data-part="tick">
          <line x1={left} x2={width} y1={y(tick)} y2={y(tick)} />
          <text x={left - 8} y={y(tick) + 4} textAnchor="end">
            {tick}
          </text>
        </g>
      ))}
      {labels.map((label, index) =>
        index % every === 0 ? (
          <text key={label} x={left + slot * (index + 0.5)} y={height - 8} textAnchor="middle">
            {label.length > 12 ? `${label.slice(0, 11)}…` : label}
          </text>
        ) : null,
      )}
      {series.map(({ name, values }, place) =>
        kind === 'line' ? (
          <polyline
            key={name}
            data-series={place}
            points={values
              .map((value, index) => (Number.isNaN(value) ? '' : `${left + slot * (index + 0.5)},${y(value)}`))
              .filter((point) => point !== '')
              .join(' ')}
          />
        ) : (
          values.map((value, index) => (
            <rect
              key={`${name} ${labels[index]}`}
              data-series={place}
              x={left + slot * (index + 0.15) + bar * place}
              y={Math.min(y(0), y(value || 0))}
              width={Math.max(1, bar - 1)}
              height={Math.abs(y(0) - y(value || 0))}
              rx={2}
            />
          ))
        ),
      )}
    </>
  );
}

/** A circle in parts. */
export function Pie({ labels, series }: ChartData) {
  const values = (series[0]?.values ?? []).map((value) => Math.max(0, value || 0));
  const sum = values.reduce((total, value) => total + value, 0) || 1;
  const radius = height / 2 - top;
  const point = (share: number) => {
    const angle = share * 2 * Math.PI - Math.PI / 2;
    return `${(width / 2 + radius * Math.cos(angle)).toFixed(2)} ${(height / 2 + radius * Math.sin(angle)).toFixed(2)}`;
  };
  return values.map((value, index) => {
    const start = values.slice(0, index).reduce((total, each) => total + each, 0) / sum;
    const share = value / sum;
    const end = start + Math.min(share, 0.9999);
    const path = `M${width / 2} ${height / 2}L${point(start)}A${radius} ${radius} 0 ${share > 0.5 ? 1 : 0} 1 ${point(end)}Z`;
    return share > 0 ? <path key={labels[index]} data-series={index % 6} d={path} /> : null;
  });
}
