import { createEmulator } from '@dify-oapi/emulator';
import { serve } from '@dify-oapi/emulator/node';
import { apps, datasetKey } from './apps.mjs';
import { isMain } from './connect.mjs';

/** A new emulator with the apps of these examples, over HTTP: for other programs, other languages, `curl`. */
export const serveExamples = (port = 5001) =>
  serve(createEmulator({ apps: Object.values(apps), datasetKey }), { port });

if (isMain(import.meta)) {
  const { baseURL } = await serveExamples();
  console.log(`DIFY_BASE_URL=${baseURL} DIFY_DATASET_KEY=${datasetKey}`);
  for (const [name, { key }] of Object.entries(apps)) console.log(`${name}: DIFY_API_KEY=${key}`);
}
