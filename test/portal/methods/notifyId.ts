import { isSet, toInt, type PhpMap } from '../php';
import { Refusal } from '../refusal';

/** The notification a reply or a decision is about: `NOTIFY_ID`, or `ID`, which wins. */
export function notifyId(upper: PhpMap): number {
  const { ID, NOTIFY_ID } = upper;
  const id = toInt(isSet(ID) ? ID : NOTIFY_ID);
  if (id <= 0) throw new Refusal('ID_ERROR', { description: "Notification ID can't be empty" });
  return id;
}
