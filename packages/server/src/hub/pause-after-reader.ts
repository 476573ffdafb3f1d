/** Milliseconds between the end of one reader of a run and the next: some versions of Dify mix them up otherwise. */
const readerPause = 1500;

/** Waits until Dify takes another reader of a run whose last one left at a time. */
export async function pauseAfterReader(leftAt: number): Promise<void> {
  const waitMs = leftAt + readerPause - Date.now();
  if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
}
