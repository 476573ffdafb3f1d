/** Calls the newest of a prop's functions, and is itself the same for life. */
export class LatestAction {
  #action: ((text: string) => void) | undefined;

  readonly run = (text: string): void => this.#action?.(text);

  set(action: ((text: string) => void) | undefined): void {
    this.#action = action;
  }
}
