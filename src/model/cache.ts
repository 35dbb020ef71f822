/** One value cached outside VS Code's state, for the other windows and the next start. */
export interface CacheEntry<T> {
  /** Resolves with `undefined` if there is no readable value. Never rejects. */
  read(): Promise<T | undefined>;
  write(value: T): Promise<void>;
}
