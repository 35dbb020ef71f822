import { type Disposable, disposeAll, Emitter } from '../emitter';
import type { Inbox } from '../inbox/inbox';
import { type InboxState, loadedNotifications } from '../inbox/inboxState';
import type { Leadership } from '../windows/leadership';
import { reportingFirst, SharedMap } from '../windows/sharedMap';
import { isAhead, isLater } from '../windows/timestamps';
import type { WindowContext } from '../windows/windowContext';
import type { WindowFocus } from '../windows/windowFocus';
import { type Abandonment, type ArrivalRecord, type Claim, parseArrivalRecord } from './arrivalRecords';
import { type ArrivalMark, type Arrivals, highestOf, isBeyond, markAfter, NO_MARK } from './arrivals';

interface ArrivalWatchOptions {
  readonly accountId: string;
  readonly inbox: Pick<Inbox, 'state' | 'fetchedAt' | 'onDidChange'>;
  readonly context: Pick<WindowContext, 'id' | 'memento' | 'onDidTick'>;
  readonly leadership: Pick<Leadership, 'isLeader'>;
  readonly focus: Pick<WindowFocus, 'focusedWindowId'>;
  /** When any window last polled the portal before this one started, in milliseconds since the epoch. */
  readonly lastPollAt: number;
  /** Called if something that the windows share can't be parsed, or is nonsense, which counts as none. */
  readonly onUnreadable?: (() => void) | undefined;
}

/** The entry that holds the {@link ArrivalMark} of what was told, or was known before there was anything to tell. */
const TOLD = 'told';
/** The entry that holds when the latest snooze ended that was told, in milliseconds since the epoch. */
const RETURNS_TOLD = 'returnsTold';
/** The entry that holds the last {@link Claim}. */
const CLAIM = 'claim';
/** The entry that holds the last {@link Abandonment}. */
const ABANDONED = 'abandoned';

/** What a window has to tell comes after this. */
interface Untold {
  readonly told: ArrivalMark;
  /** By ID: when the snooze of those ended that have not been told, in milliseconds since the epoch. */
  readonly returned: ReadonlyMap<number, number>;
}

/**
 * How long a claim stands before its window tells: more than twice the longest time that a write takes to the other
 * windows, so that of two windows that claim at once, one knows of the other, and none has overwritten the claim.
 */
const CLAIM_MS = 3_500;
/** After so many ticks, the window of a claim is gone or suspended, and what is newer can be told. */
const CLAIM_TICKS = 8;
/** After so many ticks, the leader claims in place of the focused window, which may hang or have another account. */
const FOCUSED_TICKS = 10;
/** A timer that is so late means that the window was suspended, and has yet to hear of the others. */
const MAX_DELAY_MS = 2_000;
/** What arrived while the portal was not polled for longer is told as what it is. */
const AWAY_MS = 3_600_000;
/** A mark that is so far ahead of the clock at the start is nonsense: it might leave nothing to tell for ever. */
const MAX_MARK_AHEAD_MS = 366 * 24 * 3_600_000;

/**
 * Finds what is new to the user among an account's notifications, and tells it in one window: the focused one, else the
 * leader. All windows share the mark up to which everything was told. A window that is to tell claims it first, and gives
 * up if another one has claimed it later. What a window has claimed that then crashes counts as told: it may have been.
 */
export class ArrivalWatch implements Disposable {
  readonly #inbox: ArrivalWatchOptions['inbox'];
  readonly #windowId: string;
  readonly #leadership: ArrivalWatchOptions['leadership'];
  readonly #focus: ArrivalWatchOptions['focus'];
  readonly #records: SharedMap<ArrivalRecord>;
  readonly #arrived = new Emitter<Arrivals>();
  readonly #subscriptions: readonly Disposable[];
  /** Up to where was told as far as this window knows: the shared mark must not become lower again. */
  #told: ArrivalMark | undefined;
  #returned: Untold['returned'] = new Map();
  #seen: InboxState | undefined;
  #mark = NO_MARK;
  /** When the portal was last polled, successfully or not, in milliseconds since the epoch. */
  #polledAt: number;
  /** Everything up to this mark arrived while nothing polled. */
  #awayMark = NO_MARK;
  /** Time is counted in ticks where it must not pass during a sleep, nor when the clock is set. */
  #ticks = 0;
  /** Since which tick there has been something to tell. */
  #untoldTick: number | undefined;
  /** When the last claim was written, and since which tick this window has known of it. */
  #claimAt = Number.NEGATIVE_INFINITY;
  #claimTick = 0;
  /** As of this window's claim. */
  #claimed: Untold = { told: NO_MARK, returned: new Map() };
  #wasLate = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isDisposed = false;

