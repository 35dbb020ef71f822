import { decodeHistoryPage, decodeNotificationPage } from '../../src/bitrix24/decode/notificationList';
import { decodePeople, decodeResultMessages, decodeTypeNames } from '../../src/bitrix24/decode/results';
import { PeopleDirectory } from '../../src/model/compose/peopleSearch';
import { loadedNotifications } from '../../src/model/inbox/inboxState';
import type { Notification } from '../../src/model/notification/notification';
import { Portal, type PortalApi } from '../../src/model/portal/portal';
import { Session } from '../../src/model/portal/session';
import { parseAccountEntries } from '../../src/ui/account/accountList';
import { singleAccountWindows, MemoryAccountCache } from '../unit/support/singleWindow';

export const ORIGIN = 'https://portal.example';

/** More than any answer here holds: the first page is the last. */
const LIMIT = 10_000;

/** All that a portal answers, raw, and what the person called it. */
export interface RawPortal {
  /** `im.notify.get`, and `im.notify.history.search`. */
  readonly list: unknown;
  /** `im.notify.schema.get`. */
  readonly schema?: unknown;
  /** `user.search`. */
  readonly people?: unknown;
  /** `im.notify.answer`, and `im.notify.confirm`. */
  readonly said?: unknown;
  readonly name?: string;
}

/** A portal that has answered, as the views know it. */
export interface LoadedPortal {
  readonly session: Session;
  readonly portal: Portal;
  /** What the portal gave, as the list has it. */
  readonly notifications: readonly Notification[];
  readonly directory: PeopleDirectory;
}

/** Each answer goes the way of the real ones: decoded, into the inbox, and into the session. */
export async function loadPortal(raw: RawPortal): Promise<LoadedPortal> {
  const said = raw.said ?? { result_message: [] };
  const client: PortalApi = {
    getPage: () => later(() => decodeNotificationPage(raw.list, LIMIT, ORIGIN).page),
    search: () => later(() => decodeHistoryPage(raw.list, LIMIT, ORIGIN).page),
    getTypeNames: () => later(() => decodeTypeNames(raw.schema ?? [])),
    findPeople: () => later(() => decodePeople(raw.people ?? [])),
    answer: () => later(() => decodeResultMessages(said)),
    confirm: () => later(() => decodeResultMessages(said)),
    getFingerprint: () => Promise.resolve({}),
    getUnreadCount: () => Promise.resolve(0),
    getPermissions: () => Promise.resolve([]),
    setRead: () => Promise.resolve(),
    markReadFrom: () => Promise.resolve(),
    markAllRead: () => Promise.resolve(),
    delete: () => Promise.resolve(new Map()),
    send: () => Promise.resolve('sent'),
  };
  const [entry] = parseAccountEntries(JSON.stringify([{ id: 'a', name: raw.name ?? '' }])) ?? [];
  const portal = new Portal({
    account: { origin: ORIGIN, userId: '1' },
    name: entry?.name === '' ? 'portal.example' : (entry?.name ?? ''),
    client,
    intervalMs: 30_000,
    windows: singleAccountWindows(),
    cache: new MemoryAccountCache(),
    abortCalls: () => undefined,
  });
  const session = new Session();
  session.open([portal]);
  portal.label = portal.name;
  const directory = new PeopleDirectory(client);
  try {
    await Promise.all([portal.inbox.refresh(), portal.typeNames.load(), directory.find('a')]);
  } catch (error) {
    session.dispose();
    throw error;
  }
  return { session, portal, directory, notifications: loadedNotifications(portal.inbox.state) };
}

function later<T>(work: () => T): Promise<T> {
  return Promise.resolve().then(work);
}
