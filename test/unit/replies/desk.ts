import { setTimeout as pause } from 'node:timers/promises';
import { Replies } from '../../../src/model/replies';
import type { Reply, ReplyOutcome } from '../../../src/model/reply';
import type { SharedState } from '../../../src/model/sharedState';
import type { StandInPortal } from '../../portal/portal';
import { connect } from '../bitrix24/connection';
import { MapState } from '../model/mapState';
import type { Schedule, Step } from './schedules';

/** Longer than what the stand-in's delays take, so that only what hangs runs into it. */
const TIMEOUT_MS = 60;
const SLEEP_MS = 11_000;

/** One reply from the person's side. */
export interface Written {
  readonly notificationId: number;
  readonly text: string;
  /** How often the person had it sent. */
  clicks: number;
  /** The person has the text back, or did not want it. */
  isGivenUp: boolean;
}

/** A person at work in windows that come and go, on one account of a portal. */
export class Desk {
  readonly written: Written[] = [];
  readonly #portal: StandInPortal;
  readonly #state = new MapState();
  readonly #sleep: (ms: number) => void;
  readonly #calls: Promise<unknown>[] = [];
  #outcomes: Promise<ReplyOutcome>[] = [];
  readonly #keys = new Map<Written, string>();
  #isCut = { value: false };
  #replies: Replies;

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
  left(): readonly Reply[] {
    this.#sleep(SLEEP_MS);
    this.#replies.look();
    return this.#replies.state.unsent;
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
        this.#reply(step.delayMs);
        return;
      case 'pause':
        await pause(step.ms);
        return;
      case 'crash':
        this.#isCut.value = true;
        this.#outcomes = [];
        this.#replies.dispose();
        this.#replies = this.#open();
        return;
      case 'end':
        this.#replies.dispose();
        this.#replies = this.#open();
        return;
      case 'sleep':
        this.#sleep(SLEEP_MS);
        this.#replies.look();
        return;
      default:
        this.#decide(step.kind, this.written[step.of % this.written.length]);
    }
  }

  #reply(delayMs: number): void {
    const notificationId = this.#portal.box.add();
    const written = { notificationId, text: `Reply to ${notificationId}`, clicks: 1, isGivenUp: false };
    this.written.push(written);
    const { key, done } = this.#replies.begin({ notificationId, to: 'Ann', text: written.text }, delayMs);
    this.#keys.set(written, key);
    this.#outcomes.push(done);
  }

  #decide(kind: 'takeBack' | 'again' | 'discard', written: Written | undefined): void {
    const key = written && this.#keys.get(written);
    if (written === undefined || key === undefined) {
      return;
    }
    this.#replies.look();
    const isLeft = this.#replies.state.unsent.some(
      each => each.key === key && (each.stage === 'failed' || each.stage === 'unconfirmed'),
    );
    switch (kind) {
      case 'takeBack':
        written.isGivenUp ||= this.#replies.takeBack(key) !== undefined;
        return;
      case 'discard':
        this.#replies.discard(key);
        written.isGivenUp ||= isLeft;
        return;
      case 'again':
        written.clicks += isLeft ? 1 : 0;
        this.#outcomes.push(this.#replies.again(key));
    }
  }

  /** A window whose writes to the shared state come to nothing once it has crashed. */
  #open(): Replies {
    const isCut = { value: false };
    this.#isCut = isCut;
    const shared: SharedState = {
      keys: () => this.#state.keys(),
      get: key => this.#state.get(key),
      update: (key, value) => (isCut.value ? new Promise(() => undefined) : this.#state.update(key, value)),
    };
    const { client } = connect(this.#portal, { timeoutMs: TIMEOUT_MS });
    return new Replies({
      shared,
      accountId: 'account',
      answer: (id, text) => {
        const answered = client.answer(id, text);
        this.#calls.push(answered.catch(() => undefined));
        return answered;
      },
    });
  }

  /** All that a window waits for that has not crashed, and what the portal may still execute for one that has. */
  async #settle(): Promise<void> {
    let known;
    do {
      known = this.#calls.length + this.#outcomes.length;
      await Promise.all([...this.#calls, ...this.#outcomes]);
    } while (known !== this.#calls.length + this.#outcomes.length);
  }
}
