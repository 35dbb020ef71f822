import assert from 'node:assert/strict';
import { loadedNotifications } from '../../src/model/inbox/inboxState';
import type { SharedMemento } from '../../src/model/windows/sharedMemento';
import { propertiesOf } from '../../src/model/unknownValue';
import type { StandInPortal } from '../portal/portal';
import { HOUR_MS, MINUTE_MS } from '../unit/support/clock';
import type { ManyWindows, SimulatedWindow } from '../unit/support/manyWindows';
import { webhookOf } from '../unit/support/openPortals';
import type { ArrivalSchedule, ArrivalStep } from './arrivalSchedules';

const WINDOWS = 10;
/** After a change of focus or of the clock, windows may be of different opinions for so long. */
const FOCUS_KNOWN_MS = 15_000;
/** All that arrive in a schedule are on one page of the list. */
const MAX_ARRIVALS = 45;

/** A notification that arrived, and the windows that should tell of it. */
interface Arrival {
  readonly id: number;
  /** Those that were open when it arrived. */
  readonly witnesses: readonly SimulatedWindow[];
  /** The one that has had the focus ever since before it arrived. */
  focused: SimulatedWindow | undefined;
  /** Read or deleted elsewhere: it need not be told. */
  isGone: boolean;
  /** A window crashed, or stood still, that was about to tell. */
  isAtRisk: boolean;
  readonly toldBy: SimulatedWindow[];
}

export type ArrivalTally = Record<
  | 'arrivals'
  | 'told'
  | 'away'
  | 'byTheFocused'
  | 'read'
  | 'removed'
  | 'crashes'
  | 'suspensions'
  | 'lostWithTheirTeller'
  | 'lostWithAllWindows',
  number
>;

/** Ten windows, what becomes of them, and what each of them has told. */
export class ArrivalSimulation {
  readonly #many: ManyWindows;
  readonly #portal: StandInPortal;
  readonly #tally: ArrivalTally;
  readonly #arrivals: Arrival[] = [];
  /** What is wrong. */
  readonly #faults: string[] = [];
  #focused: SimulatedWindow | undefined;
  /** Since when the others know of it: milliseconds of the schedule. */
  #focusKnownAt = 0;
  #elapsedMs = 0;
  /** Whether the next window that tells crashes at once. */
  #isTellerToCrash = false;

  constructor(many: ManyWindows, portal: StandInPortal, tally: ArrivalTally) {
    this.#many = many;
    this.#portal = portal;
    this.#tally = tally;
  }

  async run({ steps }: ArrivalSchedule): Promise<void> {
    const many = this.#many;
    for (let index = 0; index < WINDOWS; index++) this.#open();
    this.#focus(many.all[0]);
    await many.until(() => many.all.every(({ shown }) => shown === '2* 1*'), 5 * MINUTE_MS);
    await many.advance(15_000);
    for (const step of steps) {
      await this.#perform(step);
      await many.advance(step.pauseMs);
      this.#elapsedMs += step.pauseMs;
    }
    this.#isTellerToCrash = false;
    for (const { thread } of many.all) thread.resume();
    if (many.all.length === 0) this.#open();
    this.#portal.faults.clear();
    if (this.#focused === undefined) this.#focus(many.all[0]);
    await many.until(() => this.#untold.length === 0, 16 * MINUTE_MS).catch(() => undefined);
    // If one is told twice, this is the time for it.
    await many.advance(20_000);
  }

  check(): void {
    assert.deepEqual(this.#faults, []);
    for (const { id, witnesses, focused, isGone, isAtRisk, toldBy } of this.#arrivals) {
      assert.ok(toldBy.length <= 1, `${id} is told ${toldBy.length} times`);
      if (toldBy.length === 0 && !isGone) {
        const isAnyLeft = witnesses.some(window => this.#many.all.includes(window));
        assert.ok(isAtRisk || !isAnyLeft, `${id} is not told`);
        this.#tally[isAtRisk ? 'lostWithTheirTeller' : 'lostWithAllWindows']++;
      }
      if (focused !== undefined && toldBy.length === 1) {
        assert.ok(toldBy[0] === focused, `${id} is told in another window than the focused one`);
        this.#tally.byTheFocused++;
      }
      this.#tally.told += toldBy.length;
    }
    this.#tally.arrivals += this.#arrivals.length;
  }

  get #untold(): readonly Arrival[] {
    return this.#arrivals.filter(({ isGone, toldBy }) => !isGone && toldBy.length === 0);
  }

  #open(): void {
    const window = this.#many.open(webhookOf(this.#portal.webhook));
    window.portal.arrivals.onDidArrive(({ notifications, reason }) => {
      const shown = loadedNotifications(window.portal.inbox.state);
      for (const { id } of notifications) {
        const arrival = this.#arrivals.find(each => each.id === id);
        if (arrival === undefined) this.#faults.push(`${id} was there from the beginning, and is told`);
        if (shown.find(each => each.id === id)?.isRead !== false) {
          this.#faults.push(`${id} is read or gone, and is told`);
        }
        arrival?.toldBy.push(window);
        if (reason === 'away') this.#tally.away++;
      }
      if (this.#isTellerToCrash) {
        this.#isTellerToCrash = false;
        this.#end(window, 'kill');
      }
    });
  }

  /** One that stands still can't do anything more when it is closed. */
  #end(window: SimulatedWindow, how: 'kill' | 'close'): void {
    const isKilled = how === 'kill' || window.thread.isSuspended;
    if (isKilled) {
      this.#tally.crashes++;
      this.#putAtRisk(window);
    }
    if (window === this.#focused) this.#loseFocused();
    this.#many[isKilled ? 'kill' : 'close'](window);
  }

  #putAtRisk(window: SimulatedWindow): void {
    const claimed = Math.max(...this.#many.all.map(({ memento }) => claimedBy(window, memento)));
    for (const arrival of this.#untold) arrival.isAtRisk ||= arrival.id <= claimed;
  }

  #focus(window: SimulatedWindow | undefined): void {
    const before = this.#focused;
    this.#loseFocused();
    if (before !== undefined) this.#many.within(before, () => before.windows.focus.setFocused(false));
    this.#focused = window;
    if (window !== undefined) this.#many.within(window, () => window.windows.focus.setFocused(true));
  }

  #loseFocused(): void {
    this.#focused = undefined;
    this.#forgetFocused();
  }

  /** Which window has the focus is not sure for a while. */
  #forgetFocused(): void {
    for (const arrival of this.#arrivals.filter(({ toldBy }) => toldBy.length === 0)) arrival.focused = undefined;
    this.#focusKnownAt = this.#elapsedMs + FOCUS_KNOWN_MS;
  }

  #setClock(ms: number): void {
    this.#forgetFocused();
    this.#many.clock.setSystemTime(Date.now() + ms);
  }