  /** Fires in the one window that has to tell the user. */
  readonly onDidArrive = this.#arrived.event;

  constructor({ accountId, inbox, context, leadership, focus, lastPollAt, onUnreadable }: ArrivalWatchOptions) {
    this.#inbox = inbox;
    this.#windowId = context.id;
    this.#leadership = leadership;
    this.#focus = focus;
    this.#polledAt = lastPollAt;
    const parse = reportingFirst(parseArrivalRecord, onUnreadable);
    this.#records = new SharedMap(context.memento, `bitrix24.arrivals:${accountId}`, parse);
    const latest = Date.now() + MAX_MARK_AHEAD_MS;
    const nonsense: readonly string[] = [
      ...((this.#storedTold?.date ?? 0) > latest ? [TOLD] : []),
      ...((this.#claim?.mark.date ?? 0) > latest ? [CLAIM] : []),
    ];
    if (nonsense.length > 0) {
      this.#records.setAll(nonsense.map(name => [name, undefined]));
      onUnreadable?.();
    }
    this.#subscriptions = [
      inbox.onDidChange(() => this.#update()),
      context.onDidTick(() => {
        this.#ticks++;
        this.#update();
      }),
    ];
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
    if (focusedWindowId === this.#windowId) return true;
    const isFocusedLate = this.#untoldTick !== undefined && this.#ticks - this.#untoldTick > FOCUSED_TICKS;
    return this.#leadership.isLeader && (focusedWindowId === undefined || isFocusedLate);
  }

  get #claim(): Claim | undefined {
    const claim = this.#records.get(CLAIM);
    return typeof claim === 'object' && 'windowId' in claim ? claim : undefined;
  }

  get #hasClaim(): boolean {
    return this.#claim?.windowId === this.#windowId;
  }

  /** The abandonment of the last claim. */
  get #abandonment(): Abandonment | undefined {
    const abandoned = this.#records.get(ABANDONED);
    return typeof abandoned === 'object' && 'claimAt' in abandoned && abandoned.claimAt === this.#claimAt
      ? abandoned
      : undefined;
  }

  get #storedTold(): ArrivalMark | undefined {
    const told = this.#records.get(TOLD);
    return typeof told === 'object' && 'id' in told ? told : undefined;
  }

  /** 0 if none was told, or if the clock was set back since. */
  get #returnsTold(): number {
    const told = this.#records.get(RETURNS_TOLD);
    return typeof told === 'number' && !isAhead(told, Date.now()) ? told : 0;
  }

  get #mayHaveUntold(): boolean {
    return isBeyond(this.#mark, this.#told ?? NO_MARK) || this.#returned.size > 0;
  }

