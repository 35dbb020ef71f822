import { type Disposable, disposeAll, Emitter, type Event } from '../emitter';
import type { Leadership } from '../windows/leadership';
import { SharedMap } from '../windows/sharedMap';
import type { WindowContext } from '../windows/windowContext';

/** A connection by which the portal tells at once that something may have changed. Nothing of what it says is data. */
export interface PushChannel extends Disposable {
  /** Whether the last request to the push server was answered. */
  readonly isLive: boolean;
  /** Whether the portal offers this credential no channel. */
  readonly isRefused: boolean;
  /** Fires when something may have changed: time to ask the portal. */
  readonly onDidHint: Event<void>;
  /** Fires when {@link isLive} has changed. */
  readonly onDidChange: Event<void>;
  /** Opens the channel; if it is open, anew. */
  open(): void;
  close(): void;
}

interface SharedPushOptions {
  readonly channel: PushChannel;
  readonly accountId: string;
  readonly context: Pick<WindowContext, 'memento' | 'onDidTick' | 'onDidResume'>;
  readonly leadership: Pick<Leadership, 'isLeader' | 'hasOtherLeader' | 'onDidChange'>;
}

/** The entry that holds whether the leader's channel is live. */
const LIVE = 'live';
/** The entry that another window writes when the user has connected the portal again. */
const RECONNECTED = 'reconnected';

/** The push channel of an account: the leader holds it, and tells the other windows whether it is live. */
export class SharedPush implements Disposable {
  readonly #channel: PushChannel;
  readonly #leadership: SharedPushOptions['leadership'];
  readonly #shared: SharedMap<boolean>;
  readonly #changed = new Emitter();
  readonly #subscriptions: readonly Disposable[];
  #isStarted = false;
  /** As it was last told. */
  #wasLive = false;
  /** The time stamp of the last {@link RECONNECTED} that this window has seen. */
  #reconnectedAt: number;

  readonly onDidHint: Event<void>;
  /** Fires when {@link isLive} has changed. */
  readonly onDidChange = this.#changed.event;

  constructor({ channel, accountId, context, leadership }: SharedPushOptions) {
    this.#channel = channel;
    this.#leadership = leadership;
    this.#shared = new SharedMap(context.memento, `bitrix24.push:${accountId}`, value =>
      typeof value === 'boolean' ? value : undefined,
    );
    this.#reconnectedAt = this.#shared.writtenAt(RECONNECTED);
    this.onDidHint = channel.onDidHint;
    this.#subscriptions = [
      channel.onDidChange(() => this.#publish()),
      leadership.onDidChange(() => this.#update()),
      // The connection is dead after a sleep, which may take long to be noticed.
      context.onDidResume(() => this.#update()),
      context.onDidTick(() => this.#readShared()),
      channel,
    ];
  }

  /** Whether the portal tells this window, or the one that leads, of changes at once. */
  get isLive(): boolean {
    const { isLeader, hasOtherLeader } = this.#leadership;
    return isLeader ? this.#channel.isLive : hasOtherLeader && this.#shared.get(LIVE) === true;
  }

  /** Asks the portal for a channel, even if it refused one before, or has the window that leads ask. */
  start(): void {
    const isAgain = this.#isStarted;
    this.#isStarted = true;
    if (this.#leadership.isLeader) {
      this.#channel.open();
      this.#publish();
    } else if (isAgain) {
      this.#shared.set(RECONNECTED, true);
      void this.#shared.save();
    }
  }

  /** Removes what the windows share about it; call it after {@link dispose}. */
  forget(): void {
    void this.#shared.clear();
  }

  dispose(): void {
    disposeAll(this.#subscriptions);
    if (this.#isStarted && this.#leadership.isLeader) {
      this.#share(false);
    }
  }

  #update(): void {
    if (!this.#isStarted) return;
    if (!this.#leadership.isLeader) {
      this.#channel.close();
    } else if (!this.#channel.isRefused) {
      this.#channel.open();
    }
    this.#publish();
  }

  #readShared(): void {
    this.#shared.merge();
    const reconnectedAt = this.#shared.writtenAt(RECONNECTED);
    if (this.#leadership.isLeader && this.#isStarted && reconnectedAt !== this.#reconnectedAt) {
      this.#channel.open();
    }
    this.#reconnectedAt = reconnectedAt;
    this.#notify();
  }

  #publish(): void {
    if (this.#leadership.isLeader) {
      this.#share(this.#channel.isLive);
    }
    this.#notify();
  }

  #notify(): void {
    const { isLive } = this;
    if (this.#wasLive !== isLive) {
      this.#wasLive = isLive;
      this.#changed.fire();
    }
  }

  /** Writes only what is new. */
  #share(isLive: boolean): void {
    this.#shared.merge();
    if ((this.#shared.get(LIVE) ?? false) !== isLive) {
      this.#shared.set(LIVE, isLive);
      void this.#shared.save();
    }
  }
}
