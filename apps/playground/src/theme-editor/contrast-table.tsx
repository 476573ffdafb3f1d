import { Check, TriangleAlert } from 'lucide-react';
import type { Contrast } from './use-contrasts.ts';

const always = new Set([
  'text on surface',
  'text-subtle on fill',
  'accent-text on surface',
  'border-control on surface',
  'on-primary on primary',
  'on-bubble on bubble',
]);

/** What the table needs: the same pairs in both schemes. */
export interface ContrastTableProps {
  readonly light: readonly Contrast[];
  readonly dark: readonly Contrast[];
}

/** The most telling pairs, and every one that is too low. */
export function ContrastTable({ light, dark }: ContrastTableProps) {
  const rows = light.map((pair, index) => {
    const inDark = dark[index]?.ratio ?? Number.NaN;
    return { ...pair, inDark, isLow: !(pair.ratio >= pair.minimum && inDark >= pair.minimum) };
  });
  const low = rows.filter(({ isLow }) => isLow).length;
  return (
    <section className="theme-contrast" aria-labelledby="theme-contrast">
      <h2 id="theme-contrast">Contrast</h2>
      <p role="status" className="status" data-tone={low === 0 ? 'success' : 'danger'}>
        {low === 0 ? <Check aria-hidden /> : <TriangleAlert aria-hidden />}
        {low === 0 ? `All ${rows.length} pairs pass AA` : `${low} of ${rows.length} pairs are too low`}
      </p>
      <table>
        <thead>
          <tr>
            <th scope="col">Pair</th>
            <th scope="col">Light</th>
            <th scope="col">Dark</th>
            <th scope="col">Result</th>
          </tr>
        </thead>
        <tbody>
          {rows
            .filter(({ title, isLow }) => isLow || always.has(title))
            .map(({ title, minimum, ratio, inDark, isLow }) => (
              <tr key={title}>
                <td>{title}</td>
                <td>{ratio.toFixed(1)}</td>
                <td>{inDark.toFixed(1)}</td>
                <td>{isLow ? `Needs ${minimum}` : 'AA'}</td>
              </tr>
            ))}
        </tbody>
      </table>
    </section>
  );
}
