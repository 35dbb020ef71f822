import { type Disposable, disposeAll, Emitter } from '../emitter';
import { startOfDay } from '../notification/grouping';
import { isTime } from '../unknownValue';
import { reportingFirst, SharedMap } from '../windows/sharedMap';
import { isAhead } from '../windows/timestamps';
import type { WindowContext } from '../windows/windowContext';

const UNTIL = 'until';
const MORNING_HOUR = 9;
const HOUR_MS = 3_600_000;

/** A pause that is to end is shorter than this; another value was not written by this extension. */
const MAX_PAUSE_MS = 7 * 24 * HOUR_MS;

/** A time in milliseconds since the epoch, or when the user resumes. JSON has no Infinity. */
type PauseEnd = number | 'resumed';

/** Returns 9:00 on the next day. */
export function tomorrowMorning(now: number): number {
  return new Date(startOfDay(now, 1)).setHours(MORNING_HOUR);
}

/** The pause of all announcements, for all windows and the next start. It ends by itself. */
export class Pause implements Disposable {
  readonly #entries: SharedMap<PauseEnd>;
  readonly #changed = new Emitter();
  readonly #subscriptions: readonly Disposable[];
  #last: number | undefined;

  /** Fires when it begins, ends, or is to end at another time. */
  readonly onDidChange = this.#changed.event;

  /** `onUnreadable` is called once if the stored value can't be parsed, which counts as none. */
  constructor({ memento, onDidTick }: Pick<WindowContext, 'memento' | 'onDidTick'>, onUnreadable?: () => void) {
    const parse = (value: unknown): PauseEnd | undefined => (value === 'resumed' || isTime(value) ? value : undefined);
    this.#entries = new SharedMap(memento, 'bitrix24.pause', reportingFirst(parse, onUnreadable));
    this.#last = this.until;
    this.#subscriptions = [
      onDidTick(() => {
        this.#entries.sync();
        this.#notify();
      }),
    ];
  }

  /** When it ends: milliseconds since the epoch, `Infinity` if it has to be resumed; `undefined` if there is none. */
  get until(): number | undefined {
    const until = this.#entries.get(UNTIL);
    if (until === undefined) return undefined;
    if (until === 'resumed') return Infinity;
    const now = Date.now();
    // Otherwise the clock was set back after it began.
    const isRunning = until > now && until <= now + MAX_PAUSE_MS && !isAhead(this.#entries.writtenAt(UNTIL), now);
    return isRunning ? until : undefined;
  }

  /** Until this time, in milliseconds since the epoch, or until it is resumed. */
  start(until: number): void {
    this.#entries.set(UNTIL, until === Infinity ? 'resumed' : until);
    void this.#entries.save();
    this.#notify();
  }

  resume(): void {
    this.#entries.delete(UNTIL);
    void this.#entries.save();
    this.#notify();
  }

  dispose(): void {
    disposeAll(this.#subscriptions);
  }

  #notify(): void {
    if (this.until !== this.#last) {
      this.#last = this.until;
      this.#changed.fire();
    }
  }
}
