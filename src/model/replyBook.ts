import { Emitter } from './emitter';
import type { Failure } from './portalFailure';
import { readKeptReply } from './reply';
import type { KeptReply, RepliesState, Reply } from './reply';
import { SharedMap } from './sharedMap';
import type { SharedState } from './sharedState';

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
    this.#kept = new SharedMap(shared, `bitrix24.replies:${accountId}`, readKeptReply);
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

  remove(...keys: readonly string[]): void {
    for (const key of keys) {
      this.#kept.delete(key);
    }
    void this.#save();
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

  /** Leaves to a person what nobody but `holder` looks after, and forgets what was sent long ago. */
  clear(holder: string, abandonedMs: number): void {
    this.#kept.sync();
    for (const [key, reply] of this.#kept.entries) {
      const isUnderWay = reply.stage === 'waiting' || reply.stage === 'sending';
      if (isUnderWay && reply.holder !== holder && !this.#kept.isFresh(key, abandonedMs)) {
        this.move(key, reply.holder, reply.stage === 'sending' ? 'unconfirmed' : 'failed');
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
        ([key, { holder: _holder, mayHaveArrived: _mayHaveArrived, stage, ...rest }]) => {
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
