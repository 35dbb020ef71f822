import { LONGEST_BLOCK_MS } from '../model/portalFailure';
import type { Failure } from '../model/portalFailure';
import type { SharedState } from '../model/sharedState';
import { isMap } from './decode/schemas';
import { backOff } from './retries';

export interface LimitsOptions {
  /** Where all windows see what one was told. */
  readonly shared?: Pick<SharedState, 'get' | 'update'>;
  /** Under which name. */
  readonly key?: string;
  readonly firstPauseMs?: number;
}

/** Moments in milliseconds since the epoch, by the method that has to wait for them. */
type Moments = Readonly<Record<string, unknown>>;

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 60_000;

/** A call waits for the end of a pause that is near; of a longer one it is told when it ends. */
const PATIENCE_MS = 10_000;

/** Stands among the methods for all of them. */
const ALL = '*';

/**
 * How long the portal wants to be left alone by an account: with everything for a while after one call too many
 * (`QUERY_LIMIT_EXCEEDED`), with one method until the moment it named (`OPERATION_TIME_LIMIT`).
 */
export class Limits {
  readonly #key: string;
  readonly #firstPauseMs: number;
  #shared: LimitsOptions['shared'];
  /** Kept here too: what is shared gets lost where two windows write at once. */
  #own: Moments = {};
  #pausesInARow = 0;

  constructor({ shared, key = '', firstPauseMs = FIRST_PAUSE_MS }: LimitsOptions = {}) {
    this.#shared = shared;
    this.#key = key;
    this.#firstPauseMs = firstPauseMs;
  }

  /** How long nothing may be asked. */
  pauseMs(now: number): number {
    return Math.max(0, this.#until(ALL, now) - now);
  }

  /** Why a call of that method is not worth waiting, in the portal's own words. */
  refusal(method: string, now: number): Failure | undefined {
    const blockedUntil = this.#until(method, now);
    if (blockedUntil > now) {
      return { kind: 'rateLimited', code: 'OPERATION_TIME_LIMIT', retryAt: blockedUntil };
    }
    return this.pauseMs(now) > PATIENCE_MS
      ? { kind: 'rateLimited', code: 'QUERY_LIMIT_EXCEEDED', retryAt: this.#until(ALL, now) }
      : undefined;
  }

  /** Learns from an answer of the portal; `failure`: the error that it tells of. */
  learn(method: string, failure?: Failure): void {
    const now = Date.now();
    if (failure?.kind === 'rateLimited' && failure.retryAt !== undefined) {
      this.#keep(method, failure.retryAt, now);
    } else if (this.pauseMs(now) > 0) {
      // The answer to what went out before the pause: it tells nothing of how things are after it.
    } else if (failure?.kind === 'rateLimited') {
      this.#pausesInARow++;
      this.#keep(ALL, now + backOff(this.#firstPauseMs, this.#pausesInARow, LONGEST_PAUSE_MS), now);
    } else {
      this.#pausesInARow = 0;
    }
  }

  /** The account is not connected any more, or in another way: what was said of it says nothing now. */
  forget(): void {
    if (this.#shared?.get(this.#key) !== undefined) {
      this.#share(undefined);
    }
    this.#shared = undefined;
    this.#own = {};
  }

  #until(method: string, now: number): number {
    return Math.max(...[this.#own, this.#others()].map(moments => ahead(moments, method, now)));
  }

  /** Writes seldom, as each writing may cost another window its own: what is past goes with the next one. */
  #keep(method: string, until: number, now: number): void {
    const methods = Object.keys({ ...this.#others(), ...this.#own });
    const others = methods.map(each => [each, this.#until(each, now)] as const);
    this.#own = Object.fromEntries([...others.filter(([, moment]) => moment > now), [method, until]]);
    this.#share(this.#own);
  }

  #others(): Moments {
    const moments = this.#shared?.get(this.#key);
    return isMap(moments) ? moments : {};
  }

  #share(moments: Moments | undefined): void {
    // What can't be shared is still known here.
    void this.#shared?.update(this.#key, moments).then(undefined, () => undefined);
  }
}

/** 0 for a moment that is past, or so far away that the clock must have been wrong, then or now. */
function ahead(moments: Moments, method: string, now: number): number {
  const moment = moments[method];
  const farthest = now + (method === ALL ? LONGEST_PAUSE_MS : LONGEST_BLOCK_MS);
  return typeof moment === 'number' && moment > now && moment <= farthest ? moment : 0;
}
