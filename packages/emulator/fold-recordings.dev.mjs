// Makes the recordings of the repository from folders of whole ones: `node packages/emulator/fold-recordings.dev.mjs FOLDER…`.
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { runnerImport } from 'vite';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const { module } = await runnerImport(here('src/differential/fold-recordings.ts'), { configFile: false });
const apps = readdirSync(here('src/seeds/lab/apps')).map((name) => name.replace('.json', ''));
const names = new Set([...apps, 'agent-app', 'agent-app-human', 'agent-app-unpublished']);
mkdirSync(here('recordings'), { recursive: true });
for (const folder of process.argv.slice(2)) {
  const recordings = module.foldRecordings(folder, names);
  const profile = recordings.version.split('.').slice(0, 2).join('.');
  const bytes = gzipSync(JSON.stringify(recordings), { level: 9 });
  writeFileSync(here(`recordings/${profile}.json.gz`), bytes);
  console.log(`${profile}: ${recordings.scenarios.length} scenarios, ${bytes.length} bytes`);
}
