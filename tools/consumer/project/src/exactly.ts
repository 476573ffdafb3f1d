type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? [] : [expected: B];

/**
 * Compiles only when the value has exactly the expected type: `any` is not enough, nor is a wider or narrower one.
 *
 * @example exactly<string>()(answer)
 */
export function exactly<Expected>() {
  return <Actual>(_value: Actual, ..._different: Same<Actual, Expected>): void => {};
}
