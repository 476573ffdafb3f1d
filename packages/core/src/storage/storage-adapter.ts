/** A value, or a promise of it. */
export type MaybePromise<Value> = Value | PromiseLike<Value>;

/**
 * A place for small texts by key. May answer at once or by promise, and may throw or reject: whoever uses it goes on in
 * memory then, and says so once.
 */
export interface StorageAdapter {
  /** @returns the text, or `null` when there is none */
  get(key: string): MaybePromise<string | null>;
  /** Keeps a text in the place of the one before. */
  set(key: string, value: string): MaybePromise<void>;
  /** Removing what is not there is no error. */
  remove(key: string): MaybePromise<void>;
  /** Every key, those of others too. */
  keys(): MaybePromise<readonly string[]>;
}

/** An adapter that answers at once: what it holds is there when the page begins to draw. */
export interface SyncStorageAdapter extends StorageAdapter {
  /** @returns the text, or `null` when there is none */
  get(key: string): string | null;
  /** Keeps a text in the place of the one before. */
  set(key: string, value: string): void;
  /** Removing what is not there is no error. */
  remove(key: string): void;
  /** Every key, those of others too. */
  keys(): readonly string[];
}
