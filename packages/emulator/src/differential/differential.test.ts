import { describe, expect, it } from 'vitest';
import { writeFileSync } from 'node:fs';
import { readRecordings } from './read-recordings.ts';
import { replay } from './replay.ts';

describe.each(['1.16', '1.14'] as const)('%s', (profile) => {
  it('dump', async () => {
    const r = await replay(readRecordings(profile), profile);
    writeFileSync(`/tmp/replay-${profile}.json`, JSON.stringify(r, null, 1));
    console.log(profile, r.length, 'skipped', r.filter((x) => !x.differences).length, 'differ', r.filter((x) => x.differences?.length).length);
    expect(r.length).toBeGreaterThan(100);
  });
});
