import { type Clock, install } from '@sinonjs/fake-timers';
import { PortalFailure } from '../../src/model/portalFailure';
import { type PendingReply, type ReplyResult, unsentReplies } from '../../src/model/replies/reply';
import { ReplyDrafts } from '../../src/model/replies/replyDrafts';
import { ReplyOutbox } from '../../src/model/replies/replyOutbox';
import { SerializedMemento } from '../../src/model/windows/sharedMemento';
import { WindowClock } from '../../src/model/windows/windowContext';
import { Memento } from '../unit/support/memento';
import type { WindowsSchedule, WindowsStep } from './windowsSchedules';
import { MINUTE_MS, SECOND_MS } from '../unit/support/clock';

const ACCOUNT = 'account';
const FAKED = ['Date', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] as const;
const START = 1_800_000_000_000;
const BEAT_MS = 2_000;
const TIMEOUT_MS = 20_000;

type Values = Memento['values'];

/** One reply from the person's side. */
export interface Sent {
  readonly notificationId: number;
  readonly text: string;
  readonly key: string;
  readonly by: SimulatedReplyWindow;
  /** How often the person had it sent. */
  clicks: number;
  /** The person has the text back, or did not want it, or wrote another one in its place. */
  isGivenUp: boolean;
}

/** One of several windows at the same time: what it writes is with the others some time later, as a whole. */
class SimulatedReplyWindow {
  readonly memento: Memento;
  readonly drafts: ReplyDrafts;
  readonly replies: ReplyOutbox;
  isAlive = true;
  readonly #clock: WindowClock;
  /** When the last of what other windows wrote comes: nothing overtakes. */
  #lastAt = 0;

  constructor(values: Values, simulation: Pick<ReplyWindowsSimulation, 'random' | 'wayMs' | 'spread' | 'answer'>) {
    this.memento = new Memento(values, {
      send: sent => {
        simulation.spread(this, sent);
      },
      wayMs: simulation.wayMs,
    });
    const shared = new SerializedMemento(this.memento);
    this.drafts = new ReplyDrafts(shared, ACCOUNT);
    this.replies = new ReplyOutbox({
      memento: shared,
      accountId: ACCOUNT,
      answer: (_id, text) => simulation.answer(this, text),
    });
    this.#clock = new WindowClock(simulation.random);
    this.#clock.onDidTick(() => {
      this.drafts.sync();
      this.replies.sync();
    });
  }

  hear(values: Values, wayMs: number): void {
    this.#lastAt = Math.max(Date.now() + wayMs, this.#lastAt);
    setTimeout(() => {
      if (this.isAlive) {
        this.memento.values = values;
      }
    }, this.#lastAt - Date.now());
  }

  crash(): void {
    this.isAlive = false;
    this.#clock.dispose();
    void this.memento.cut();
    this.replies.dispose();
  }
}

/** A person at work in two windows, which crash and are opened anew, on one clock. */
export class ReplyWindowsSimulation {
  readonly sent: Sent[] = [];
  /** The texts that the portal has executed. */
  readonly executed: string[] = [];
  readonly wayMs: () => number;
  readonly #clock: Clock;
  #seed: number;
  #stored: Values = {};
  #windows: readonly SimulatedReplyWindow[] = [];

  constructor(seed: number, longestWayMs: number) {
    this.#clock = install({ now: START, toFake: [...FAKED] });
    this.#seed = (seed % 2_147_483_646) + 1;
    this.wayMs = () => longestWayMs * this.random();
    this.#open();
    this.#open();
  }

  async run({ steps }: WindowsSchedule): Promise<void> {
    for (const step of steps) {
      await this.#do(step);
      await this.#clock.tickAsync(step.pauseMs);
    }
    await this.#clock.tickAsync(MINUTE_MS);
  }

  /** What a window makes of it that is opened when all others are gone. */
  async last(): Promise<{ readonly left: readonly PendingReply[]; readonly window: SimulatedReplyWindow }> {
    for (const window of this.#alive) {
      window.crash();
    }
    await this.#clock.tickAsync(MINUTE_MS);
    const window = this.#open();
    window.replies.sync();
    return { left: window.replies.state.pending, window };
  }

  end(): void {
    for (const window of this.#alive) {
      window.crash();
    }
    this.#clock.uninstall();
  }

