import { letGo } from '../hub/let-go.ts';

/** Work that was not done in its time. */
export class TooLate extends Error {
  override readonly name = 'TooLate';
}

/** Fails when work takes longer than its time; what it does later is nobody's. */
export async function inTime<Value>(ms: number, work: Promise<Value>): Promise<Value> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TooLate(`No reply within ${ms} ms.`)), ms);
    letGo(timer);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
