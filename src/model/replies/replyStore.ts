import { Emitter } from '../emitter';
import type { Failure } from '../portalFailure';
import { SharedMap } from '../windows/sharedMap';
import type { SharedMemento } from '../windows/sharedMemento';
import { isUnsent, parseStoredReply, type PendingReply, type RepliesState, type StoredReply } from './reply';

/** A reply whose holder has missed this many ticks is abandoned. */
const ABANDONED_TICKS = 5;
/** If its holder missed this many ticks before a reply was due, the holder had ended and can't have sent it. */
const MISSED_TICKS = 2;
/** How long sent replies are remembered. */
const ANSWERED_MS = 7 * 24 * 3_600_000;

/** The replies of an account, shared by all windows. Changes are published at once and saved to the shared memento. */
export class ReplyStore {
  readonly #replies: SharedMap<StoredReply>;
  readonly #reasons = new Map<string, Failure | 'gone'>();
  readonly #changed = new Emitter<RepliesState>();
  #state: RepliesState;

  readonly onDidChange = this.#changed.event;

  constructor(memento: SharedMemento, accountId: string) {
    this.#replies = new SharedMap(memento, repliesKey(accountId), parseStoredReply);
    this.#state = this.#buildState();
    this.#replies.onDidChange(() => this.#publish());
  }

  get state(): RepliesState {
    return this.#state;
  }

  /** Returns a reply after merging the other windows' changes. */
  get(key: string): StoredReply | undefined {
    this.#replies.sync();
    return this.#replies.get(key);
  }

  /** Resolves when the reply is saved to the shared memento. */
  put(key: string, reply: StoredReply): Promise<void> {
    this.#reasons.delete(key);
    this.#replies.set(key, reply);
    return this.#save();
  }

  /**
   * Moves a reply to another stage. Ignored unless `holder` holds it: it may have been discarded, sent or taken over
   * by another window. A reply that may have arrived becomes `unconfirmed` instead of `failed`.
   */
  move(key: string, holder: string, stage: PendingReply['stage'], why?: Failure | 'gone'): void {
    const reply = this.#heldBy(key, holder);
    if (reply !== undefined) {
      const mayHaveArrived = reply.mayHaveArrived || stage === 'unconfirmed';
      const known = stage === 'failed' && mayHaveArrived ? 'unconfirmed' : stage;
      this.#replies.set(key, { ...reply, stage: known, mayHaveArrived });
      if (why !== undefined) {
        this.#reasons.set(key, why);
      }
      void this.#save();
    }
  }

  remove(key: string): void {
    this.#replies.delete(key);
    void this.#save();
  }

  /** Removes an unsent reply and returns it; `undefined` if it is not unsent. */
  takeUnsent(key: string): StoredReply | undefined {
    const reply = this.get(key);
    if (reply === undefined || !isUnsent(reply)) return undefined;
    this.remove(key);
    return reply;
  }

  /** Renews the holder's claim to these replies, so that no window considers them abandoned. */
  touch(keys: readonly string[], holder: string, stage: PendingReply['stage']): void {
    for (const key of keys) {
      const reply = this.#heldBy(key, holder);
      if (reply !== undefined) {
        this.#replies.set(key, { ...reply, stage });
      }
    }
    this.#replies.sync();
  }

  /**
   * Turns abandoned replies of holders other than `holder` into unsent ones, and deletes replies sent long ago.
   * Holders renew their claims every `tickMs`.
   */
  releaseAbandoned(holder: string, tickMs: number): void {
    this.#replies.sync();
    for (const [key, reply] of this.#replies.entries) {
      const isUnderWay = reply.stage === 'waiting' || reply.stage === 'sending';
      if (isUnderWay && reply.holder !== holder && !this.#replies.isFresh(key, ABANDONED_TICKS * tickMs)) {
        const hasEnded = this.#replies.writtenAt(key) + MISSED_TICKS * tickMs < (reply.dueAt ?? 0);
        this.move(key, reply.holder, reply.stage === 'waiting' && hasEnded ? 'failed' : 'unconfirmed');
      } else if (reply.stage === 'sent' && !this.#replies.isFresh(key, ANSWERED_MS)) {
        this.remove(key);
      }
    }
  }

  #heldBy(key: string, holder: string): StoredReply | undefined {
    const reply = this.get(key);
    return reply?.holder === holder && reply.stage !== 'sent' ? reply : undefined;
  }

  #save(): Promise<void> {
    this.#publish();
    return this.#replies.save();
  }

  #publish(): void {
    this.#state = this.#buildState();
    this.#changed.fire(this.#state);
  }

  #buildState(): RepliesState {
    const { entries } = this.#replies;
    return {
      pending: entries.flatMap(
        ([key, { holder: _holder, mayHaveArrived: _mayHaveArrived, dueAt: _dueAt, stage, ...rest }]) => {
          const why = this.#reasons.get(key);
          return stage === 'sent' ? [] : [{ ...rest, key, stage, ...(why !== undefined && { reason: why }) }];
        },
      ),
      answered: new Set(entries.flatMap(([, { stage, notificationId }]) => (stage === 'sent' ? [notificationId] : []))),
    };
  }
}

/** Returns the key of the account's replies in the shared memento. */
export function repliesKey(accountId: string): string {
  return `bitrix24.replies:${accountId}`;
}
