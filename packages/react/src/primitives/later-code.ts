/** Code that comes when it is wanted. */
export interface LaterCode<Code> {
  /** What has come; `undefined` before. */
  current(): Code | undefined;
  /** Asks for it once; does nothing when it is there or on its way. Never rejects. */
  preload(): Promise<void>;
  /**
   * Asks for it until it comes, also where the network fails in between.
   *
   * @returns a function that gives it up
   */
  whenLoaded(done: (code: Code) => void): () => void;
}

/** How long until code is asked for again when it did not come, in milliseconds; the last one from then on. */
const againMs = [500, 2000, 8000] as const;

/** Code by its import. */
export function laterCode<Code>(fetchCode: () => Promise<Code>): LaterCode<Code> {
  let loaded: { readonly code: Code } | undefined;
  let loading: Promise<Code> | undefined;

  async function load(): Promise<Code> {
    loading ??= fetchCode();
    try {
      const code = await loading;
      loaded = { code };
      return code;
    } catch (error) {
      loading = undefined;
      throw error;
    }
  }

  return {
    current: () => loaded?.code,
    async preload() {
      await load().catch(() => undefined);
    },
    whenLoaded(done) {
      let isWanted = true;
      let timer: ReturnType<typeof setTimeout> | undefined;
      const attempt = (count: number): void => {
        load().then(
          (code) => isWanted && done(code),
          () => {
            if (isWanted) timer = setTimeout(() => attempt(count + 1), againMs[Math.min(count, againMs.length - 1)]);
          },
        );
      };
      attempt(0);
      return () => {
        isWanted = false;
        clearTimeout(timer);
      };
    },
  };
}
