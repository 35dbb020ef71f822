import * as v from 'valibot';
import type { OutgoingNotification, Person, SendResult } from '../model/compose/sendApi';
import type { Author, NotificationFingerprint, NotificationPage, PageCursor } from '../model/notification/notification';
import type { PortalApi } from '../model/portal/portal';
import { type Failure, failureOrRethrow, PortalFailure } from '../model/portalFailure';
import {
  type TimeRange,
  type HistoryPage,
  type HistoryQuery,
  splitPortalWords,
  toPortalQuery,
} from '../model/search/historyQuery';
import { isRecord, propertiesOf } from '../model/unknownValue';
import {
  decodeFingerprint,
  type DecodedPage,
  decodeHistoryPage,
  decodeNotificationPage,
} from './decode/notificationList';
import {
  decodePeople,
  decodeProfile,
  decodeResultMessages,
  decodeScope,
  decodeTypeNames,
  decodeUnreadCount,
} from './decode/results';
import { idSchema, parseOrThrow } from './decode/schemas';
import type { Transport } from './http/transport';

/** The highest ID of a signed 32-bit column, which older portals have; a higher one would be out of range there. */
const MAX_ID = 2 ** 31 - 1;

/** The maximum that the portal returns. */
const PAGE_SIZE = 50;

/** Commands that a `batch` accepts. */
const MAX_BATCH_COMMANDS = 50;

/** The portal searches this far beyond SEARCH_DATE_TO. */
const DAY_MS = 24 * 60 * 60_000;

/** A portal with a full-text index ignores shorter search words. */
const MIN_WORD_LENGTH = 3;

const DELETE = 'im.notify.delete';

const SEND_METHODS = {
  me: { method: 'im.notify.personal.add', TYPE: 'USER' },
  system: { method: 'im.notify.system.add', TYPE: 'SYSTEM' },
} as const;

const batchSchema = v.object({ result: v.unknown(), result_error: v.unknown() });
const sentSchema = v.union([v.literal(false), idSchema]);

type Params = Readonly<Record<string, unknown>>;

