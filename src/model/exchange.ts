import type { Bulletin } from './bulletin';
import type { Disposable } from './emitter';
import type { Inbox } from './inbox';
import type { Kept } from './kept';
import type { Turn } from './lease';
import { isAfter } from './moments';
import { mustWait } from './portalFailure';
import type { Pulse } from './pulse';
import { shortened } from './report';
import type { Report } from './report';
import type { Tidings } from './tidings';

export interface ExchangeNeeds {
  readonly inbox: Pick<Inbox, 'keep' | 'hear' | 'told' | 'onDidLearn'>;
  readonly board: Bulletin<Tidings>;
  readonly kept: Kept;
  readonly turn: Pick<Turn, 'isOthers'>;
  readonly pulse: Pick<Pulse, 'onDidBeat'>;
}

/** Tells the other windows what this one learns from the portal, and this one what they do. */
export class Exchange implements Disposable {
  readonly #needs: ExchangeNeeds;
  readonly #subscriptions: readonly Disposable[];
  #last: Promise<void> = Promise.resolve();
  #isBusy = false;
  /** When the portal was asked of which this window knows by now. */
  #heardAt = Number.NEGATIVE_INFINITY;
  /** What was posted before the start may be said by nobody any more. */
  #isDoubtful = false;
  #isDisposed = false;

  constructor(needs: ExchangeNeeds) {
    this.#needs = needs;
    this.#subscriptions = [
      needs.inbox.onDidLearn(report => {
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

  /** The account is no longer connected: nothing of it stays. */
  forget(): Promise<void> {
    this.#last = this.#last
      .then(() => {
        this.#needs.board.clear();
        return this.#needs.kept.remove();
      })
      .catch(() => undefined);
    return this.#last;
  }

  /** One thing after the other, none after the end. What can't be kept is not told. */
  #enqueue(act: () => Promise<void>): void {
    this.#isBusy = true;
    const turn = this.#last.then(() => (this.#isDisposed ? undefined : act())).catch(() => undefined);
    this.#last = turn;
    void turn.then(() => {
      this.#isBusy = this.#last !== turn;
    });
  }

  /** What is kept is from the last time, until a window is seen to be alive; but where the portal has asked to wait, it has. */
  async #begin(): Promise<void> {
    const { inbox, board, kept } = this.#needs;
    const list = await kept.list.read();
    if (list !== undefined && !this.#isDisposed) {
      inbox.keep(list);
    }
    const { newest } = board;
    if (newest !== undefined && !mustWait(newest.value.failure, Date.now())) {
      this.#heardAt = newest.at;
      this.#isDoubtful = true;
    }
    await this.#listen();
  }

  async #tell(report: Report): Promise<void> {
    const { inbox, board, kept } = this.#needs;
    if (board.newest !== undefined && isAfter(board.newest.at, report.askedAt, Date.now())) {
      return;
    }
    const told = report.kind === 'list' ? report.snapshot : inbox.told;
    const isKept =
      report.kind === 'failure' ||
      (report.kind === 'same' && (await kept.list.read())?.askedAt === told?.askedAt);
    if (told !== undefined && !isKept) {
      await kept.list.write(shortened(told));
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
    if (newest === undefined || !isAfter(newest.at, this.#heardAt, now)) {
      return;
    }
    const { at: askedAt, value } = newest;
    const isUnknown = (): boolean =>
      isAfter(value.listAt, inbox.told?.askedAt ?? Number.NEGATIVE_INFINITY, now);
    if (isUnknown()) {
      const snapshot = await kept.list.read();
      if (snapshot !== undefined && !this.#isDisposed && !isAfter(value.listAt, snapshot.askedAt, now)) {
        inbox.hear({ kind: 'list', askedAt: snapshot.askedAt, snapshot });
      }
    }
    if (this.#isDisposed) {
      return;
    }
    if (value.failure !== undefined) {
      inbox.hear({ kind: 'failure', askedAt, failure: value.failure });
    } else if (isUnknown()) {
      // What another window has kept is not there yet, or is overtaken by a write of this window.
      return;
    } else {
      inbox.hear({ kind: 'same', askedAt });
    }
    this.#heardAt = askedAt;
  }
}
