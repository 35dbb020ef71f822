import type { CacheEntry } from '../cache';
import { Emitter } from '../emitter';
import { failureOrRethrow } from '../portalFailure';
import { isRecent } from '../windows/timestamps';

/** `im.notify.schema.get`. Rejects only with a `PortalFailure`. */
export interface TypeNamesApi {
  /** Returns type names by `module|event` and module names by module id, in the portal's language. */
  getTypeNames(): Promise<ReadonlyMap<string, string>>;
}

/** The portal's names for notification types. */
export interface CachedTypeNames {
  /** When they were requested, in milliseconds since the epoch. */
  readonly askedAt: number;
  readonly names: ReadonlyMap<string, string>;
}

/** How long cached names are used; they hardly ever change. */
const MAX_CACHE_AGE_MS = 24 * 3_600_000;

/** The portal's names of notification types, fetched once, and not at all if cached within the last 24 hours. */
export class TypeNames {
  readonly #api: TypeNamesApi;
  readonly #cache: CacheEntry<CachedTypeNames>;
  readonly #changed = new Emitter();
  #names: ReadonlyMap<string, string> = new Map();
  #loading: Promise<void> | undefined;

  readonly onDidChange = this.#changed.event;

  constructor(api: TypeNamesApi, cache: CacheEntry<CachedTypeNames>) {
    this.#api = api;
    this.#cache = cache;
  }

  /** All known names: of types by `module|event`, of modules by id. */
  get all(): ReadonlyMap<string, string> {
    return this.#names;
  }

  /** Returns the type's name, or else its module's name; empty if neither is known: an id is not for people. */
  readonly nameOf = (typeId: string): string =>
    this.#names.get(typeId) ?? this.#names.get(typeId.split('|', 1)[0] ?? '') ?? '';

  /** Loads the names, unless the portal has answered before. Never rejects with a `PortalFailure`. */
  load(): Promise<void> {
    this.#loading ??= this.#load();
    return this.#loading;
  }

  /** Restores the cached names; resolves with when they were fetched, in milliseconds since the epoch. */
  async restore(): Promise<number | undefined> {
    const cached = await this.#cache.read();
    if (cached !== undefined) {
      this.#set(cached.names);
    }
    return cached?.askedAt;
  }

  #set(names: ReadonlyMap<string, string>): void {
    this.#names = names;
    this.#changed.fire();
  }

  async #load(): Promise<void> {
    const cachedAt = await this.restore();
    if (cachedAt !== undefined && isRecent(cachedAt, MAX_CACHE_AGE_MS, Date.now())) return;
    try {
      const askedAt = Date.now();
      const names = await this.#api.getTypeNames();
      this.#set(names);
      await this.#cache.write({ askedAt, names }).catch(() => undefined);
    } catch (error) {
      const { kind } = failureOrRethrow(error);
      if (kind === 'unreachable' || kind === 'rateLimited') {
        this.#loading = undefined;
      }
    }
  }
}