  #update(): void {
    const wasOverwritten = this.#sync();
    const { state } = this.#inbox;
    if (state.kind !== 'ready' || state.isCached === true) return;
    if (state !== this.#seen) {
      this.#seen = state;
      this.#mark = markAfter(state.notifications);
      this.#notePoll();
    }
    this.#untoldTick = this.#mayHaveUntold ? (this.#untoldTick ?? this.#ticks) : undefined;
    const claim = this.#claim;
    if (this.#told === undefined) {
      if (this.#leadership.isLeader) this.#saveTold(this.#mark);
    } else if (this.#timer !== undefined) {
      if (!this.#hasClaim) this.#stopWaiting();
      else if (wasOverwritten) this.#wait();
    } else if (claim !== undefined && !this.#countsAsTold(claim)) {
      if (this.#ticks - this.#claimTick > CLAIM_TICKS) this.#abandon(claim, this.#told);
    } else if (this.#mayHaveUntold && this.#isTeller) {
      if (this.#arrivals(this.#mark).length > 0) this.#setClaim();
      else this.#saveTold(this.#mark, latestOf(this.#returned));
    }
  }

  /** Merges what the other windows have written; returns whether they have overwritten something of this one's. */
  #sync(): boolean {
    const wasOverwritten = this.#records.sync();
    const stored = this.#storedTold;
    if (stored !== undefined && isBeyond(stored, this.#told ?? NO_MARK)) this.#untoldTick = undefined;
    if (this.#told !== undefined && (stored === undefined || isBeyond(this.#told, stored))) {
      // Another window has written less than this one knows, or something that can't be parsed.
      this.#saveTold(stored ?? NO_MARK);
    } else {
      this.#told = stored;
    }
    this.#returned = endedAfter(this.#returned, this.#returnsTold);
    const claimAt = this.#records.writtenAt(CLAIM);
    if (claimAt !== this.#claimAt) {
      this.#claimAt = claimAt;
      this.#claimTick = this.#ticks;
    }
    return wasOverwritten;
  }

  #countsAsTold({ mark, endedAt }: Claim): boolean {
    return !isBeyond(mark, this.#told ?? NO_MARK) && endedAt <= this.#returnsTold;
  }

  #notePoll(): void {
    const { fetchedAt } = this.#inbox;
    if (!isLater(fetchedAt, this.#polledAt, Date.now())) return;
    if (fetchedAt - this.#polledAt > AWAY_MS) this.#awayMark = this.#mark;
    this.#polledAt = fetchedAt;
  }

  #setClaim(): void {
    this.#claimed = { told: this.#told ?? NO_MARK, returned: this.#returned };
    this.#wasLate = false;
    const endedAt = latestOf(this.#returned);
    this.#records.set(CLAIM, { windowId: this.#windowId, mark: this.#mark, endedAt });
    void this.#records.save();
    this.#wait();
  }

  #abandon(claim: Claim, told: ArrivalMark): void {
    this.#records.set(ABANDONED, { claimAt: this.#claimAt, mark: told, endedAt: this.#returnsTold });
    this.#saveTold(claim.mark, claim.endedAt);
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
    const wasOverwritten = this.#sync();
    const claim = this.#claim;
    if (claim?.windowId !== this.#windowId) return;
    if (wasOverwritten || (isLate && !this.#wasLate)) {
      // Another window may have claimed it meanwhile. Timers in the background of a browser are always late.
      this.#wasLate = isLate;
      this.#wait();
      return;
    }
    const arrivals = this.#arrivalsOf(claim);
    this.#records.delete(CLAIM);
    if (arrivals.length > 0) this.#setTold(this.#knownUpTo(claim.mark), claim.endedAt);
    await this.#records.save();
    if (this.#isDisposed) return;
    for (const each of arrivals) {
      this.#arrived.fire(each);
    }
    this.#update();
  }

  /** What has gone from the list meanwhile doesn't count as told: an older list may have come from another window. */
  #knownUpTo(mark: ArrivalMark): ArrivalMark {
    return markAfter(loadedNotifications(this.#inbox.state).filter(each => !isBeyond(each, mark)));
  }

  /** If others have abandoned this window's claim, it tells whichever window has the focus by now. */
  #arrivalsOf(claim: Claim): readonly Arrivals[] {
    const abandonment = this.#abandonment;
    if (abandonment === undefined) return this.#isTeller ? this.#arrivals(claim.mark) : [];
    return this.#arrivals(claim.mark, {
      told: highestOf(this.#claimed.told, abandonment.mark),
      returned: endedAfter(this.#claimed.returned, abandonment.endedAt),
    });
  }

  /** What this window has to tell of everything up to a mark, as things are now. */
  #arrivals(
    upTo: ArrivalMark,
    { told, returned }: Untold = { told: this.#told ?? NO_MARK, returned: this.#returned },
  ): readonly Arrivals[] {
    const { state } = this.#inbox;
    if (state.kind !== 'ready') return [];
    const unread = state.notifications.filter(({ id, isRead }) => !isRead && !state.deciding.has(id));
    const fresh = unread.filter(each => isBeyond(each, told) && !isBeyond(each, upTo));
    const all: readonly Arrivals[] = [
      { reason: 'away', notifications: fresh.filter(each => !isBeyond(each, this.#awayMark)) },
      { reason: 'new', notifications: fresh.filter(each => isBeyond(each, this.#awayMark)) },
      { reason: 'returned', notifications: unread.filter(each => !isBeyond(each, told) && returned.has(each.id)) },
    ];
    return all.filter(({ notifications }) => notifications.length > 0);
  }

  /** `endedAt`: everything whose snooze ended until then was told, too; 0 for nothing. */
  #setTold(mark: ArrivalMark, endedAt = 0): void {
    this.#told = highestOf(mark, this.#told ?? NO_MARK);
    this.#untoldTick = undefined;
    this.#records.set(TOLD, this.#told);
    if (endedAt > this.#returnsTold) {
      this.#records.set(RETURNS_TOLD, endedAt);
      this.#returned = endedAfter(this.#returned, endedAt);
    }
  }

  #saveTold(mark: ArrivalMark, endedAt?: number): void {
    this.#setTold(mark, endedAt);
    void this.#records.save();
  }
}

function latestOf(returned: Untold['returned']): number {
  return Math.max(0, ...returned.values());
}

function endedAfter(returned: Untold['returned'], at: number): Untold['returned'] {
  return returned.size === 0 ? returned : new Map([...returned].filter(([, endedAt]) => endedAt > at));
}