  /** The same in each run. */
  readonly random = (): number => {
    this.#seed = (this.#seed * 48_271) % 2_147_483_647;
    return this.#seed / 2_147_483_647;
  };

  spread(from: SimulatedReplyWindow, values: Values): void {
    this.#stored = values;
    for (const window of this.#alive) {
      if (window !== from) {
        window.hear(values, this.wayMs());
      }
    }
  }

  /** It takes its time, and ends in each of the ways that there are. */
  async answer(window: SimulatedReplyWindow, text: string): Promise<readonly string[]> {
    const [fate, isExecuted] = [this.random(), this.random() < 0.6];
    await pause(3_000 * this.random());
    if (window.isAlive && (isExecuted || fate < 0.4)) {
      this.executed.push(text);
    }
    if (fate < 0.4) {
      return ['Done'];
    }
    if (isExecuted) {
      await pause(fate < 0.8 ? 2_000 * this.random() : TIMEOUT_MS);
      throw new PortalFailure({ kind: 'unreachable', reason: fate < 0.8 ? 'network' : 'timeout' });
    }
    throw new PortalFailure({ kind: 'refused', code: 'SOME_ERROR' });
  }

  get #alive(): readonly SimulatedReplyWindow[] {
    return this.#windows.filter(({ isAlive }) => isAlive);
  }

  #open(): SimulatedReplyWindow {
    const window = new SimulatedReplyWindow(this.#stored, this);
    this.#windows = [...this.#windows, window];
    return window;
  }

  async #do(step: WindowsStep): Promise<void> {
    const alive = this.#alive;
    const window = alive[step.window % alive.length];
    if (window === undefined) {
      return;
    }
    const left = unsentReplies(window.replies.state);
    const reply = left[step.of % left.length];
    const known = this.sent.find(({ key }) => key === reply?.key);
    switch (step.kind) {
      case 'reply':
        await this.#write(window, this.sent.length + 1, step.delayMs);
        break;
      case 'instead':
        if (reply !== undefined && known !== undefined) {
          known.isGivenUp = true;
          await this.#write(window, reply.notificationId, step.delayMs, reply);
        }
        break;
      case 'again':
        if (reply !== undefined && known !== undefined) {
          known.clicks++;
          void window.replies.sendAgain(reply.key).then(outcome => {
            told(outcome, window, known);
          });
        }
        break;
      case 'discard':
        if (reply !== undefined && known !== undefined) {
          known.isGivenUp = true;
          window.replies.discard(reply.key);
          window.drafts.deleteIfUnchanged(known.notificationId, known.text);
        }
        break;
      case 'takeBack': {
        const last = this.sent.at(-1);
        if (last?.by.isAlive === true && last.by.replies.cancel(last.key) !== undefined) {
          last.isGivenUp = true;
        }
        break;
      }
      case 'crash':
        window.crash();
        if (this.#alive.length < 2) {
          await this.#clock.tickAsync(SECOND_MS);
          this.#open();
        }
    }
  }

  /**
   * As Quick Reply does. Typing takes its time: what is typed within two beats before a crash may have been undone by
   * another window's write.
   */
  async #write(
    by: SimulatedReplyWindow,
    notificationId: number,
    delayMs: number,
    instead?: PendingReply,
  ): Promise<void> {
    const text = `Text ${this.sent.length + 1}`;
    by.drafts.set(notificationId, text);
    by.drafts.save();
    await this.#clock.tickAsync(2 * BEAT_MS);
    const written = { notificationId, to: 'Ann', text, ...(instead !== undefined && { instead }) };
    const { key, done } = by.replies.send(written, delayMs);
    const sent = { notificationId, text, key, by, clicks: 1, isGivenUp: false };
    this.sent.push(sent);
    void done.then(outcome => {
      told(outcome, by, sent);
    });
  }
}

/** What was sent is no draft any more. */
function told({ kind }: ReplyResult, { drafts }: SimulatedReplyWindow, { notificationId, text }: Sent): void {
  if (kind === 'sent') {
    drafts.deleteIfUnchanged(notificationId, text);
  }
}

function pause(ms: number): Promise<void> {
  return new Promise(resolve => {
    setTimeout(resolve, ms);
  });
}
