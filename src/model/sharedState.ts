/**
 * Values that every window of this VS Code sees, sooner or later; JSON, and no secret: they lie in a file.
 * VS Code's `globalState` is one.
 */
export interface SharedState {
  keys(): readonly string[];
  get(key: string): unknown;
  /**
   * `undefined` removes it. Of windows that write within the same few seconds one may win with everything it knew, also
   * of other keys: what must not get lost is looked after and written again.
   */
  update(key: string, value: unknown): PromiseLike<void>;
}

/** Writes what is written again anyway where it could not be kept. */
export function put(state: SharedState, key: string, value: unknown): void {
  state.update(key, value).then(undefined, () => undefined);
}
