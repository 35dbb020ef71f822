import type { InboxSnapshot } from './inbox/inboxSnapshot';

/** The cached data of an account, for the other windows and the next start. */
export interface AccountCache {
  readonly list: CacheEntry<InboxSnapshot>;
  readonly typeNames: CacheEntry<CachedTypeNames>;
  remove(): Promise<void>;
}

export interface CacheEntry<T> {
  /** Resolves with `undefined` if there is no readable value. Never rejects. */
  read(): Promise<T | undefined>;
  write(value: T): Promise<void>;
}

/** The portal's names for notification types. */
export interface CachedTypeNames {
  /** When they were requested, in milliseconds since the epoch. */
  readonly askedAt: number;
  readonly names: ReadonlyMap<string, string>;
}
