import { type Disposable, disposeAll, Emitter } from '../emitter';
import { SharedMap } from './sharedMap';
import { isRecent } from './timestamps';
import { HEARTBEAT_MS, type WindowContext } from './windowContext';

/** The entry that holds the leader's window ID; the leader renews it with every heartbeat. */
const LEADER = 'leader';
/** The entry that holds the ID of the last window that asked whether the leader is alive; the leader answers by renewing its own entry. */
const INQUIRER = 'inquirer';

/** A leader that has not renewed its entry for so long has missed a heartbeat, or its renewal got lost. */
const RENEWAL_TIMEOUT_MS = 1.4 * HEARTBEAT_MS;
/** A leader that doesn't answer for so long is gone. */
const ANSWER_TIMEOUT_MS = 7_000;
/** How long the other windows have to make a claim of their own. */
const CLAIM_DELAY_MS = 1_000;
const MAX_CLAIM_JITTER_MS = 500;

/**
 * Elects one of the windows as the leader of an account: the window that polls it. A window that finds no leader when
 * it starts leads, at once if it has the focus. Later, a window that doubts that the leader is alive asks it; if there is no answer, it
 * makes a claim and leads unless another window's claim is later.
 */
export class Leadership implements Disposable {
  readonly #context: WindowContext;
  readonly #records: SharedMap<string>;
  readonly #changed = new Emitter();
  readonly #subscriptions: readonly Disposable[];
  #stage: 'following' | 'claiming' | 'leading' = 'following';
  /** As a leader: when it renewed its entry, and the time stamp of the last inquiry that it answered. */
  #renewedAt = Number.NEGATIVE_INFINITY;
  #answered = Number.NEGATIVE_INFINITY;
  /** As a follower: when it asked, and the time stamp of the leader's entry then. */
  #askedAt = Number.NEGATIVE_INFINITY;
  #doubted = Number.NEGATIVE_INFINITY;
  #timer: ReturnType<typeof setTimeout> | undefined;

  readonly onDidChange = this.#changed.event;

  /** `startDelayMs`: how long to wait for another window's entry before leading; 0 to lead at once if there is none. */
  constructor(context: WindowContext, accountId: string, startDelayMs = 0) {
    this.#context = context;
    this.#records = new SharedMap(context.memento, `bitrix24.leader:${accountId}`, value =>
      typeof value === 'string' ? value : undefined,
    );
    if (startDelayMs === 0 || this.#isOtherEntryFresh) {
      this.#start();
    } else {
      this.#stage = 'claiming';
      this.#timer = setTimeout(() => this.#start(), startDelayMs);
    }
    this.#subscriptions = [
      context.onDidTick(() => this.#update()),
      context.onDidHeartbeat(() => {
        if (this.#stage === 'leading') {
          this.#renew();
        }
      }),
    ];
  }

  /** False if the window was suspended for so long that another one may be the leader by now. */
  get isLeader(): boolean {
    return this.#stage === 'leading' && isRecent(this.#renewedAt, RENEWAL_TIMEOUT_MS, Date.now());
  }

  /** Whether another window is the leader and was seen to be alive. */
  get hasOtherLeader(): boolean {
    return this.#isOtherEntryFresh && this.#records.writtenAt(LEADER) !== this.#doubted;
  }

  /** Lets another window lead immediately. */
  dispose(): void {
    clearTimeout(this.#timer);
    disposeAll(this.#subscriptions);
    if (this.#stage !== 'following' && this.#records.get(LEADER) === this.#context.id) {
      this.#records.delete(LEADER);
      void this.#records.save();
    }
    this.#stage = 'following';
  }

  /** Removes what the windows share about the election; call it after {@link dispose}. */
  forget(): void {
    void this.#records.clear();
  }

  get #hasOtherEntry(): boolean {
    const leader = this.#records.get(LEADER);
    return leader !== undefined && leader !== this.#context.id;
  }

  get #isOtherEntryFresh(): boolean {
    return this.#hasOtherEntry && this.#records.isFresh(LEADER, RENEWAL_TIMEOUT_MS);
  }

  #start(): void {
    this.#records.merge();
    if (this.#isOtherEntryFresh) {
      this.#stage = 'following';
      this.#ask();
    } else {
      this.#renew();
      this.#enter('leading');
    }
  }

  #update(): void {
    const now = Date.now();
    const isAsking = isRecent(this.#askedAt, ANSWER_TIMEOUT_MS, now);
    if (this.#stage === 'leading' || isAsking) {
      this.#records.sync();
    } else {
      this.#records.merge();
    }
    if (this.#stage === 'leading') {
      if (this.hasOtherLeader) {
        this.#enter('following');
      } else if (!this.isLeader) {
        // The window was suspended, or the clock was set: whoever asked meanwhile was told that it is no leader.
        this.#renew();
        this.#changed.fire();
      } else if (
        this.#records.get(LEADER) !== this.#context.id ||
        this.#records.writtenAt(INQUIRER) !== this.#answered
      ) {
        this.#renew();
      }
    } else if (this.#stage === 'following') {
      const isDoubted = this.#records.writtenAt(LEADER) === this.#doubted;
      if (!this.#hasOtherEntry || (isDoubted && !isAsking)) {
        this.#claim();
      } else if (!isDoubted && !this.#records.isFresh(LEADER, RENEWAL_TIMEOUT_MS)) {
        this.#ask();
      }
    }
  }

  #ask(): void {
    this.#askedAt = Date.now();
    this.#doubted = this.#records.writtenAt(LEADER);
    this.#records.set(INQUIRER, this.#context.id);
    void this.#records.save();
  }

  #claim(): void {
    this.#stage = 'claiming';
    this.#renew();
    this.#timer = setTimeout(
      () => {
        this.#records.sync();
        this.#enter(this.#records.get(LEADER) === this.#context.id ? 'leading' : 'following');
      },
      CLAIM_DELAY_MS + MAX_CLAIM_JITTER_MS * this.#context.random(),
    );
  }

  #renew(): void {
    this.#records.set(LEADER, this.#context.id);
    this.#renewedAt = Date.now();
    this.#answered = this.#records.writtenAt(INQUIRER);
    void this.#records.save();
  }

  #enter(stage: 'following' | 'leading'): void {
    const before = this.#stage;
    this.#stage = stage;
    if ((before === 'leading') !== (stage === 'leading')) {
      this.#changed.fire();
    }
  }
}
