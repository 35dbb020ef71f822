import { Emitter } from './emitter';
import type { Failure } from './portalFailure';
import { isLeft, readKeptReply } from './reply';
import type { KeptReply, RepliesState, Reply } from './reply';
import { SharedMap } from './sharedMap';
import type { SharedState } from './sharedState';

/** After so many times that its holder has not spoken nobody looks after a reply. */
const ABANDONED_TICKS = 5;
/** Where it has not spoken so often before it would have sent a reply, it was not there any more to do so. */
const MISSED_TICKS = 2;
/** That a reply was sent is known for so long. */
const ANSWERED_MS = 7 * 24 * 3_600_000;

/** The replies of an account as all windows know them. Every change is drawn at once and on its way to the shared state. */
export class ReplyBook {
  readonly #kept: SharedMap<KeptReply>;
  readonly #reasons = new Map<string, Failure | 'gone'>();
  readonly #changed = new Emitter<RepliesState>();
  #state: RepliesState;

  readonly onDidChange = this.#changed.event;

  constructor(shared: SharedState, accountId: string) {
    this.#kept = new SharedMap(shared, repliesKey(accountId), readKeptReply);
    this.#state = this.#drawn();
    this.#kept.onDidChange(() => {
      this.#publish();
    });
  }

  get state(): RepliesState {
    return this.#state;
  }

  /** As other windows know it too. */
  get(key: string): KeptReply | undefined {
    this.#kept.sync();
    return this.#kept.get(key);
  }

  /** Resolves when it lies in the shared state. */
  put(key: string, reply: KeptReply): Promise<void> {
    this.#reasons.delete(key);
    this.#kept.set(key, reply);
    return this.#save();
  }

  /**
   * Its holder alone moves a reply: not one that was discarded, sent, or taken over by another window meanwhile. Of one
   * that may have arrived once it is never said again that it did not.
   */
  move(key: string, holder: string, stage: Reply['stage'], why?: Failure | 'gone'): void {
    const reply = this.#heldBy(key, holder);
    if (reply !== undefined) {
      const mayHaveArrived = reply.mayHaveArrived || stage === 'unconfirmed';
      const known = stage === 'failed' && mayHaveArrived ? 'unconfirmed' : stage;
      this.#kept.set(key, { ...reply, stage: known, mayHaveArrived });
      if (why !== undefined) {
        this.#reasons.set(key, why);
      }
      void this.#save();
    }
  }

  remove(key: string): void {
    this.#kept.delete(key);
    void this.#save();
  }

  /** Removes one that is left, and gives it. */
  takeLeft(key: string): KeptReply | undefined {
    const reply = this.get(key);
    if (reply === undefined || !isLeft(reply)) {
      return undefined;
    }
    this.remove(key);
    return reply;
  }

  /** Tells the other windows that somebody looks after these. */
  touch(keys: readonly string[], holder: string, stage: Reply['stage']): void {
    for (const key of keys) {
      const reply = this.#heldBy(key, holder);
      if (reply !== undefined) {
        this.#kept.set(key, { ...reply, stage });
      }
    }
    this.#kept.sync();
  }

  /**
   * Leaves to a person what nobody but `holder` looks after, and forgets what was sent long ago. Who looks after one
   * says so every `tickMs`.
   */
  clear(holder: string, tickMs: number): void {
    this.#kept.sync();
    for (const [key, reply] of this.#kept.entries) {
      const isUnderWay = reply.stage === 'waiting' || reply.stage === 'sending';
      if (isUnderWay && reply.holder !== holder && !this.#kept.isFresh(key, ABANDONED_TICKS * tickMs)) {
        const hasEnded = this.#kept.writtenAt(key) + MISSED_TICKS * tickMs < (reply.dueAt ?? 0);
        this.move(key, reply.holder, reply.stage === 'waiting' && hasEnded ? 'failed' : 'unconfirmed');
      } else if (reply.stage === 'sent' && !this.#kept.isFresh(key, ANSWERED_MS)) {
        this.remove(key);
      }
    }
  }

  #heldBy(key: string, holder: string): KeptReply | undefined {
    const reply = this.get(key);
    return reply?.holder === holder && reply.stage !== 'sent' ? reply : undefined;
  }

  #save(): Promise<void> {
    this.#publish();
    return this.#kept.save();
  }

  #publish(): void {
    this.#state = this.#drawn();
    this.#changed.fire(this.#state);
  }

  #drawn(): RepliesState {
    const { entries } = this.#kept;
    return {
      unsent: entries.flatMap(
        ([key, { holder: _holder, mayHaveArrived: _mayHaveArrived, dueAt: _dueAt, stage, ...rest }]) => {
          const why = this.#reasons.get(key);
          return stage === 'sent' ? [] : [{ ...rest, key, stage, ...(why !== undefined && { why }) }];
        },
      ),
      answered: new Set(
        entries.flatMap(([, { stage, notificationId }]) => (stage === 'sent' ? [notificationId] : [])),
      ),
    };
  }
}

/** Under it they lie in the shared state. */
export function repliesKey(accountId: string): string {
  return `bitrix24.replies:${accountId}`;
}