  async #perform({ kind, of, count }: ArrivalStep): Promise<void> {
    const many = this.#many;
    const { box, faults } = this.#portal;
    const window = many.all[of % Math.max(many.all.length, 1)];
    switch (kind) {
      case 'arrive':
        for (let index = 0; index < count && this.#arrivals.length < MAX_ARRIVALS; index++) {
          const id = box.add({ text: 'News', type: (of + index) % 5 === 0 ? 1 : 2, authorId: 2 });
          const focused = this.#elapsedMs >= this.#focusKnownAt ? this.#focused : undefined;
          this.#arrivals.push({ id, witnesses: many.all, focused, isGone: false, isAtRisk: false, toldBy: [] });
        }
        break;
      case 'read':
      case 'remove': {
        const arrival = this.#arrivals[of % Math.max(this.#arrivals.length, 1)];
        if (arrival === undefined) break;
        arrival.isGone = true;
        if (kind === 'read') box.mark([arrival.id], true);
        else box.remove(arrival.id);
        this.#tally[kind === 'read' ? 'read' : 'removed']++;
        break;
      }
      case 'focus':
        if (window?.thread.isSuspended !== true) this.#focus(window);
        break;
      case 'blur':
        this.#focus(undefined);
        break;
      case 'kill':
      case 'close':
        if (window !== undefined) this.#end(window, kind);
        break;
      case 'crashTold':
        this.#isTellerToCrash = true;
        break;
      case 'open':
        if (many.all.length < WINDOWS) this.#open();
        break;
      case 'restart':
        for (const each of many.all) this.#end(each, 'close');
        await many.advance(count * MINUTE_MS);
        for (let index = 0; index < 1 + (of % 3); index++) this.#open();
        break;
      case 'suspend':
        if (window === undefined || window === this.#focused) this.#focus(undefined);
        if (window !== undefined) this.#putAtRisk(window);
        window?.thread.suspend();
        this.#tally.suspensions++;
        break;
      case 'resume':
        this.#forgetFocused();
        for (const { thread } of many.all) thread.resume();
        break;
      case 'sleep':
        this.#setClock(count * 20 * MINUTE_MS);
        break;
      case 'setClock':
        this.#setClock(((of % 3) - 1) * HOUR_MS);
        break;
      case 'outage':
        faults.add({ times: count, fault: { kind: 'html', status: 502 } });
    }
  }
}

/** Up to which ID a window is about to tell. `memento`: as it or another one sees what they share. */
function claimedBy({ portal, windows }: SimulatedWindow, memento: SharedMemento): number {
  const { claim } = propertiesOf(memento.get(`bitrix24.arrivals:${portal.id}`));
  const { windowId, mark } = propertiesOf(propertiesOf(claim).value);
  return windowId === windows.context.id ? Number(propertiesOf(mark).id) : 0;
}
