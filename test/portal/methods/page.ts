import type { Company } from '../company';
import type { Notification } from '../notification';
import { authorOf, notificationOnTheWire } from '../notificationOnTheWire';
import { personOnTheWire, VANISHED_PERSON } from '../person';
import type { PhpMap } from '../php';

/** The overflow value of the portal's counters. */
const COUNTER_CAP = 100;

export function cappedCounter(unread: number): number {
  return Math.min(unread, COUNTER_CAP);
}

/** A `LIMIT` clause is added only above zero, so zero and less mean no limit. */
export function limited(items: readonly Notification[], limit: number): readonly Notification[] {
  return limit > 0 ? items.slice(0, limit) : items;
}

export function onTheWire(items: readonly Notification[], chatId: number): readonly PhpMap[] {
  return items.map(item => notificationOnTheWire(item, chatId));
}

/** The authors of a page, each once, in the order they are met. Those merged into `params.USERS` are not among them. */
export function authorsOf(items: readonly Notification[], company: Company): readonly PhpMap[] {
  const ids = new Set(items.map(authorOf).filter(id => id > 0));
  return Array.from(ids, id => {
    const person = company.people.get(id);
    return person ? personOnTheWire(person, company.origin) : VANISHED_PERSON;
  });
}
