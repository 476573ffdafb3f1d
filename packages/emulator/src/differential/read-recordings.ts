import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { Profile } from '../profile.ts';
import type { Recordings } from './recording.ts';

/** What a real server of a profile answered. */
export function readRecordings(profile: Profile): Recordings {
  const file = new URL(`../../recordings/${profile}.json.gz`, import.meta.url);
  return JSON.parse(gunzipSync(readFileSync(file)).toString());
}
