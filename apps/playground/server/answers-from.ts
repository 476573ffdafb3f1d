import path from 'node:path';
import { readFaults as faultsByName } from '@dify-oapi/emulator';
import { createFileEmulator } from '@dify-oapi/emulator/node';
import type { AppOptions } from '@dify-oapi/server';
import { type Faults, noFaults } from '../src/playground-state.ts';
import { applyFaults, readFaults } from './emulator-faults.ts';
import { createQuestionCounter } from './question-counter.ts';
import { stateFolder } from './state-folder.ts';

/** Who answers the playground's questions. */
export interface AnswersFrom {
  readonly name: 'emulator' | 'dify';
  /** The app behind the handler. */
  readonly app: AppOptions;
  /** What still goes wrong on purpose. */
  getFaults(): Faults;
  /** Only an emulator takes faults; a real Dify goes on as it is. */
  setFaults(faults: Faults): void;
  /** Adds faults by name, such as `cut-after=5`. @throws TypeError when there is no such fault */
  addFaults(names: string): void;
  /** How often a question went to Dify. */
  countOf(question: string): number;
}

declare global {
  var playgroundAnswersFrom: AnswersFrom | undefined;
}

// One for the process: a module that is loaded again, or in two graphs, must not bring a second emulator to the same file.
globalThis.playgroundAnswersFrom ??= chooseAnswers(process.env.DIFY_BASE_URL, process.env.DIFY_API_KEY);

/** A real Dify when `DIFY_BASE_URL` and `DIFY_API_KEY` name one, else the emulator. */
export const answersFrom: AnswersFrom = globalThis.playgroundAnswersFrom;

function chooseAnswers(baseURL: string | undefined, apiKey: string | undefined): AnswersFrom {
  if (baseURL && apiKey) {
    const questions = createQuestionCounter();
    const app = { baseURL, apiKey, fetch: questions.listen(fetch) };
    return { name: 'dify', app, getFaults: () => noFaults, setFaults() {}, addFaults() {}, countOf: questions.countOf };
  }
  if (baseURL || apiKey) {
    console.warn(
      'The emulator answers: a real Dify needs DIFY_BASE_URL and DIFY_API_KEY, and only one of them is set.',
    );
  }
  return emulated();
}

function emulated(): AnswersFrom {
  const pieceMs = Number(process.env.DIFY_PLAYGROUND_PACE);
  const emulator = createFileEmulator(path.join(stateFolder(), 'state.json'), {
    pace: pieceMs > 0 ? { firstMs: 50, pieceMs } : 'realistic',
    indexingMs: 250,
  });
  const questions = createQuestionCounter();
  let limitsRate = false;
  let requests = 0;
  return {
    name: 'emulator',
    app: {
      baseURL: 'http://localhost/v1',
      apiKey: 'app-support',
      fetch: questions.listen((input, init) => {
        requests += 1;
        if (limitsRate && requests % 3 === 0) emulator.faults.status = 429;
        return emulator.fetch(input, init);
      }),
    },
    getFaults: () => readFaults(emulator, limitsRate),
    setFaults(faults) {
      limitsRate = faults.rateLimit;
      requests = 0;
      applyFaults(emulator, faults);
    },
    addFaults: (names) => Object.assign(emulator.faults, faultsByName(names)),
    countOf: questions.countOf,
  };
}
