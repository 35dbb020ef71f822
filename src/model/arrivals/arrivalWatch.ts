import { type Disposable, disposeAll, Emitter } from '../emitter';
import type { Inbox } from '../inbox/inbox';
import type { InboxState } from '../inbox/inboxState';
import { propertiesOf } from '../unknownValue';
import type { Leadership } from '../windows/leadership';
import { SharedMap } from '../windows/sharedMap';
import { isAhead, isLater } from '../windows/timestamps';
import type { WindowContext } from '../windows/windowContext';
import type { WindowFocus } from '../windows/windowFocus';
import { type Arrivals, highestId } from './arrivals';

interface ArrivalWatchOptions {
  readonly accountId: string;
  readonly inbox: Pick<Inbox, 'state' | 'fetchedAt' | 'onDidChange'>;
  readonly context: Pick<WindowContext, 'id' | 'memento' | 'onDidTick'>;
  readonly leadership: Pick<Leadership, 'isLeader'>;
  readonly focus: Pick<WindowFocus, 'focusedWindowId'>;
  /** When any window last polled the portal before this one started, in milliseconds since the epoch. */
  readonly lastPollAt: number;
}

/** The entry that holds the highest ID that was told, or was known before there was anything to tell. */
const TOLD = 'told';
/** The entry that holds when the latest snooze ended that was told, in milliseconds since the epoch. */
const RETURNS_TOLD = 'returnsTold';
/** The entry that holds a {@link Claim}. */
const CLAIM = 'claim';

/** A window is about to tell of everything up to an ID. */
interface Claim {
  readonly windowId: string;
  readonly highestId: number;
}

/**
 * How long a claim stands before its window tells: more than twice the longest time that a write takes to the other
 * windows, so that of two windows that claim at once, one knows of the other.
 */
const CLAIM_MS = 3_500;
/** A window that has not told for so long after its claim is gone. */
const CLAIM_TIMEOUT_MS = 15_000;
/** A timer that is so late means that the window was suspended, and that another one may have told. */
const MAX_DELAY_MS = 2_000;
/** What arrived while the portal was not polled for longer is told as what it is. */
const AWAY_MS = 3_600_000;

/**
 * Finds what is new to the user among an account's notifications, and tells it in one window: the focused one, else the
 * leader. All windows share the highest ID that was told; a window that is about to tell says so first, and gives up if
 * another one does.
 */
export class ArrivalWatch implements Disposable {
  readonly #inbox: ArrivalWatchOptions['inbox'];
  readonly #windowId: string;
  readonly #leadership: ArrivalWatchOptions['leadership'];
  readonly #focus: ArrivalWatchOptions['focus'];
  readonly #records: SharedMap<number | Claim>;
  readonly #arrived = new Emitter<Arrivals>();
  readonly #subscriptions: readonly Disposable[];
  /** The highest ID told as far as this window knows: the shared one must not become lower again. */
  #told: number | undefined;
  #seen: InboxState | undefined;
  #highestId = 0;
  /** When the portal was last polled, successfully or not, in milliseconds since the epoch. */
  #polledAt: number;
  /** Everything up to this ID arrived while nothing polled. */
  #awayId = 0;
  /** By ID: when the snooze of those ended that have not been told, in milliseconds since the epoch. */
  #returned: ReadonlyMap<number, number> = new Map();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isDisposed = false;
  /** When the claim was written that this window found at its start. */
  readonly #foundClaimAt: number;

  /** Fires in the one window that has to tell the user. */
  readonly onDidArrive = this.#arrived.event;

  constructor({ accountId, inbox, context, leadership, focus, lastPollAt }: ArrivalWatchOptions) {
    this.#inbox = inbox;
    this.#windowId = context.id;
    this.#leadership = leadership;
    this.#focus = focus;
    this.#polledAt = lastPollAt;
    this.#records = new SharedMap(context.memento, `bitrix24.arrivals:${accountId}`, parseRecord);
    this.#foundClaimAt = this.#records.writtenAt(CLAIM);
    this.#subscriptions = [inbox.onDidChange(() => this.#update()), context.onDidTick(() => this.#update())];
  }

  /** Lets another window tell what this one was about to. */
  dispose(): void {
    this.#isDisposed = true;
    disposeAll(this.#subscriptions);
    if (this.#timer !== undefined && this.#hasClaim) {
      this.#records.delete(CLAIM);
      void this.#records.save();
    }
    clearTimeout(this.#timer);
  }

  /** Deletes what the windows share about an account that is no longer connected; call it after {@link dispose}. */
  forget(): void {
    void this.#records.clear();
  }

  /** Tells the user of notifications whose snooze has ended at `endedAt`; every window may call it. */
  announceReturned(ids: readonly number[], endedAt: number): void {
    this.#returned = new Map([...this.#returned, ...ids.map(id => [id, endedAt] as const)]);
    this.#update();
  }

  /** Whether it is this window that tells the user. */
  get #isTeller(): boolean {
    const { focusedWindowId } = this.#focus;
    return focusedWindowId === undefined ? this.#leadership.isLeader : focusedWindowId === this.#windowId;
  }

  get #claim(): Claim | undefined {
    const claim = this.#records.get(CLAIM);
    return typeof claim === 'object' ? claim : undefined;
  }

