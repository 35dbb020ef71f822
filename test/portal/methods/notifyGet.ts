import { imMethod, type MethodCall, type Param } from '../method';
import type { Notification } from '../notification';
import { isSet, toInt, toText, upperKeys } from '../php';
import { Refusal } from '../refusal';
import { authorsOf, cappedCounter, limited, onTheWire } from './page';

const CONFIRMS = 1;
const ORDINARY = 3;
const MOST = 50;

/** `im.notify.get`. Confirmations come first, whatever their dates. */
export const notifyGet = imMethod(get, { isPrivate: true });

function get({ params, box, company }: MethodCall): unknown {
  const { LAST_ID, LAST_TYPE, LIMIT } = upperKeys(params);
  if (isSet(LAST_ID) !== isSet(LAST_TYPE)) {
    throw new Refusal('LAST_ID_AND_LAST_TYPE', {
      description: 'Parameters LAST_ID and LAST_TYPE should be used together.',
    });
  }
  const cursor = { id: lastId(LAST_ID), type: toInt(LAST_TYPE) };
  const limit = isSet(LIMIT) ? Math.min(toInt(LIMIT), MOST) : MOST;
  if (box.count === 0) return { notifications: [], users: [] };

  const items = page(box.list(), cursor, limit);
  return {
    total_count: box.count,
    total_unread_count: cappedCounter(box.unreadCount),
    chat_id: box.chatId,
    notifications: onTheWire(items, box.chatId),
    users: authorsOf(items, company),
  };
}

interface Cursor {
  readonly id: number;
  readonly type: number;
}

function page(all: readonly Notification[], cursor: Cursor, limit: number): readonly Notification[] {
  const isFirst = cursor.id === 0 && cursor.type === 0;
  const isBelow = (item: Notification) => item.id < cursor.id;

  const mayBeConfirms = isFirst || cursor.type === CONFIRMS;
  const confirms = all.filter(item => item.type === 1 && (isFirst || isBelow(item)));
  const decisions = mayBeConfirms ? limited(confirms, limit) : [];

  const isRoomLeft = decisions.length < limit;
  if (cursor.type !== ORDINARY && !(mayBeConfirms && isRoomLeft)) return decisions;
  const ordinary = all.filter(item => item.type !== 1 && (cursor.type !== ORDINARY || isBelow(item)));
  return [...decisions, ...limited(ordinary, limit - decisions.length)];
}

/** Shared with the search. */
export function lastId(value: Param): number {
  if (!isSet(value)) return 0;
  if (!/^\d+$/.test(toText(value))) {
    throw new Refusal('LAST_ID_STRING', { description: "Last notification ID can't be string" });
  }
  return toInt(value);
}
