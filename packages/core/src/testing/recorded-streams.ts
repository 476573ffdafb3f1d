import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** A recorded event stream, as text. */
export interface RecordedStream {
  readonly name: string;
  readonly text: string;
}

const fixtures = new URL('../events/fixtures/', import.meta.url);
const wire = '../shared/wire';

/** One of the streams that lie beside the events, by name. */
export function fixture(name: string): string {
  return readFileSync(new URL(`${name}.txt`, fixtures), 'utf8');
}

/** All streams that lie beside the events. */
export function fixtureStreams(): RecordedStream[] {
  return readdirSync(fixtures).map((file) => ({ name: file, text: readFileSync(new URL(file, fixtures), 'utf8') }));
}

interface Recording {
  /** A list of other files has a number here. */
  exchanges?: number | { response?: { chunks?: { data: string; base64?: boolean }[] | null } | null }[];
}

/** Every recorded stream of the real servers; none where the recordings are missing. */
export function wireStreams(): RecordedStream[] {
  return ['1.14.2', '1.16.1'].flatMap((version) => streamsIn(`${wire}/${version}`));
}

function streamsIn(folder: string): RecordedStream[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.json'))
    .toSorted()
    .flatMap((file) => {
      const { exchanges }: Recording = JSON.parse(readFileSync(`${folder}/${file}`, 'utf8'));
      if (!Array.isArray(exchanges)) return [];
      return exchanges.flatMap(({ response }, at) => {
        const pieces = response?.chunks ?? [];
        const text = Buffer.concat(
          pieces.map(({ data, base64 }) => Buffer.from(data, base64 ? 'base64' : 'utf8')),
        ).toString();
        return /^(?:data: |event: ping)/m.test(text)
          ? [{ name: `${folder.slice(wire.length + 1)}/${file} ${at}`, text }]
          : [];
      });
    });
}
