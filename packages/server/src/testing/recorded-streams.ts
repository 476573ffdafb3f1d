import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** An event stream as a real server sent it. */
export interface RecordedStream {
  readonly name: string;
  readonly text: string;
}

const fixtures = new URL('../../../core/src/events/fixtures/', import.meta.url);
const wire = '../shared/wire';

/** Streams of every kind of app. */
export function fixtureStreams(): RecordedStream[] {
  return readdirSync(fixtures)
    .map((file) => ({ name: file, text: readFileSync(new URL(file, fixtures), 'utf8') }))
    .filter(({ name }) => !name.startsWith('datasource'));
}

interface Recording {
  exchanges?: unknown;
}

/** Every recorded stream of answers; none where the recordings are missing. */
export function wireStreams(): RecordedStream[] {
  return ['1.14.2', '1.16.1'].flatMap((version) =>
    ['agent-app', 'annotations', 'chat', 'completion', 'human', 'workflow'].flatMap((kind) => streamsIn(version, kind)),
  );
}

function streamsIn(version: string, kind: string): RecordedStream[] {
  const folder = `${wire}/${version}/${kind}`;
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .toSorted()
    .flatMap((file) => {
      const { exchanges }: Recording = JSON.parse(readFileSync(`${folder}/${file}`, 'utf8'));
      if (!Array.isArray(exchanges)) return [];
      return exchanges.flatMap(({ response }, at) => {
        const pieces: { data: string; base64?: boolean }[] = response?.chunks ?? [];
        const text = Buffer.concat(
          pieces.map(({ base64, data }) => Buffer.from(data, base64 ? 'base64' : 'utf8')),
        ).toString();
        return /^data: \{/m.test(text) ? [{ name: `${version}/${kind}/${file} ${at}`, text }] : [];
      });
    });
}
