import type { Faults } from '../faults.ts';
import { refusalOf } from '../http/refusal.ts';

/** Refuses a question when that is what is to go wrong, once. */
export function takeAnswerFault(faults: Faults): void {
  const { answerStatus } = faults;
  if (answerStatus === null) return;
  faults.answerStatus = null;
  throw refusalOf(answerStatus);
}
