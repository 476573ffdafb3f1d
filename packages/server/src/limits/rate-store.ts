/** Where rates and places are counted. Keys are texts without meaning to the store. */
export interface RateStore {
  /**
   * Takes a token from a bucket that is filled up with `perMinute` tokens a minute and holds as many.
   *
   * @returns 0 when there was one, else the milliseconds until there is
   */
  takeToken(key: string, perMinute: number): Promise<number>;
  /**
   * Takes one of `max` places, or keeps the one that the holder has, for so many milliseconds.
   *
   * @returns whether the holder has it
   */
  takePlace(key: string, holder: string, max: number, leaseMs: number): Promise<boolean>;
  /** Gives a place back. */
  freePlace(key: string, holder: string): Promise<void>;
}
