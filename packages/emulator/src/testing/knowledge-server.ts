import { createEmulator } from '../emulator.ts';
import type { EmulatorOptions } from '../emulator-options.ts';

/** An emulator without apps, and a short way to call its knowledge operations. */
export function createKnowledgeServer(options: Omit<EmulatorOptions, 'apps' | 'datasetKey'> = {}) {
  const emulator = createEmulator({ apps: [], datasetKey: 'dataset-test', ...options });
  return {
    emulator,
    indexing: emulator.indexing,
    /** Calls an operation; a plain object is sent as JSON. `json` is the answer's, `undefined` when it is none. */
    async call(method: string, path: string, body?: object) {
      const headers = new Headers({ Authorization: 'Bearer dataset-test' });
      const init: RequestInit = { method, headers };
      if (body instanceof FormData) init.body = body;
      else if (body !== undefined) {
        init.body = JSON.stringify(body);
        headers.set('Content-Type', 'application/json');
      }
      const response = await emulator.fetch(`http://dify.local/v1${path}`, init);
      const text = await response.clone().text();
      const isJson = response.headers.get('content-type')?.startsWith('application/json') && text !== '';
      return { status: response.status, json: isJson ? JSON.parse(text) : undefined, response };
    },
  };
}

/** An emulator without apps. */
export type KnowledgeServer = ReturnType<typeof createKnowledgeServer>;
