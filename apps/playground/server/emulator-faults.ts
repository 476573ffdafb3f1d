import type { Emulator } from '@dify-oapi/emulator';
import { type Faults, isNextAnswer, type NextAnswer } from '../src/playground-state.ts';

/** Tells the emulator what the page's switches say. */
export function applyFaults({ faults }: Emulator, { cut, slow, nextAnswer }: Faults): void {
  const status = Number(nextAnswer);
  faults.answerStatus = Number.isNaN(status) ? null : status;
  faults.cutAfterEvents = cut ? 20 : null;
  faults.delayMs = slow ? 300 : 0;
  faults.malformedAfterEvents = nextAnswer === 'malformed' ? 10 : null;
  faults.stallAfterEvents = nextAnswer === 'stall' ? 10 : null;
}

/** What is still to go wrong: a fault that happens once has gone when it has happened. */
export function readFaults({ faults }: Emulator, rateLimit: boolean): Faults {
  return {
    cut: faults.cutAfterEvents !== null,
    slow: faults.delayMs > 0,
    rateLimit,
    nextAnswer: nextAnswerOf(faults),
  };
}

function nextAnswerOf(faults: Emulator['faults']): NextAnswer {
  if (faults.malformedAfterEvents !== null) return 'malformed';
  if (faults.stallAfterEvents !== null) return 'stall';
  const status = String(faults.answerStatus);
  return isNextAnswer(status) ? status : 'model';
}
