import { markAfter } from '../arrivals/arrivals';
import { type Disposable, disposeAll, Emitter } from '../emitter';
import { fnv1a } from '../hash';
import type { Inbox } from '../inbox/inbox';
import { type InboxState, loadedNotifications, type ServerInboxState } from '../inbox/inboxState';
import { isOrdinary } from '../inbox/listMerge';
import { MAX_UNREAD_COUNT, type Notification } from '../notification/notification';
import { findPortalLink } from '../notification/portalLinks';
import { isTime, propertiesOf } from '../unknownValue';
import { reportingFirst, SharedMap } from '../windows/sharedMap';
import type { WindowContext } from '../windows/windowContext';

/** A snoozed notification comes back at a time, or with the next notification from its source. */
export type Snooze =
  | { readonly kind: 'until'; readonly until: number }
  /** `source`: {@link sourceOf}; `after`: the highest ID that there was. */
  | { readonly kind: 'next'; readonly source: string; readonly after: number };

/** By notification ID. */
export type SnoozesState = ReadonlyMap<number, Snooze>;

interface SnoozesOptions {
  readonly accountId: string;
  /** `https://portal.example`. */
  readonly origin: string;
  readonly inbox: Pick<Inbox, 'state' | 'serverState' | 'onDidChange' | 'onDidConfirm'>;
  readonly context: Pick<WindowContext, 'memento' | 'onDidTick'>;
  /** Is called once if a stored snooze can't be parsed, which counts as none. */
  readonly onUnreadable: () => void;
}

/** Those that end first make room for others. */
export const MAX_SNOOZES = 1_000;

/** Another spelling of a number could not be deleted by it. */
const ID = /^[1-9]\d{0,14}$/;

/** The key of an account's snoozes in the state that is shared by windows, and synchronized by VS Code. */
export function snoozesKey(accountId: string): string {
  return `bitrix24.snoozes:${accountId}`;
}

/** The notifications of an account that the user doesn't want to see until later. Nothing of what they say is kept. */
export class Snoozes implements Disposable {
  readonly #origin: string;
  readonly #inbox: SnoozesOptions['inbox'];
  readonly #entries: SharedMap<Snooze>;
  readonly #changed = new Emitter();
  readonly #returned = new Emitter<{ readonly ids: readonly number[]; readonly endedAt: number }>();
  readonly #subscriptions: readonly Disposable[];
  #state: SnoozesState = new Map();
  #isForgotten = false;

  readonly onDidChange = this.#changed.event;
  /** Fires in every window when the time of unread notifications has come; `endedAt`: milliseconds since the epoch. */
  readonly onDidReturn = this.#returned.event;

