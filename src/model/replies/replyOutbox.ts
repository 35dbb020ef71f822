import type { Disposable } from '../emitter';
import { mayHaveRun, PortalFailure } from '../portalFailure';
import type { SharedMemento } from '../windows/sharedMemento';
import {
  isUnsent,
  type NewReply,
  type PendingReply,
  type RepliesState,
  type ReplyResult,
  type StartedReply,
  type StoredReply,
} from './reply';
import { ReplyStore } from './replyStore';

interface ReplyOutboxOptions {
  readonly memento: SharedMemento;
  readonly accountId: string;
  /** `im.notify.answer`: not idempotent. Rejects only with a `PortalFailure`. */
  readonly answer: (id: number, text: string) => Promise<readonly string[] | undefined>;
}

type EndWaiting = (as: 'due' | 'takenBack' | 'stopped') => void;

/** An unsent reply that another one replaces. */
interface ReplacedReply {
  readonly key: string;
  readonly reply: StoredReply;
}

/** How often the holder of a reply renews its claim. */
const HOLDER_TICK_MS = 2_000;

/**
 * The replies of an account, from when they are written until the portal accepts them. Each is saved to the shared
 * state before it is sent, so that none is lost if the window closes or the portal doesn't respond. Replies are never
 * resent automatically, only by the user.
 */
export class ReplyOutbox implements Disposable {
  readonly #answer: ReplyOutboxOptions['answer'];
  readonly #store: ReplyStore;
  readonly #holder = crypto.randomUUID();
  readonly #waiting = new Map<
    string,
    { readonly endWaiting: EndWaiting; readonly replaced: ReplacedReply | undefined }
  >();
  readonly #sending = new Set<string>();
  #ticking: ReturnType<typeof setInterval> | undefined;
  #hasEnded = false;

  constructor({ memento, accountId, answer }: ReplyOutboxOptions) {
    this.#answer = answer;
    this.#store = new ReplyStore(memento, accountId);
  }

  get onDidChange(): ReplyStore['onDidChange'] {
    return this.#store.onDidChange;
  }

  get state(): RepliesState {
    return this.#store.state;
  }

  /** Returns the latest reply to the notification that is not known to have arrived. */
  pendingReplyTo(notificationId: number): PendingReply | undefined {
    return this.state.pending.findLast(reply => reply.notificationId === notificationId);
  }

  /** Sends a reply after `delayMs`; until then it can be canceled. */
  send({ notificationId, to, text, replaces }: NewReply, delayMs: number): StartedReply {
    const key = `${notificationId}:${crypto.randomUUID()}`;
    const reply = replaces && this.#store.takeUnsent(replaces.key);
    const replaced = replaces && reply && { key: replaces.key, reply };
    void this.#store.put(key, {
      notificationId,
      to,
      text: text.trim(),
      stage: 'waiting',
      holder: this.#holder,
      mayHaveArrived: reply?.mayHaveArrived === true,
      dueAt: Date.now() + delayMs,
    });
    return { key, done: this.#waitAndSend(key, delayMs, replaced) };
  }

  /**
   * Cancels a waiting reply and returns its text; `undefined` if it is too late or another window holds the reply.
   * Restores the unsent reply that it replaced, if any.
   */
  cancel(key: string): string | undefined {
    const waiting = this.#waiting.get(key);
    const reply = this.#store.get(key);
    if (waiting === undefined || reply?.stage !== 'waiting' || reply.holder !== this.#holder) return undefined;
    this.#store.remove(key);
    if (waiting.replaced !== undefined) {
      void this.#store.put(waiting.replaced.key, waiting.replaced.reply);
    }
    waiting.endWaiting('takenBack');
    return reply.text;
  }

  /** Sends an unsent reply again, only at the user's request. */
  async sendAgain(key: string): Promise<ReplyResult> {
    const reply = this.#store.get(key);
    return reply?.stage === 'unconfirmed' || reply?.stage === 'failed' ? this.#send(key, reply) : { kind: 'takenBack' };
  }

  /** Deletes an unsent reply. */
  discard(key: string): void {
    if (this.state.pending.some(each => each.key === key && isUnsent(each))) {
      this.#store.remove(key);
    }
  }

  /** Merges the other windows' changes, and turns abandoned replies into unsent ones. Call it regularly. */
  sync(): void {
    this.#store.releaseAbandoned(this.#holder, HOLDER_TICK_MS);
  }

  /** Waiting replies are not sent and become unsent; those being sent are held until the call ends. */
  dispose(): void {
    this.#hasEnded = true;
    for (const [key, { endWaiting }] of [...this.#waiting]) {
      this.#store.move(key, this.#holder, 'failed');
      endWaiting('stopped');
    }
  }

  async #waitAndSend(key: string, delayMs: number, replaced?: ReplacedReply): Promise<ReplyResult> {
    const as = await new Promise<Parameters<EndWaiting>[0]>(resolve => {
      const endWaiting: EndWaiting = how => {
        clearTimeout(timer);
        this.#waiting.delete(key);
        this.#restIfIdle();
        resolve(how);
      };
      const timer = setTimeout(endWaiting, delayMs, 'due');
      this.#waiting.set(key, { endWaiting, replaced });
      this.#keepTicking();
    });
    if (as !== 'due') return { kind: as };
    const reply = this.#store.get(key);
    return reply?.stage === 'waiting' ? this.#send(key, reply) : { kind: 'takenBack' };
  }

  async #send(key: string, reply: StoredReply): Promise<ReplyResult> {
    this.#sending.add(key);
    this.#keepTicking();
    try {
      await this.#store.put(key, { ...reply, stage: 'sending', holder: this.#holder });
      if (this.#hasEnded) {
        this.#sending.delete(key);
        this.#store.move(key, this.#holder, 'failed');
        return { kind: 'stopped' };
      }
      const messages = await this.#answer(reply.notificationId, reply.text);
      this.#sending.delete(key);
      if (messages === undefined) {
        this.#store.move(key, this.#holder, 'failed', 'gone');
        return { kind: 'gone' };
      }
      await this.#store.put(key, { ...reply, text: '', stage: 'sent', holder: '' });
      return { kind: 'sent', messages };
    } catch (error) {
      this.#sending.delete(key);
      const failure = error instanceof PortalFailure ? error.failure : undefined;
      const isKnown = failure !== undefined && !mayHaveRun(failure);
      this.#store.move(key, this.#holder, isKnown ? 'failed' : 'unconfirmed', failure);
      if (failure === undefined) throw error;
      return { kind: 'failed', failure, mayHaveArrived: !isKnown || reply.mayHaveArrived };
    } finally {
      this.#restIfIdle();
    }
  }

  #keepTicking(): void {
    this.#ticking ??= setInterval(() => this.#tick(), HOLDER_TICK_MS);
  }

  /** Runs only while replies are waiting or being sent. */
  #tick(): void {
    this.#store.touch([...this.#sending], this.#holder, 'sending');
    for (const [key, { endWaiting }] of [...this.#waiting]) {
      if (this.#store.get(key)?.stage !== 'waiting') {
        endWaiting('takenBack');
      }
    }
    this.#store.touch([...this.#waiting.keys()], this.#holder, 'waiting');
  }

  #restIfIdle(): void {
    if (this.#sending.size + this.#waiting.size === 0) {
      clearInterval(this.#ticking);
      this.#ticking = undefined;
    }
  }
}
