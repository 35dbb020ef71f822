import { decodeAnswer } from '../../../src/bitrix24/decode/answer';
import { decodeHistoryPage } from '../../../src/bitrix24/decode/historyPage';
import { decodePage } from '../../../src/bitrix24/decode/page';
import { decodePeople } from '../../../src/bitrix24/decode/people';
import { decodeTypeNames } from '../../../src/bitrix24/decode/typeNames';
import { Directory } from '../../../src/model/directory';
import { notificationsIn } from '../../../src/model/inboxState';
import type { Notification } from '../../../src/model/notification';
import { Portal } from '../../../src/model/portal';
import type { PortalClient } from '../../../src/model/portal';
import { Session } from '../../../src/model/session';
import { entriesIn } from '../../../src/ui/account/secretKeys';
import { aloneInWindows, MemoryKept } from '../model/alone';
import { sharedState } from '../model/sharedStates';

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
export interface World {
  readonly session: Session;
  readonly portal: Portal;
  /** What the portal gave, as the list has it. */
  readonly notifications: readonly Notification[];
  readonly directory: Directory;
}

/** Each answer goes the way of the real ones: decoded, into the inbox, and into the session. */
export async function worldOf(raw: RawPortal): Promise<World> {
  const said = raw.said ?? { result_message: [] };
  const client: PortalClient = {
    page: () => later(() => decodePage(raw.list, LIMIT, ORIGIN).page),
    search: () => later(() => decodeHistoryPage(raw.list, LIMIT, ORIGIN).page),
    typeNames: () => later(() => decodeTypeNames(raw.schema ?? [])),
    findPeople: () => later(() => decodePeople(raw.people ?? [])),
    answer: () => later(() => decodeAnswer(said)),
    confirm: () => later(() => decodeAnswer(said)),
    unreadCount: () => Promise.resolve(0),
    permissions: () => Promise.resolve([]),
    setRead: () => Promise.resolve(),
    readFrom: () => Promise.resolve(),
    readAll: () => Promise.resolve(),
    delete: () => Promise.resolve(new Map()),
    send: () => Promise.resolve('sent'),
  };
  const [entry] = entriesIn(JSON.stringify([{ id: 'a', name: raw.name ?? '' }]));
  const portal = new Portal({
    account: { origin: ORIGIN, userId: '1' },
    name: entry?.name === '' ? 'portal.example' : (entry?.name ?? ''),
    client,
    intervalMs: 30_000,
    shared: sharedState(),
    windows: aloneInWindows(),
    kept: new MemoryKept(),
    hangUp: () => undefined,
  });
  const session = new Session();
  session.open([portal]);
  portal.nameAmong = portal.name;
  const directory = new Directory(client);
  try {
    await Promise.all([portal.inbox.refresh(), portal.typeNames.load(), directory.find('a')]);
  } catch (error) {
    session.dispose();
    throw error;
  }
  return { session, portal, directory, notifications: notificationsIn(portal.inbox.state) };
}

function later<T>(work: () => T): Promise<T> {
  return Promise.resolve().then(work);
}
