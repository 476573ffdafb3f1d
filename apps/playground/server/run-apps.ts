import path from 'node:path';
import { demoSeed } from '@dify-oapi/emulator/demo';
import { createFileEmulator } from '@dify-oapi/emulator/node';
import type { AppOptions } from '@dify-oapi/server';
import { answersFrom } from './answers-from.ts';
import { reportApp } from './report-app.ts';
import { stateFolder } from './state-folder.ts';

declare global {
  var playgroundRunApps: Record<string, AppOptions> | undefined;
}

// One for the process, as with the chat's emulator.
globalThis.playgroundRunApps ??= chooseApps();

/** The text generator and the workflow behind the pages of `useCompletion` and `useWorkflowRun`. */
export const runApps: Record<string, AppOptions> = globalThis.playgroundRunApps;

function chooseApps(): Record<string, AppOptions> {
  if (answersFrom.name === 'emulator') return emulatedApps();
  const { DIFY_BASE_URL: baseURL = '', DIFY_COMPLETION_KEY, DIFY_WORKFLOW_KEY } = process.env;
  return {
    ...(DIFY_COMPLETION_KEY ? { letters: { baseURL, apiKey: DIFY_COMPLETION_KEY, operations: 'completion' } } : {}),
    ...(DIFY_WORKFLOW_KEY
      ? { report: { baseURL, apiKey: DIFY_WORKFLOW_KEY, operations: 'workflow', detail: 'summary' } }
      : {}),
  };
}

/** A Dify 1.14: later ones lose a workflow's run once its form was answered. */
function emulatedApps(): Record<string, AppOptions> {
  const pieceMs = Number(process.env.DIFY_PLAYGROUND_PACE);
  const { apps, knowledge } = demoSeed();
  const writer = apps.find(({ key }) => key === 'app-reply-writer');
  const emulator = createFileEmulator(path.join(stateFolder(), 'runs.json'), {
    apps: writer === undefined ? [reportApp()] : [writer, reportApp()],
    ...(knowledge === undefined ? {} : { knowledge }),
    // Not in such a hurry as the chat: what these write is short.
    pace: pieceMs > 0 ? { firstMs: 50, pieceMs: pieceMs * 3 } : 'realistic',
    profile: '1.14',
  });
  const common = { baseURL: 'http://localhost/v1', fetch: emulator.fetch };
  return {
    letters: { ...common, apiKey: 'app-reply-writer', operations: 'completion' },
    report: { ...common, apiKey: 'app-service-report', operations: 'workflow', detail: 'summary' },
  };
}
