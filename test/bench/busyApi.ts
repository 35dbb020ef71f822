import type { Person, SendResult } from '../../src/model/compose/sendApi';
import {
  MAX_UNREAD_COUNT,
  type Notification,
  type NotificationFingerprint,
  type NotificationPage,
  type PageCursor,
} from '../../src/model/notification/notification';
import type { PortalApi } from '../../src/model/portal/portal';
import { type Failure, PortalFailure } from '../../src/model/portalFailure';
import type { HistoryPage } from '../../src/model/search/historyQuery';

const PAGE = 50;
const AUTHORS = 40;
const TYPES = 12;

/** What becomes of a call before it is executed, or instead. */
export type Turn = (method: string) => Promise<Failure | undefined>;

/** A portal without the wire, which as many notifications reach as one likes; each call waits for its turn. */
export class BusyApi implements PortalApi {
  readonly #turn: Turn;
  /** The newest first. */
  #list: readonly Notification[] = [];
  #lastId = 0;

  constructor(turn: Turn) {
    this.#turn = turn;
  }

  get list(): readonly Notification[] {
    return this.#list;
  }

  /** So many arrive, each so many milliseconds after the one before; every 2,000th waits for a decision. */
  arrive(count: number, at: number, apartMs = 0): void {
    const fresh = Array.from({ length: count }, (_item, index) =>
      notification(++this.#lastId, at - (count - index) * apartMs),
    );
    this.#list = [...fresh.reverse(), ...this.#list];
  }

  /** All that this is so of are gone from the portal. */
  lose(isGone: (notification: Notification) => boolean): void {
    this.#list = this.#list.filter(each => !isGone(each));
  }

  /** One is marked as read elsewhere. */
  read(id: number | undefined): void {
    this.#list = this.#list.map(each => (each.id === id ? { ...each, isRead: true } : each));
  }

  /** All are marked as unread elsewhere. */
  unread(): void {
    this.#list = this.#list.map(each => ({ ...each, isRead: false }));
  }

  getPage(after?: PageCursor): Promise<NotificationPage> {
    return this.#take('page', () => {
      const confirmations = after?.lastType === 3 ? [] : this.#below(isConfirmation, after?.lastId);
      const others = this.#below(isOther, after?.lastType === 3 ? after.lastId : undefined);
      // A portal's answer is made anew each time.
      const notifications = structuredClone([...confirmations, ...others].slice(0, PAGE));
      const last = notifications.at(-1);
      return {
        notifications,
        unreadTotal: this.#unread(),
        ...(last !== undefined &&
          notifications.length === PAGE && {
            next: { lastId: last.id, lastType: last.kind === 'confirmation' ? (1 as const) : (3 as const) },
          }),
      };
    });
  }

  getFingerprint(): Promise<NotificationFingerprint> {
    return this.#take('fingerprint', () => {
      const newestId = this.#first(1, 0, isOther)[0]?.id;
      return { total: this.#list.length, unreadTotal: this.#unread(), ...(newestId !== undefined && { newestId }) };
    });
  }

  getUnreadCount(): Promise<number> {
    return this.#take('unreadCount', () => this.#unread());
  }

  setRead(ids: readonly number[], isRead: boolean): Promise<void> {
    const meant = new Set(ids);
    return this.#mark('setRead', isRead, ({ id }) => meant.has(id));
  }

  markReadFrom(from: number): Promise<void> {
    return this.#mark('readFrom', true, ({ id }) => id >= from);
  }

  markAllRead(): Promise<void> {
    return this.#mark('readAll', true, ({ kind }) => kind !== 'confirmation');
  }

  delete(ids: readonly number[]): Promise<ReadonlyMap<number, Failure>> {
    const meant = new Set(ids);
    return this.#take('delete', () => {
      this.lose(({ id }) => meant.has(id));
      return new Map();
    });
  }

  confirm(id: number): Promise<readonly string[] | undefined> {
    return this.#take('confirm', () => {
      const isThere = this.#list.some(each => each.id === id);
      this.lose(each => each.id === id);
      return isThere ? [] : undefined;
    });
  }

  answer(id: number): Promise<readonly string[] | undefined> {
    return this.#take('answer', () => (this.#list.some(each => each.id === id) ? [] : undefined));
  }

  getTypeNames(): Promise<ReadonlyMap<string, string>> {
    return this.#take('typeNames', () => new Map([['busy|0', 'Busy']]));
  }

  search(): Promise<HistoryPage> {
    return unheardOf();
  }

  send(): Promise<SendResult> {
    return unheardOf();
  }

  findPeople(): Promise<readonly Person[]> {
    return unheardOf();
  }

  getPermissions(): Promise<readonly string[]> {
    return unheardOf();
  }

  /** A page of them, quickly: the time it takes is not the extension's. */
  #below(isOne: (notification: Notification) => boolean, id = this.#lastId + 1): readonly Notification[] {
    const from = this.#list.findIndex(each => each.id < id);
    return from < 0 ? [] : this.#first(PAGE, from, isOne);
  }

  #unread(): number {
    return this.#first(MAX_UNREAD_COUNT, 0, ({ isRead }) => !isRead).length;
  }

  #first(count: number, from: number, isOne: (notification: Notification) => boolean): readonly Notification[] {
    const found: Notification[] = [];
    for (let index = from; index < this.#list.length && found.length < count; index++) {
      const each = this.#list[index];
      if (each !== undefined && isOne(each)) found.push(each);
    }
    return found;
  }

  #mark(method: string, isRead: boolean, isMeant: (notification: Notification) => boolean): Promise<void> {
    return this.#take(method, () => {
      this.#list = this.#list.map(each => (isMeant(each) && each.isRead !== isRead ? { ...each, isRead } : each));
    });
  }

  async #take<T>(method: string, work: () => T): Promise<T> {
    const failure = await this.#turn(method);
    // It is not known of a write that got no answer whether it was executed.
    if (failure?.kind === 'unreachable' && method !== 'page' && this.#lastId % 2 === 0) work();
    if (failure !== undefined) throw new PortalFailure(failure);
    return work();
  }
}

const isConfirmation = ({ kind }: Notification): boolean => kind === 'confirmation';
const isOther = (notification: Notification): boolean => !isConfirmation(notification);

function notification(id: number, date: number): Notification {
  const isDecision = id % 2_000 === 0;
  return {
    id,
    kind: isDecision ? 'confirmation' : 'personal',
    author: { id: 2 + (id % AUTHORS), name: `Author ${id % AUTHORS}` },
    others: [],
    typeId: `busy|${id % TYPES}`,
    date,
    text: [
      {
        kind: 'text',
        text: `${id} has happened, and there is a line or two to be said about it by whoever did it`,
      },
    ],
    attachments: [],
    buttons: isDecision
      ? [
          { label: 'Accept', value: 'Y', isAccept: true },
          { label: 'Decline', value: 'N', isAccept: false },
        ]
      : [],
    isRead: false,
    canAnswer: true,
  };
}

function unheardOf(): Promise<never> {
  return Promise.reject(new PortalFailure({ kind: 'refused', code: 'ERROR_METHOD_NOT_FOUND' }));
}