  get #hasClaim(): boolean {
    return this.#claim?.windowId === this.#windowId;
  }

  get #isClaimedElsewhere(): boolean {
    return this.#claim !== undefined && this.#records.isFresh(CLAIM, CLAIM_TIMEOUT_MS);
  }

  #update(): void {
    const wasOverwritten = this.#sync();
    const { state } = this.#inbox;
    if (state.kind !== 'ready' || state.isCached === true) return;
    if (state !== this.#seen) {
      this.#seen = state;
      this.#highestId = highestId(state.notifications);
      this.#notePoll();
    }
    if (this.#told === undefined) {
      if (this.#leadership.isLeader) this.#saveTold(this.#highestId);
    } else if (this.#timer !== undefined) {
      if (!this.#hasClaim) this.#stopWaiting();
      else if (wasOverwritten) this.#wait();
    } else if (this.#mayHaveUntold && this.#isTeller && !this.#isClaimedElsewhere) {
      const claim = this.#claim;
      if (claim !== undefined && this.#records.writtenAt(CLAIM) === this.#foundClaimAt) {
        // Left by a window of an earlier start, which may have told.
        this.#records.delete(CLAIM);
        this.#saveTold(claim.highestId);
      } else if (this.#untold(this.#highestId).length > 0) this.#setClaim();
      else this.#saveTold(this.#highestId);
    }
  }

  /** Merges what the other windows have written; returns whether they have overwritten something of this one's. */
  #sync(): boolean {
    const wasOverwritten = this.#records.sync();
    const stored = this.#records.get(TOLD);
    if (typeof stored === 'number' && stored >= (this.#told ?? 0)) {
      this.#told = stored;
    } else if (this.#told !== undefined) {
      this.#saveTold(this.#told);
    }
    const returnsTold = this.#records.get(RETURNS_TOLD);
    if (this.#returned.size > 0 && typeof returnsTold === 'number' && !isAhead(returnsTold, Date.now())) {
      this.#returned = new Map([...this.#returned].filter(([, endedAt]) => endedAt > returnsTold));
    }
    return wasOverwritten;
  }

  get #mayHaveUntold(): boolean {
    return this.#highestId > (this.#told ?? 0) || this.#returned.size > 0;
  }

  #notePoll(): void {
    const { fetchedAt } = this.#inbox;
    if (!isLater(fetchedAt, this.#polledAt, Date.now())) return;
    if (fetchedAt - this.#polledAt > AWAY_MS) this.#awayId = this.#highestId;
    this.#polledAt = fetchedAt;
  }

  #setClaim(): void {
    this.#records.set(CLAIM, { windowId: this.#windowId, highestId: this.#highestId });
    void this.#records.save();
    this.#wait();
  }

  #wait(): void {
    clearTimeout(this.#timer);
    const dueAt = Date.now() + CLAIM_MS;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      void this.#tell(Math.abs(Date.now() - dueAt) > MAX_DELAY_MS);
    }, CLAIM_MS);
  }

  #stopWaiting(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  async #tell(isLate: boolean): Promise<void> {
    if (this.#sync() || isLate) {
      // Another window may have told meanwhile, or is about to.
      if (this.#hasClaim) this.#setClaim();
      return;
    }
    const claim = this.#claim;
    if (claim?.windowId !== this.#windowId) return;
    const arrivals = this.#isTeller ? this.#untold(claim.highestId) : [];
    this.#records.delete(CLAIM);
    if (arrivals.length > 0) this.#setTold(claim.highestId);
    await this.#records.save();
    if (this.#isDisposed) return;
    for (const each of arrivals) {
      this.#arrived.fire(each);
    }
    this.#update();
  }

  /** What this window would tell now of everything up to an ID. */
  #untold(upTo: number): readonly Arrivals[] {
    const { state } = this.#inbox;
    if (state.kind !== 'ready') return [];
    const told = this.#told ?? 0;
    const unread = state.notifications.filter(({ id, isRead }) => !isRead && !state.deciding.has(id));
    const fresh = unread.filter(({ id }) => id > told && id <= upTo);
    const all: readonly Arrivals[] = [
      { reason: 'away', notifications: fresh.filter(({ id }) => id <= this.#awayId) },
      { reason: 'new', notifications: fresh.filter(({ id }) => id > this.#awayId) },
      { reason: 'returned', notifications: unread.filter(({ id }) => id <= told && this.#returned.has(id)) },
    ];
    return all.filter(({ notifications }) => notifications.length > 0);
  }

  #setTold(highest: number): void {
    this.#told = Math.max(this.#told ?? 0, highest);
    this.#records.set(TOLD, this.#told);
    if (this.#returned.size > 0) {
      this.#records.set(RETURNS_TOLD, Math.max(...this.#returned.values()));
      this.#returned = new Map();
    }
  }

  #saveTold(highest: number): void {
    this.#setTold(highest);
    void this.#records.save();
  }
}

function parseRecord(value: unknown): number | Claim | undefined {
  if (isId(value)) return value;
  const { windowId, highestId: highest } = propertiesOf(value);
  return typeof windowId === 'string' && isId(highest) ? { windowId, highestId: highest } : undefined;
}

function isId(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}
