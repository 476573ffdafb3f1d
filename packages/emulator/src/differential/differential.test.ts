import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { differencesIn, disagreementOf, type KnownDifference } from './known-differences.ts';
import { operationTable } from './operation-table.ts';
import { readRecordings } from './read-recordings.ts';
import { type Replayed, replay } from './replay.ts';

const profiles = ['1.16', '1.14'] as const;
/** How many recorded requests cannot be asked again. Fewer is better; more hides something. */
const unaskable = { '1.16': 172, '1.14': 177 };
const list = new URL('./known-differences.json', import.meta.url);
const readme = new URL('../../README.md', import.meta.url);
const known: readonly KnownDifference[] = JSON.parse(readFileSync(list, 'utf8'));
const runs: Replayed[][] = [];

/** `UPDATE_DIFFERENCES=1` writes the list and the table of the README anew; reasons are for a person to give. */
const isUpdate = process.env.UPDATE_DIFFERENCES === '1';

describe.each(profiles)('a server of %s', (profile) => {
  it('answers the recorded requests as the real one did, but for what is known', async () => {
    const results = await replay(readRecordings(profile), profile);
    runs.push(results);
    const compared = results.filter(({ differences }) => differences !== null);
    // The rest names things that were made by requests which were not recorded.
    expect(results.length - compared.length).toBe(unaskable[profile]);
    if (isUpdate) return;
    expect(disagreementOf(results, known, profile)).toEqual({ unknown: [], stale: [] });
  });
});

it.runIf(isUpdate)('writes what differs', () => {
  const found = runs.flatMap((results, at) => differencesIn(results, known, profiles[at] ?? '1.16'));
  writeFileSync(list, `${JSON.stringify(found, null, 2)}\n`);
  const text = readFileSync(readme, 'utf8');
  const marked = /(<!-- operations -->\n)[\s\S]*(<!-- \/operations -->)/;
  expect(text).toMatch(marked);
  writeFileSync(
    readme,
    text.replace(marked, (_, begin, end) => `${begin}\n${operationTable(runs)}\n\n${end}`),
  );
});
