import type { NotificationBox } from '../box';
import { imMethod, type MethodCall, type Param } from '../method';
import { isArray, isSet, toInt, upperKeys, valuesOf } from '../php';
import { Refusal } from '../refusal';

/** `im.notify.read`: true whatever happens. Without `ONLY_CURRENT=Y` it takes all ids from `ID` on. */
export const notifyRead = imMethod(({ params, box }: MethodCall) => {
  const { ID, ACTION, ONLY_CURRENT } = upperKeys(params);
  if (!isSet(ID) || toInt(ID) < 0) return true;
  const isOnlyThis = ONLY_CURRENT === 'Y';
  if (isReading(ACTION)) read(box, toInt(ID), isOnlyThis);
  else unread(box, toInt(ID), isOnlyThis);
  return true;
});

/** `im.notify.read.list`: stops at the first value that is not a positive number. */
export const notifyReadList = imMethod(({ params, box }: MethodCall) => {
  const { IDS, ACTION } = upperKeys(params);
  if (!isArray(IDS)) {
    throw new Refusal('PARAMS_ERROR', { description: 'No IDS param or it is not an array' });
  }
  for (const value of valuesOf(IDS)) {
    const id = toInt(value);
    if (id <= 0) break;
    if (isReading(ACTION)) read(box, id, true);
    else unread(box, id, true);
  }
  return true;
});

/** `im.notify.read.all`: confirmations stay unread. */
export const notifyReadAll = imMethod(({ box }: MethodCall) => {
  readAll(box);
  return { result: true, newCounter: box.unreadCount };
});

/** `Y` by default; any other value means "make it unread". */
function isReading(action: Param): boolean {
  return !isSet(action) || action === 'Y';
}

function read(box: NotificationBox, id: number, isOnlyThis: boolean): void {
  if (id === 0) readAll(box);
  else box.mark(from(box, id, isOnlyThis), true);
}

function readAll(box: NotificationBox): void {
  const ordinary = box.list().filter(item => item.type !== 1);
  box.mark(
    ordinary.map(item => item.id),
    true,
  );
}

/** Takes along all that carry the same tag; does nothing when the id itself is unknown. */
function unread(box: NotificationBox, id: number, isOnlyThis: boolean): void {
  const first = box.get(id);
  if (!first) return;
  const tagged = box.tagged(first.tag).map(item => item.id);
  box.mark([...from(box, id, isOnlyThis), ...tagged], false);
}

function from(box: NotificationBox, id: number, isOnlyThis: boolean): number[] {
  const ids = box.list().map(item => item.id);
  return ids.filter(other => (isOnlyThis ? other === id : other >= id));
}
