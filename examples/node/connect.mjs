import { fileURLToPath } from 'node:url';
import { createDify } from '@dify-oapi/core';
import { createEmulator } from '@dify-oapi/emulator';
import { apps, datasetKey } from './apps.mjs';

/**
 * A client of the app that the environment names, else of one on an emulator in this process. Its key has to be that of an
 * app that fits the example: a chat app, a text generator or a workflow.
 *
 * @param {keyof typeof apps} app which app of the emulator
 */
export function connect(app) {
  const { DIFY_BASE_URL, DIFY_API_KEY } = process.env;
  if (!DIFY_BASE_URL || !DIFY_API_KEY) return connectToEmulator(apps[app].key);
  return createDify({ baseURL: DIFY_BASE_URL, apiKey: DIFY_API_KEY, user: 'examples' });
}

/** A client of the knowledge bases of the workspace that the environment names, else of an emulator's. */
export function connectToKnowledge() {
  const { DIFY_BASE_URL, DIFY_DATASET_KEY } = process.env;
  if (!DIFY_BASE_URL || !DIFY_DATASET_KEY) return connectToEmulator(datasetKey);
  return createDify({ baseURL: DIFY_BASE_URL, apiKey: DIFY_DATASET_KEY });
}

/**
 * A client of a new emulator.
 *
 * @param {string} apiKey
 */
export function connectToEmulator(apiKey) {
  const emulator = createEmulator({ apps: Object.values(apps), datasetKey });
  return createDify({ baseURL: 'http://emulator/v1', apiKey, user: 'examples', fetch: emulator.fetch });
}

/**
 * Whether Node was started with this file.
 *
 * @param {ImportMeta} meta
 */
export function isMain(meta) {
  return process.argv[1] === fileURLToPath(meta.url);
}
