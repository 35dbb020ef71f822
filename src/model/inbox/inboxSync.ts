import type { CacheEntry } from '../cache';
import type { Disposable } from '../emitter';
import { asksToWait } from '../portalFailure';
import type { Turn } from '../windows/leadership';
import type { Bulletin } from '../windows/sharedMap';
import { isLater } from '../windows/timestamps';
import type { Pulse } from '../windows/windowContext';
import type { Inbox } from './inbox';
import { truncateSnapshot } from './inboxSnapshot';
import type { FetchResult, InboxSnapshot } from './inboxSnapshot';
import type { PollStatus } from './pollStatus';

export interface InboxSyncOptions {
  readonly inbox: Pick<Inbox, 'restore' | 'applyRemote' | 'lastSnapshot' | 'onDidFetch'>;
  readonly board: Bulletin<PollStatus>;
  readonly kept: { readonly list: CacheEntry<InboxSnapshot>; remove(): Promise<void> };
  readonly turn: Pick<Turn, 'isOthers'>;
  readonly pulse: Pick<Pulse, 'onDidBeat'>;
}

/** Publishes what this window fetches to the other windows, and applies what they publish. */
export class InboxSync implements Disposable {
  readonly #needs: InboxSyncOptions;
  readonly #subscriptions: readonly Disposable[];
  #last: Promise<void> = Promise.resolve();
  #isBusy = false;
  /** When the portal was asked for the latest result that this window knows. */
  #heardAt = Number.NEGATIVE_INFINITY;
  /** Whether the status published before startup may come from a window that no longer exists. */
  #isDoubtful = false;
  #isDisposed = false;

  constructor(needs: InboxSyncOptions) {
    this.#needs = needs;
    this.#subscriptions = [
      needs.inbox.onDidFetch(report => {
        this.#enqueue(() => this.#tell(report));
      }),
      needs.pulse.onDidBeat(() => {
        if (!this.#isBusy) {
          this.#enqueue(() => this.#listen());
        }
      }),
    ];
    this.#enqueue(() => this.#begin());
  }

  dispose(): void {
    this.#isDisposed = true;
    for (const each of this.#subscriptions) {
      each.dispose();
    }
    this.#needs.board.dispose();
  }

  /** Deletes the shared and cached data of an account that is no longer connected. */
  forget(): Promise<void> {
    this.#last = this.#last
      .then(() => {
        this.#needs.board.clear();
        return this.#needs.kept.remove();
      })
      .catch(() => undefined);
    return this.#last;
  }

  /** Runs actions one at a time, none after disposal. A list that can't be cached isn't published. */
  #enqueue(act: () => Promise<void>): void {
    this.#isBusy = true;
    const turn = this.#last.then(() => (this.#isDisposed ? undefined : act())).catch(() => undefined);
    this.#last = turn;
    void turn.then(() => {
      this.#isBusy = this.#last !== turn;
    });
  }

  /**
   * Restores the list cached in the last session. A status published earlier is ignored until another window is seen
   * to be alive, unless the portal has asked to wait.
   */
  async #begin(): Promise<void> {
    const { inbox, board, kept } = this.#needs;
    const list = await kept.list.read();
    if (list !== undefined && !this.#isDisposed) {
      inbox.restore(list);
    }
    const { newest } = board;
    if (newest !== undefined && !asksToWait(newest.value.failure, Date.now())) {
      this.#heardAt = newest.at;
      this.#isDoubtful = true;
    }
    await this.#listen();
  }

  async #tell(report: FetchResult): Promise<void> {
    const { inbox, board, kept } = this.#needs;
    if (board.newest !== undefined && isLater(board.newest.at, report.askedAt, Date.now())) {
      return;
    }
    const told = report.kind === 'list' ? report.snapshot : inbox.lastSnapshot;
    const isKept =
      report.kind === 'failure' ||
      (report.kind === 'same' && (await kept.list.read())?.askedAt === told?.askedAt);
    if (told !== undefined && !isKept) {
      await kept.list.write(truncateSnapshot(told));
    }
    const failure = report.kind === 'failure' ? { failure: report.failure } : {};
    this.#heardAt = report.askedAt;
    this.#isDoubtful = false;
    board.post({ listAt: told?.askedAt ?? 0, ...failure }, report.askedAt);
  }

  async #listen(): Promise<void> {
    const { inbox, board, kept, turn } = this.#needs;
    if (this.#isDoubtful && turn.isOthers) {
      this.#isDoubtful = false;
      this.#heardAt = Number.NEGATIVE_INFINITY;
    }
    const { newest } = board;
    const now = Date.now();
    if (newest === undefined || !isLater(newest.at, this.#heardAt, now)) {
      return;
    }
    const { at: askedAt, value } = newest;
    const isUnknown = (): boolean =>
      isLater(value.listAt, inbox.lastSnapshot?.askedAt ?? Number.NEGATIVE_INFINITY, now);
    if (isUnknown()) {
      const snapshot = await kept.list.read();
      if (snapshot !== undefined && !this.#isDisposed && !isLater(value.listAt, snapshot.askedAt, now)) {
        inbox.applyRemote({ kind: 'list', askedAt: snapshot.askedAt, snapshot });
      }
    }
    if (this.#isDisposed) {
      return;
    }
    if (value.failure !== undefined) {
      inbox.applyRemote({ kind: 'failure', askedAt, failure: value.failure });
    } else if (isUnknown()) {
      // The other window's list isn't in the cache yet, or a write by this window makes it out of date.
      return;
    } else {
      inbox.applyRemote({ kind: 'same', askedAt });
    }
    this.#heardAt = askedAt;
  }
}
