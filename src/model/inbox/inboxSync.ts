import type { CacheEntry } from '../cache';
import { type Disposable, disposeAll } from '../emitter';
import { hasRetryTimeAhead, isErrorCode, type Failure, isUnreachableReason } from '../portalFailure';
import { isTime, propertiesOf } from '../unknownValue';
import type { Leadership } from '../windows/leadership';
import { SharedMap } from '../windows/sharedMap';
import { isLater } from '../windows/timestamps';
import type { WindowContext } from '../windows/windowContext';
import type { Inbox } from './inbox';
import { type FetchResult, type InboxSnapshot, truncateSnapshot } from './inboxSnapshot';

/** The result of polling an account, shared with the other windows; its timestamp is when the portal was polled. */
interface PollStatus {
  /** When the cached list was requested, in milliseconds since the epoch; 0 if there is none. */
  readonly listAt: number;
  readonly failure?: Failure;
}

/** Whether a text read from the shared state is an origin that the account's portal may have moved to. */
export type IsMovedOrigin = (text: string) => boolean;

interface InboxSyncOptions {
  readonly accountId: string;
  readonly inbox: Pick<Inbox, 'restore' | 'applyRemote' | 'lastSnapshot' | 'onDidFetch'>;
  readonly context: Pick<WindowContext, 'memento' | 'onDidTick'>;
  readonly leadership: Pick<Leadership, 'hasOtherLeader'>;
  readonly cache: { readonly list: CacheEntry<InboxSnapshot>; remove(): Promise<void> };
  readonly isMovedOrigin?: IsMovedOrigin | undefined;
}

/** The entry that holds the status of the last poll; its time stamp is when the portal was asked. */
const LAST_POLL = 'last';

/** Publishes what this window fetches to the other windows, and applies what they publish. */
export class InboxSync implements Disposable {
  readonly #inbox: InboxSyncOptions['inbox'];
  readonly #leadership: InboxSyncOptions['leadership'];
  readonly #cache: InboxSyncOptions['cache'];
  readonly #status: SharedMap<PollStatus>;
  readonly #subscriptions: readonly Disposable[];
  #queue: Promise<void> = Promise.resolve();
  #isBusy = false;
  /** When the latest result known to this window was requested from the portal. */
  #knownAt = Number.NEGATIVE_INFINITY;
  /** Whether the status published before startup may come from a window that no longer exists. */
  #isDoubtful = false;
  #isDisposed = false;

