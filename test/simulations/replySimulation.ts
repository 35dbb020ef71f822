import { setTimeout as pause } from 'node:timers/promises';
import type { PendingReply, ReplyResult } from '../../src/model/replies/reply';
import { ReplyDrafts } from '../../src/model/replies/replyDrafts';
import { ReplyOutbox } from '../../src/model/replies/replyOutbox';
import { SerializedMemento } from '../../src/model/windows/sharedMemento';
import type { StandInPortal } from '../portal/portal';
import { connect } from '../unit/support/connection';
import { Memento } from '../unit/support/memento';
import type { Schedule, Step } from './schedules';

/** Longer than what the stand-in's delays take, so that only what hangs runs into it. */
const TIMEOUT_MS = 60;
const SLEEP_MS = 11_000;
const ACCOUNT = 'account';
/** From the extension to VS Code’s own process, and back. */
const LONGEST_WAY_MS = 3;

/** One reply from the person's side. */
export interface Written {
  readonly notificationId: number;
  readonly text: string;
  /** How often the person had it sent. */
  clicks: number;
  /** The person has the text back, or did not want it; `kept`: and VS Code knows. */
  givenUp?: 'said' | 'kept';
}

/** A person at work in windows that come and go, on one account of a portal. */
export class ReplySimulation {
  readonly written: Written[] = [];
  readonly #portal: StandInPortal;
  readonly #sleep: (ms: number) => void;
  readonly #calls: Promise<unknown>[] = [];
  #outcomes: Promise<ReplyResult>[] = [];
  readonly #keys = new Map<Written, string>();
  #storage: Memento['values'] = {};
  #memento = this.#mementoOf();
  #shared = new SerializedMemento(this.#memento);
  #drafts = new ReplyDrafts(this.#shared, ACCOUNT);
  #replies: ReplyOutbox;

  /** `sleep`: sets the clock forward. */
  constructor(portal: StandInPortal, sleep: (ms: number) => void) {
    this.#portal = portal;
    this.#sleep = sleep;
    this.#replies = this.#open();
  }

  async run({ steps, faults }: Schedule): Promise<void> {
    this.#portal.faults.clear();
    for (const fault of faults) {
      const harmless = { kind: 'delay', ms: 0 } as const;
      this.#portal.faults.add({
        method: 'im.notify.answer',
        fault: fault.kind === 'fine' ? harmless : fault,
      });
    }
    for (const step of steps) {
      await this.#do(step);
    }
    await this.#settle();
  }

  /** What the next window makes of it all, once nobody looks after anything any more. */
  left(): readonly PendingReply[] {
    this.#sleep(SLEEP_MS);
    this.#replies.sync();
    return this.#replies.state.pending;
  }

  /** What the box would begin with. */
  draft({ notificationId }: Written): string {
    return this.#drafts.get(notificationId);
  }

  isAnswered({ notificationId }: Written): boolean {
    return this.#replies.state.answered.has(notificationId);
  }

  end(): void {
    this.#replies.dispose();
  }

  async #do(step: Step): Promise<void> {
    switch (step.kind) {
      case 'reply':
        return this.#reply(step.delayMs);
      case 'pause':
        await pause(step.ms);
        return;
      case 'crash':
        this.#outcomes = [];
        this.#replies.dispose();
        await this.#memento.cut();
        this.#memento = this.#mementoOf();
        this.#shared = new SerializedMemento(this.#memento);
        this.#drafts = new ReplyDrafts(this.#shared, ACCOUNT);
        this.#replies = this.#open();
        return;
      case 'end':
        this.#replies.dispose();
        this.#replies = this.#open();
        return;
      case 'sleep':
        this.#sleep(SLEEP_MS);
        this.#replies.sync();
        return;
      default:
        this.#decide(step.kind, this.written[step.of % this.written.length]);
    }
  }

  async #reply(delayMs: number): Promise<void> {
    const notificationId = this.#portal.box.add();
    const written = { notificationId, text: `Reply to ${notificationId}`, clicks: 1 };
    // It took its time to be typed.
    this.#drafts.set(notificationId, written.text);
    this.#drafts.save();
    await this.#kept();
    this.written.push(written);
    const { key, done } = this.#replies.send({ notificationId, to: 'Ann', text: written.text }, delayMs);
    this.#drafts.set(notificationId, '');
    this.#keys.set(written, key);
    this.#outcomes.push(done);
  }

  #decide(kind: 'takeBack' | 'again' | 'discard', written: Written | undefined): void {
    const key = written && this.#keys.get(written);
    if (written === undefined || key === undefined) {
      return;
    }
    this.#replies.sync();
    const isLeft = this.#replies.state.pending.some(
      each => each.key === key && (each.stage === 'failed' || each.stage === 'unconfirmed'),
    );
    switch (kind) {
      case 'takeBack':
        if (this.#replies.cancel(key) !== undefined) {
          this.#giveUp(written);
        }
        return;
      case 'discard':
        this.#replies.discard(key);
        if (isLeft) {
          this.#giveUp(written);
        }
        return;
      case 'again':
        written.clicks += isLeft ? 1 : 0;
        this.#outcomes.push(this.#replies.sendAgain(key));
    }
  }

  #open(): ReplyOutbox {
    const { client } = connect(this.#portal, { timeoutMs: TIMEOUT_MS });
    return new ReplyOutbox({
      memento: this.#shared,
      accountId: ACCOUNT,
      answer: (id, text) => {
        const answered = client.answer(id, text);
        this.#calls.push(answered.catch(() => undefined));
        return answered;
      },
    });
  }

  #giveUp(written: Written): void {
    written.givenUp = 'said';
    void this.#kept().then(() => {
      written.givenUp = 'kept';
    });
  }

  /** Resolves when all that was written until now is with VS Code; not where the window crashes before. */
  #kept(): Promise<void> {
    return this.#shared.update('moment', Date.now());
  }

  /** All that a window waits for that has not crashed, and what the portal may still execute for one that has. */
  async #settle(): Promise<void> {
    let known;
    do {
      known = this.#calls.length + this.#outcomes.length;
      await Promise.all([...this.#calls, ...this.#outcomes]);
    } while (known !== this.#calls.length + this.#outcomes.length);
  }

  #mementoOf(): Memento {
    return new Memento(this.#storage, {
      send: sent => {
        this.#storage = sent;
      },
      wayMs: () => LONGEST_WAY_MS * Math.random(),
    });
  }
}