interface Bitrix24ClientOptions {
  readonly transport: Pick<Transport, 'call' | 'commandFailure' | 'recordLimit'>;
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
    return this.#reportSkipped(decodeNotificationPage(result, PAGE_SIZE, this.#options.origin));
  }

  /** `im.notify.get` with `LIMIT` 1 and a cursor above all IDs, which leaves out the confirmations but not the counts. */
  async getFingerprint(): Promise<NotificationFingerprint> {
    return decodeFingerprint(await this.#read('im.notify.get', { LIMIT: 1, LAST_ID: MAX_ID, LAST_TYPE: 3 }));
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
    return decodeResultMessages(await this.#write('im.notify.confirm', { NOTIFY_ID: id, NOTIFY_VALUE: value }));
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

  /**
   * Deletes the caller's own notifications: one with `im.notify.delete`, several with as few `batch` calls as possible.
   * Resolves with the failures of those not deleted, by id; one that was already gone counts as deleted.
   *
   * @throws PortalFailure if the first call failed as a whole
   */
  async delete(ids: readonly number[]): Promise<ReadonlyMap<number, Failure>> {
    const failures = new Map<number, Failure>();
    if (ids.length === 1) {
      await this.#write(DELETE, { ID: ids[0] });
      return failures;
    }
    for (let at = 0; at < ids.length; at += MAX_BATCH_COMMANDS) {
      try {
        for (const [id, failure] of await this.#deleteInBatch(ids.slice(at, at + MAX_BATCH_COMMANDS))) {
          failures.set(id, failure);
        }
      } catch (error) {
        if (at === 0) throw error;
        const failure = failureOrRethrow(error);
        ids.slice(at).forEach(id => failures.set(id, failure));
        break;
      }
    }
    return failures;
  }

  /** `im.notify.history.search`: all kinds in one list, newest first. Sends no query that the portal would refuse. */
  async search(query: HistoryQuery, after?: number): Promise<HistoryPage> {
    const portalQuery = toPortalQuery(query);
    if (portalQuery === undefined) return { notifications: [] };
    const result = await this.#read('im.notify.history.search', {
      ...historySearchParams(portalQuery),
      LIMIT: PAGE_SIZE,
      ...(after === undefined ? {} : { LAST_ID: after }),
    });
    return this.#reportSkipped(decodeHistoryPage(result, PAGE_SIZE, this.#options.origin));
  }

  /** `im.notify.schema.get`. */
  async getTypeNames(): Promise<ReadonlyMap<string, string>> {
    return decodeTypeNames(await this.#read('im.notify.schema.get', {}));
  }

  /**
   * Sends a notification: `im.notify.personal.add` or `im.notify.system.add`; on a portal that has neither, `im.notify`
   * with its `TYPE`. The portal returns the notification's id, `false` if there is no such user, or the current time in
   * unix seconds if the user has turned such notifications off. Not idempotent.
   */
  async send({ to, from, text }: OutgoingNotification): Promise<SendResult> {
    const params = { USER_ID: to, MESSAGE: text };
    const { method, TYPE } = SEND_METHODS[from];
    let result: unknown;
    try {
      result = await this.#write(method, params);
    } catch (error) {
      if (!isMethodMissing(failureOrRethrow(error))) throw error;
      result = await this.#write('im.notify', { ...params, TYPE });
    }
    const sent = parseOrThrow(sentSchema, result);
    if (sent === false) return 'nobody';
    return Math.abs(sent * 1000 - Date.now()) < DAY_MS ? 'switchedOff' : 'sent';
  }

  /**
   * `user.search`. Resolves with the first fifty active employees whose name or position contains words with these
   * prefixes, or whose department does, because the portal searches departments too.
   *
   * @throws PortalFailure `forbidden` with `scope: 'user'` if the permission is missing
   */
  async findPeople(name: string): Promise<readonly Person[]> {
    const result = await this.#read('user.search', { FILTER: { FIND: name.trim(), ACTIVE: true } });
    const shortWords = splitPortalWords(name.toLowerCase()).filter(
      word => word.length < MIN_WORD_LENGTH && !/^\d+$/.test(word),
    );
    return decodePeople(result).filter(person => {
      const words = splitPortalWords(`${person.name} ${person.position}`.toLowerCase());
      return shortWords.every(prefix => words.some(word => word.startsWith(prefix)));
    });
  }

  /**
   * Resolves with the account of the credential (`profile`) if its scope includes `im` (`scope`) and the portal lists
   * its notifications.
   *
   * @throws PortalFailure `forbidden` with `scope: 'im'` if its scope does not include it; `refused` with
   * `missingMethod` if the portal is too old
   */
  async getAccount(): Promise<Author> {
    const account = decodeProfile(await this.#read('profile', {}));
    if (!(await this.getPermissions()).includes('im')) {
      throw new PortalFailure({ kind: 'forbidden', code: 'insufficient_scope', scope: 'im' });
    }
    await this.#read('im.notify.get', { LIMIT: 1 });
    return account;
  }

  /** Resolves with the permissions of the credential (`scope`). */
  async getPermissions(): Promise<readonly string[]> {
    return decodeScope(await this.#read('scope', {}));
  }

  /** `pull.config.get`, which is not documented: the push server and the person's channels. Contains secrets. */
  getPushConfig(): Promise<unknown> {
    return this.#read('pull.config.get', { CACHE: 'N' });
  }

  #reportSkipped<T>({ page, skipped }: DecodedPage<T>): T {
    if (skipped > 0) {
      this.#options.onSkipped(skipped);
    }
    return page;
  }

  /** Each command is a method with a query string, and has its own result or error. */
  async #deleteInBatch(ids: readonly number[]): Promise<ReadonlyMap<number, Failure>> {
    // Not a number, so that PHP does not turn the results into a list.
    const keyOf = (id: number): string => `n${id}`;
    const cmd = Object.fromEntries(ids.map(id => [keyOf(id), `${DELETE}?ID=${id}`]));
    const batch = parseOrThrow(batchSchema, await this.#write('batch', { halt: 0, cmd }, DELETE));
    const results = propertiesOf(batch.result);
    const errors = propertiesOf(batch.result_error);
    const failures = new Map(
      ids.filter(id => !(keyOf(id) in results)).map(id => [id, this.#commandFailure(errors[keyOf(id)])]),
    );
    const limit = [...failures.values()].find(({ kind }) => kind === 'rateLimited');
    if (limit !== undefined) {
      this.#options.transport.recordLimit(DELETE, limit);
    }
    return failures;
  }

  #commandFailure(error: unknown): Failure {
    return isRecord(error) ? this.#options.transport.commandFailure(error, DELETE) : { kind: 'malformed' };
  }

  #read(method: string, params: Params): Promise<unknown> {
    return this.#options.transport.call(method, params, 'read');
  }

  /** `limitedMethod`: see {@link Transport.call}. */
  #write(method: string, params: Params, limitedMethod?: string): Promise<unknown> {
    return this.#options.transport.call(method, params, 'write', limitedMethod);
  }
}

/** Whether the portal does not know the method, and therefore did not execute it. */
function isMethodMissing(failure: Failure): boolean {
  return failure.kind === 'refused' && failure.missingMethod !== undefined;
}

/** Only a single type is sent: for several (`SEARCH_TYPES`), the portal only compares their modules. */
function historySearchParams({ text, typeId, authorIds, days }: HistoryQuery): Params {
  return {
    ...(text !== '' && { SEARCH_TEXT: text }),
    ...(typeId !== undefined && { SEARCH_TYPE: typeId }),
    ...(authorIds.length > 0 && { SEARCH_AUTHORS: authorIds }),
    ...(days !== undefined && dateParams(days)),
  };
}

/** A day made longer than 24 hours by a clock change needs a range. */
function dateParams({ from, to }: TimeRange): Params {
  const last = to - DAY_MS;
  return last <= from
    ? { SEARCH_DATE: rfc3339(from) }
    : { SEARCH_DATE_FROM: rfc3339(from), SEARCH_DATE_TO: rfc3339(last) };
}

/** UTC, whole seconds. */
function rfc3339(at: number): string {
  return new Date(at).toISOString().replace(/\.\d+Z$/, 'Z');
}