  constructor({ accountId, inbox, context, leadership, cache, isMovedOrigin }: InboxSyncOptions) {
    this.#inbox = inbox;
    this.#leadership = leadership;
    this.#cache = cache;
    this.#status = new SharedMap(context.memento, `bitrix24.polled:${accountId}`, value =>
      parsePollStatus(value, isMovedOrigin),
    );
    this.#subscriptions = [
      inbox.onDidFetch(result => this.#enqueue(() => this.#publish(result))),
      context.onDidTick(() => {
        if (!this.#isBusy) {
          this.#enqueue(() => this.#receive());
        }
      }),
    ];
    this.#enqueue(() => this.#start());
  }

  /** When any window last polled the portal, as far as the windows share it; milliseconds since the epoch. */
  get lastPollAt(): number {
    return this.#status.writtenAt(LAST_POLL);
  }

  dispose(): void {
    this.#isDisposed = true;
    disposeAll(this.#subscriptions);
  }

  /** Deletes the shared and cached data of an account that is no longer connected. */
  forget(): Promise<void> {
    this.#queue = this.#queue
      .then(() => {
        void this.#status.clear();
        return this.#cache.remove();
      })
      .catch(() => undefined);
    return this.#queue;
  }

  /** Runs actions one at a time, none after disposal. A list that can't be cached isn't published. */
  #enqueue(act: () => Promise<void>): void {
    this.#isBusy = true;
    const turn = this.#queue.then(() => (this.#isDisposed ? undefined : act())).catch(() => undefined);
    this.#queue = turn;
    void turn.then(() => {
      this.#isBusy = this.#queue !== turn;
    });
  }

  /**
   * Restores the list cached in the last session. A status published earlier is ignored until another window is seen
   * to be alive, unless the portal has asked to wait.
   */
  async #start(): Promise<void> {
    const list = await this.#cache.list.read();
    if (list !== undefined && !this.#isDisposed) {
      this.#inbox.restore(list);
    }
    const status = this.#status.get(LAST_POLL);
    if (status !== undefined && !hasRetryTimeAhead(status.failure, Date.now())) {
      this.#knownAt = this.#status.writtenAt(LAST_POLL);
      this.#isDoubtful = true;
    }
    await this.#receive();
  }

  async #publish(result: FetchResult): Promise<void> {
    const { askedAt } = result;
    this.#status.merge();
    if (isLater(this.#status.writtenAt(LAST_POLL), askedAt, Date.now())) return;
    const snapshot = result.kind === 'list' ? result.snapshot : this.#inbox.lastSnapshot;
    const isCached =
      result.kind === 'failure' ||
      (result.kind === 'same' && (await this.#cache.list.read())?.askedAt === snapshot?.askedAt);
    if (snapshot !== undefined && !isCached) {
      await this.#cache.list.write(truncateSnapshot(snapshot));
    }
    const failure = result.kind === 'failure' ? { failure: result.failure } : {};
    this.#knownAt = askedAt;
    this.#isDoubtful = false;
    this.#status.set(LAST_POLL, { listAt: snapshot?.askedAt ?? 0, ...failure }, askedAt);
    void this.#status.save();
  }

  async #receive(): Promise<void> {
    this.#status.sync();
    if (this.#isDoubtful && this.#leadership.hasOtherLeader) {
      this.#isDoubtful = false;
      this.#knownAt = Number.NEGATIVE_INFINITY;
    }
    const status = this.#status.get(LAST_POLL);
    const askedAt = this.#status.writtenAt(LAST_POLL);
    const now = Date.now();
    if (status === undefined || !isLater(askedAt, this.#knownAt, now)) return;
    const isListNewer = (): boolean =>
      isLater(status.listAt, this.#inbox.lastSnapshot?.askedAt ?? Number.NEGATIVE_INFINITY, now);
    if (isListNewer()) {
      const snapshot = await this.#cache.list.read();
      if (snapshot !== undefined && !this.#isDisposed && !isLater(status.listAt, snapshot.askedAt, now)) {
        this.#inbox.applyRemote({ kind: 'list', askedAt: snapshot.askedAt, snapshot });
      }
    }
    if (this.#isDisposed) return;
    if (status.failure !== undefined) {
      this.#inbox.applyRemote({ kind: 'failure', askedAt, failure: status.failure });
    } else if (isListNewer()) {
      // The other window's list isn't in the cache yet, or a write by this window makes it out of date.
      return;
    } else {
      this.#inbox.applyRemote({ kind: 'same', askedAt });
    }
    this.#knownAt = askedAt;
  }
}

/** Returns `undefined` for a value that no window of this version can have written. */
export function parsePollStatus(value: unknown, isMovedOrigin: IsMovedOrigin = () => false): PollStatus | undefined {
  const { listAt, failure } = propertiesOf(value);
  if (typeof listAt !== 'number') return undefined;
  const known = parseFailure(failure, isMovedOrigin);
  if (known !== undefined) return { listAt, failure: known };
  return failure === undefined ? { listAt } : undefined;
}

function parseFailure(value: unknown, isMovedOrigin: IsMovedOrigin): Failure | undefined {
  const { kind, code, retryAt, scope, reason, movedTo, missingMethod } = propertiesOf(value);
  if (kind === 'malformed') return { kind, ...((reason === 'empty' || reason === 'extraText') && { reason }) };
  if (kind === 'unreachable') {
    const isKnown = reason === 'moved' && typeof movedTo === 'string' && isMovedOrigin(movedTo);
    return isUnreachableReason(reason) ? { kind, reason, ...(isKnown && { movedTo }) } : undefined;
  }
  if (!isErrorCode(code)) return undefined;
  switch (kind) {
    case 'rateLimited':
      return { kind, code, ...(isTime(retryAt) && { retryAt }) };
    case 'forbidden':
      return { kind, code, ...(isErrorCode(scope) && { scope }) };
    case 'refused':
      return { kind, code, ...(isMethodName(missingMethod) && { missingMethod }) };
    case 'blocked':
    case 'unauthorized':
    case 'brokeDown':
      return { kind, code };
    default:
      return undefined;
  }
}

/** It is displayed: only letters and dots, as in `im.notify.get`. */
function isMethodName(value: unknown): value is string {
  return typeof value === 'string' && /^[a-z.]{1,64}$/i.test(value);
}
