import { use } from 'react';
import type { MarkdownBlockProps } from '../plugin.ts';
import { SettingsContext } from '../settings.ts';
import { readChart } from './chart-data.ts';
import { Axes, height, Pie, width } from './chart-shapes.tsx';
import { DrawingFrame } from './drawing-frame.tsx';

/** A chart of numbers, with the numbers in a table for who cannot see it. */
export function Chart({ code, fallback }: MarkdownBlockProps) {
  const { labels } = use(SettingsContext);
  const data = readChart(code);
  if (!data) return fallback;
  const { kind, title, series } = data;
  const legend = kind === 'pie' ? data.labels : series.map(({ name }) => name);
  return (
    <DrawingFrame name={title || labels.chart} code={code}>
      <div data-dify="chart">
        <svg viewBox={`0 0 ${width} ${height}`} aria-hidden="true" focusable="false">
          {kind === 'pie' ? <Pie {...data} /> : <Axes {...data} />}
        </svg>
        {legend.length > 1 && (
          <ul aria-hidden="true">
            {legend.slice(0, 12).map((name, index) => (
              <li key={name} data-series={index % 6}>
                <bdi>{name}</bdi>
              </li>
            ))}
          </ul>
        )}
        <table data-dify="visually-hidden">
          <caption>{title || labels.chart}</caption>
          <thead>
            <tr>
              <td />
              {series.map(({ name }) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {data.labels.map((label, index) => (
              <tr key={label}>
                <th scope="row">{label}</th>
                {series.map(({ name, values }) => (
                  <td key={name}>{Number.isNaN(values[index]) ? '' : values[index]}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </DrawingFrame>
  );
}
