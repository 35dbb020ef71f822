import type { Disposable } from './emitter';
import { mayHaveRun, PortalFailure } from './portalFailure';
import { isLeft } from './reply';
import type { BegunReply, KeptReply, RepliesState, Reply, ReplyOutcome, Written } from './reply';
import { ReplyBook } from './replyBook';
import type { SharedState } from './sharedState';

export interface RepliesOptions {
  readonly shared: SharedState;
  readonly accountId: string;
  /** `im.notify.answer`: not idempotent. Rejects with a `PortalFailure` alone. */
  readonly answer: (id: number, text: string) => Promise<readonly string[] | undefined>;
}

type LetGo = (as: 'due' | 'takenBack' | 'stopped') => void;

/** A left reply in whose place another one stands. */
interface Replaced {
  readonly key: string;
  readonly reply: KeptReply;
}

/** Who looks after a reply says so as often. */
const TICK_MS = 2_000;

/**
 * The replies of an account, from the moment they are written until the portal has taken them. Each lies in the shared
 * state before the portal is told, so that neither a window that ends nor a portal that falls silent loses one; the
 * portal is told again by a person alone.
 */
export class Replies implements Disposable {
  readonly #answer: RepliesOptions['answer'];
  readonly #book: ReplyBook;
  readonly #holder = crypto.randomUUID();
  readonly #waiting = new Map<string, { readonly letGo: LetGo; readonly replaced: Replaced | undefined }>();
  readonly #sending = new Set<string>();
  #ticking: ReturnType<typeof setInterval> | undefined;
  #hasEnded = false;

  constructor({ shared, accountId, answer }: RepliesOptions) {
    this.#answer = answer;
    this.#book = new ReplyBook(shared, accountId);
  }

  get onDidChange(): ReplyBook['onDidChange'] {
    return this.#book.onDidChange;
  }

  get state(): RepliesState {
    return this.#book.state;
  }

  /** The reply to that notification that is not known to have arrived. */
  of(notificationId: number): Reply | undefined {
    return this.state.unsent.findLast(reply => reply.notificationId === notificationId);
  }

  /** Sends a reply when `delayMs` have passed in which it can be taken back. */
  begin({ notificationId, to, text, instead }: Written, delayMs: number): BegunReply {
    const key = `${notificationId}:${crypto.randomUUID()}`;
    const reply = instead && this.#book.takeLeft(instead.key);
    const replaced = instead && reply && { key: instead.key, reply };
    void this.#book.put(key, {
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
   * Gives the text of a reply that the portal will not be told of; `undefined`: it is too late, or another window's by
   * now. One in whose place it stood is left as it was.
   */
  takeBack(key: string): string | undefined {
    const waiting = this.#waiting.get(key);
    const reply = this.#book.get(key);
    if (waiting === undefined || reply?.stage !== 'waiting' || reply.holder !== this.#holder) {
      return undefined;
    }
    this.#book.remove(key);
    if (waiting.replaced !== undefined) {
      void this.#book.put(waiting.replaced.key, waiting.replaced.reply);
    }
    waiting.letGo('takenBack');
    return reply.text;
  }

  /** Sends one that is left once more: for a person alone to ask. */
  async again(key: string): Promise<ReplyOutcome> {
    const reply = this.#book.get(key);
    return reply?.stage === 'unconfirmed' || reply?.stage === 'failed'
      ? this.#send(key, reply)
      : { kind: 'takenBack' };
  }

  /** Forgets one that is left. */
  discard(key: string): void {
    if (this.state.unsent.some(each => each.key === key && isLeft(each))) {
      this.#book.remove(key);
    }
  }

  /** Takes in what other windows did, and leaves to a person what no window looks after any more. To be called now and then. */
  look(): void {
    this.#book.clear(this.#holder, TICK_MS);
  }

  /** What waits is not sent; what is on its way is looked after until its end. */
  dispose(): void {
    this.#hasEnded = true;
    for (const [key, { letGo }] of [...this.#waiting]) {
      this.#book.move(key, this.#holder, 'failed');
      letGo('stopped');
    }
  }

  async #waitAndSend(key: string, delayMs: number, replaced?: Replaced): Promise<ReplyOutcome> {
    const as = await new Promise<Parameters<LetGo>[0]>(resolve => {
      const letGo: LetGo = how => {
        clearTimeout(timer);
        this.#waiting.delete(key);
        this.#restIfIdle();
        resolve(how);
      };
      const timer = setTimeout(letGo, delayMs, 'due');
      this.#waiting.set(key, { letGo, replaced });
      this.#keepTicking();
    });
    if (as !== 'due') {
      return { kind: as };
    }
    const reply = this.#book.get(key);
    return reply?.stage === 'waiting' ? this.#send(key, reply) : { kind: 'takenBack' };
  }

  async #send(key: string, reply: KeptReply): Promise<ReplyOutcome> {
    this.#sending.add(key);
    this.#keepTicking();
    try {
      await this.#book.put(key, { ...reply, stage: 'sending', holder: this.#holder });
      if (this.#hasEnded) {
        this.#sending.delete(key);
        this.#book.move(key, this.#holder, 'failed');
        return { kind: 'stopped' };
      }
      const messages = await this.#answer(reply.notificationId, reply.text);
      this.#sending.delete(key);
      if (messages === undefined) {
        this.#book.move(key, this.#holder, 'failed', 'gone');
        return { kind: 'gone' };
      }
      await this.#book.put(key, { ...reply, text: '', stage: 'sent', holder: '' });
      return { kind: 'sent', messages };
    } catch (error) {
      this.#sending.delete(key);
      const failure = error instanceof PortalFailure ? error.failure : undefined;
      const isKnown = failure !== undefined && !mayHaveRun(failure);
      this.#book.move(key, this.#holder, isKnown ? 'failed' : 'unconfirmed', failure);
      if (failure === undefined) {
        throw error;
      }
      return { kind: 'failed', failure, mayHaveArrived: !isKnown || reply.mayHaveArrived };
    } finally {
      this.#restIfIdle();
    }
  }

  #keepTicking(): void {
    this.#ticking ??= setInterval(() => {
      this.#tick();
    }, TICK_MS);
  }

  /** Runs while there is something to look after. */
  #tick(): void {
    this.#book.touch([...this.#sending], this.#holder, 'sending');
    for (const [key, { letGo }] of [...this.#waiting]) {
      if (this.#book.get(key)?.stage !== 'waiting') {
        letGo('takenBack');
      }
    }
    this.#book.touch([...this.#waiting.keys()], this.#holder, 'waiting');
  }

  #restIfIdle(): void {
    if (this.#sending.size + this.#waiting.size === 0) {
      clearInterval(this.#ticking);
      this.#ticking = undefined;
    }
  }
}