  constructor({ accountId, origin, inbox, context, onUnreadable }: SnoozesOptions) {
    this.#origin = origin;
    this.#inbox = inbox;
    const parse = reportingFirst(parseSnooze, onUnreadable);
    this.#entries = new SharedMap(context.memento, snoozesKey(accountId), parse);
    this.#subscriptions = [
      context.onDidTick(() => this.#update()),
      inbox.onDidChange(() => this.#update()),
      inbox.onDidConfirm(({ kind, ids }) => {
        if (kind === 'delete' || kind === 'confirm') this.unsnooze(ids);
      }),
      this.#entries.onDidChange(() => this.#update()),
    ];
    this.#update();
  }

  get state(): SnoozesState {
    return this.#state;
  }

  /**
   * Snoozes these. The returned function restores what was before, where it is still as set here; returns whether there
   * was anything to restore.
   */
  snooze(notifications: readonly Notification[], until: number | 'next'): () => boolean {
    const after = markAfter(loadedNotifications(this.#inbox.state)).id;
    return this.#replace(
      notifications.map(notification => {
        const next = { kind: 'next', source: sourceOf(notification, this.#origin), after } as const;
        return [notification.id, until === 'next' ? next : { kind: 'until', until }] as const;
      }),
    );
  }

  /** Ends the snooze of these; returns the same as {@link snooze}. */
  unsnooze(ids: readonly number[]): () => boolean {
    return this.#replace(ids.filter(id => this.#get(id) !== undefined).map(id => [id, undefined] as const));
  }

  /** Deletes what is kept of an account that is no longer connected, for good; call it after {@link dispose}. */
  forget(): void {
    this.#isForgotten = true;
    void this.#entries.clear();
  }

  dispose(): void {
    disposeAll(this.#subscriptions);
  }

  #update(): void {
    this.#entries.sync();
    // Until there is a list, nothing is known of them.
    if (this.#inbox.state.kind === 'ready') {
      this.#end();
    }
    this.#publish();
  }

  /** Another window may have ended some first: they come back here, too. */
  #end(): void {
    const known = new Map([...this.#state, ...this.#read()]);
    if (known.size === 0) return;
    const isGone = goneFrom(this.#inbox.serverState);
    const ended = [...known].filter(([, snooze]) => this.#hasEnded(snooze));
    const done = [...known.keys()].filter(isGone).concat(ended.map(([id]) => id));
    const kept = done.map(String).filter(id => this.#entries.get(id) !== undefined);
    if (kept.length > 0) {
      this.#entries.setAll(kept.map(id => [id, undefined]));
      void this.#entries.save();
    }
    this.#publish();
    if (ended.length === 0) return;
    const unread = new Set(loadedNotifications(this.#inbox.state).flatMap(({ id, isRead }) => (isRead ? [] : [id])));
    const times = new Map<number, number[]>();
    for (const [id, snooze] of ended) {
      if (snooze.kind === 'until' && unread.has(id)) times.set(snooze.until, [...(times.get(snooze.until) ?? []), id]);
    }
    for (const [endedAt, ids] of times) {
      this.#returned.fire({ ids, endedAt });
    }
  }

  #get(id: number): Snooze | undefined {
    return this.#entries.get(String(id));
  }

  #replace(snoozes: readonly (readonly [number, Snooze | undefined])[]): () => boolean {
    if (snoozes.length === 0 || this.#isForgotten) return () => false;
    const before = snoozes.map(([id]) => this.#get(id));
    this.#set(snoozes);
    return () => {
      if (this.#isForgotten) return false;
      const restored = snoozes.flatMap(([id, snooze], index) => {
        const earlier = before[index];
        const isReplaced = !isSame(this.#get(id), snooze);
        // What has ended meanwhile is not snoozed again.
        return isReplaced || (earlier !== undefined && this.#hasEnded(earlier)) ? [] : [[id, earlier] as const];
      });
      if (restored.length > 0) this.#set(restored);
      return restored.length > 0;
    };
  }

  #set(snoozes: readonly (readonly [number, Snooze | undefined])[]): void {
    this.#entries.setAll(snoozes.map(([id, snooze]) => [String(id), snooze]));
    this.#limit();
    void this.#entries.save();
    this.#publish();
  }

  #publish(): void {
    const state = this.#read();
    const isUnchanged =
      state.size === this.#state.size && [...state].every(([id, snooze]) => isSame(snooze, this.#state.get(id)));
    if (!isUnchanged) {
      this.#state = state;
      this.#changed.fire();
    }
  }

  #read(): SnoozesState {
    return new Map(this.#entries.entries.flatMap(([name, snooze]) => (ID.test(name) ? [[Number(name), snooze]] : [])));
  }

  #limit(): void {
    const all = [...this.#read()];
    const endOf = (snooze: Snooze): number => (snooze.kind === 'until' ? snooze.until : Infinity);
    const excess = all
      .sort(([, one], [, other]) => endOf(one) - endOf(other))
      .slice(0, Math.max(all.length - MAX_SNOOZES, 0));
    this.#entries.setAll(excess.map(([id]) => [String(id), undefined]));
  }

  #hasEnded(snooze: Snooze): boolean {
    if (snooze.kind === 'until') return snooze.until <= Date.now();
    const { state } = this.#inbox;
    return (
      state.kind === 'ready' &&
      state.notifications.some(each => each.id > snooze.after && sourceOf(each, this.#origin) === snooze.source)
    );
  }
}

/**
 * Returns whether a notification is no longer on the portal: it is missing between others of a current list. What is
 * newer than all of the list may be in another window's.
 */
function goneFrom(state: ServerInboxState): (id: number) => boolean {
  if (state.kind !== 'ready' || state.isCached === true || state.failure !== undefined) return () => false;
  const { notifications, next } = state;
  const ids = new Set(notifications.map(({ id }) => id));
  const newest = markAfter(notifications).id;
  const oldest = next === undefined ? 0 : (notifications.findLast(isOrdinary)?.id ?? newest);
  return id => id > oldest && id < newest && !ids.has(id);
}

function isSame(one: Snooze | undefined, other: Snooze | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Returns what notifications about the same have in common: type and page, or else the author; no words of them. */
export function sourceOf(notification: Notification, origin: string): string {
  const link = findPortalLink(notification, origin);
  return link === undefined
    ? `author ${notification.author?.id ?? 0}`
    : `${fnv1a(notification.typeId)} ${fnv1a(pageOf(link))}`;
}

/** A path with a number names what the page is about; then its parameters only name a comment. */
function pageOf(link: string): string {
  const { pathname, search } = new URL(link);
  return /\d/.test(pathname) ? pathname : pathname + search;
}

function parseSnooze(value: unknown): Snooze | undefined {
  const { until, source, after } = propertiesOf(value);
  if (isTime(until)) return { kind: 'until', until };
  const isNext = typeof source === 'string' && source.length <= 40 && isTime(after);
  return isNext ? { kind: 'next', source, after } : undefined;
}

/** Returns the state with the portal's unread count less the snoozed ones, as far as it counts. */
export function withoutSnoozed(state: InboxState, snoozes: SnoozesState): InboxState {
  if (state.kind !== 'ready' || snoozes.size === 0 || state.unreadTotal >= MAX_UNREAD_COUNT) return state;
  const snoozed = state.notifications.filter(({ id, isRead }) => !isRead && snoozes.has(id)).length;
  return snoozed === 0 ? state : { ...state, unreadTotal: Math.max(state.unreadTotal - snoozed, 0) };
}
