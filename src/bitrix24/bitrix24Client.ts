import type { OutgoingNotification, Person, SendResult } from '../model/compose/sendApi';
import type { Author, NotificationPage, PageCursor } from '../model/notification/notification';
import type { PortalApi } from '../model/portal/portal';
import { PortalFailure } from '../model/portalFailure';
import type { Failure } from '../model/portalFailure';
import type { HistoryPage, HistoryQuery } from '../model/search/historyQuery';
import { decodeHistoryPage, decodeNotificationPage } from './decode/notificationList';
import type { DecodedPage } from './decode/notificationList';
import {
  decodeProfile,
  decodeResultMessages,
  decodeScope,
  decodeTypeNames,
  decodeUnreadCount,
} from './decode/results';
import type { Transport } from './http/transport';
import { deleteNotifications } from './methods/deleteNotifications';
import { findPeople } from './methods/findPeople';
import { historySearchParams } from './methods/historySearchParams';
import { sendNotification } from './methods/sendNotification';

/** The maximum that the portal returns. */
const PAGE_SIZE = 50;

export interface Bitrix24ClientOptions {
  readonly transport: Pick<Transport, 'call' | 'recordLimit'>;
  /** `https://portal.example`: the base of the portal's relative links. */
  readonly origin: string;
  /** Called with the number of notifications of a page that were skipped because they could not be decoded. */
  readonly onSkipped: (count: number) => void;
}

/** The REST methods for the notifications of one account. They only reject with a `PortalFailure`. */
export class Bitrix24Client implements PortalApi {
  readonly #options: Bitrix24ClientOptions;

  constructor(options: Bitrix24ClientOptions) {
    this.#options = options;
  }

  /** `im.notify.get`: confirmations first, then the others, each newest first. */
  async getPage(after?: PageCursor): Promise<NotificationPage> {
    const result = await this.#read('im.notify.get', {
      LIMIT: PAGE_SIZE,
      ...(after === undefined ? {} : { LAST_ID: after.lastId, LAST_TYPE: after.lastType }),
    });
    return this.#told(decodeNotificationPage(result, PAGE_SIZE, this.#options.origin));
  }

  /** `im.counters.get`. */
  async getUnreadCount(): Promise<number> {
    return decodeUnreadCount(await this.#read('im.counters.get', {}));
  }

  /** `im.notify.answer`. Not idempotent, and its response does not prove delivery. */
  async answer(id: number, text: string): Promise<readonly string[] | undefined> {
    return decodeResultMessages(await this.#write('im.notify.answer', { NOTIFY_ID: id, ANSWER_TEXT: text }));
  }

  /** `im.notify.confirm`. Deletes the notification, whatever the value. */
  async confirm(id: number, value: string): Promise<readonly string[] | undefined> {
    return decodeResultMessages(
      await this.#write('im.notify.confirm', { NOTIFY_ID: id, NOTIFY_VALUE: value }),
    );
  }

  /** `im.notify.read.list`: affects only these, whereas `im.notify.read` would include all newer ones. */
  async setRead(ids: readonly number[], isRead: boolean): Promise<void> {
    await this.#write('im.notify.read.list', { IDS: ids, ACTION: isRead ? 'Y' : 'N' });
  }

  /** `im.notify.read` without ONLY_CURRENT: affects this notification and all with a higher id. */
  async markReadFrom(id: number): Promise<void> {
    await this.#write('im.notify.read', { ID: id, ACTION: 'Y' });
  }

  /** `im.notify.read.all`. Confirmations stay unread. */
  async markAllRead(): Promise<void> {
    await this.#write('im.notify.read.all', {});
  }

  /** `im.notify.delete`, in a `batch` for several. */
  delete(ids: readonly number[]): Promise<ReadonlyMap<number, Failure>> {
    return deleteNotifications(this.#options.transport, ids);
  }

  /** `im.notify.history.search`: all kinds in one list, newest first. Sends no query that the portal would refuse. */
  async search(query: HistoryQuery, after?: number): Promise<HistoryPage> {
    const params = historySearchParams(query);
    if (params === undefined) {
      return { notifications: [] };
    }
    const result = await this.#read('im.notify.history.search', {
      ...params,
      LIMIT: PAGE_SIZE,
      ...(after === undefined ? {} : { LAST_ID: after }),
    });
    return this.#told(decodeHistoryPage(result, PAGE_SIZE, this.#options.origin));
  }

  /** `im.notify.schema.get`. */
  async getTypeNames(): Promise<ReadonlyMap<string, string>> {
    return decodeTypeNames(await this.#read('im.notify.schema.get', {}));
  }

  /** `im.notify.personal.add`, `im.notify.system.add`, or `im.notify`. Not idempotent. */
  send(outgoing: OutgoingNotification): Promise<SendResult> {
    return sendNotification(this.#options.transport, outgoing);
  }

  /** `user.search`, which requires the permission `user`. */
  findPeople(name: string): Promise<readonly Person[]> {
    return findPeople(this.#options.transport, name);
  }

  /**
   * Resolves with the account of the credential (`profile`) if its scope includes `im` (`scope`).
   *
   * @throws PortalFailure `forbidden` with `scope: 'im'` if it does not
   */
  async getAccount(): Promise<Author> {
    const account = decodeProfile(await this.#read('profile', {}));
    if (!(await this.getPermissions()).includes('im')) {
      throw new PortalFailure({ kind: 'forbidden', code: 'insufficient_scope', scope: 'im' });
    }
    return account;
  }

  /** Resolves with the permissions of the credential (`scope`). */
  async getPermissions(): Promise<readonly string[]> {
    return decodeScope(await this.#read('scope', {}));
  }

  #told<T>({ page, skipped }: DecodedPage<T>): T {
    if (skipped > 0) {
      this.#options.onSkipped(skipped);
    }
    return page;
  }

  #read(method: string, params: Readonly<Record<string, unknown>>): Promise<unknown> {
    return this.#options.transport.call(method, params, 'read');
  }

  #write(method: string, params: Readonly<Record<string, unknown>>): Promise<unknown> {
    return this.#options.transport.call(method, params, 'write');
  }
}
