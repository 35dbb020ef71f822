import type { Notification } from './notification';
import { isList, toInt } from './php';

/** The authors of the older notifications with the same tag, without the author of the fresh one. */
export function mergedUsers(fresh: Notification, older: readonly Notification[]): Notification {
  const authors = new Set<number>();
  for (const item of [...older, fresh]) {
    authors.add(item.authorId);
    const users = item.params?.USERS;
    if (isList(users)) for (const id of users) authors.add(toInt(id));
  }
  authors.delete(fresh.authorId);
  authors.delete(0);
  if (authors.size === 0) return fresh;
  return { ...fresh, params: { ...fresh.params, USERS: [...authors] } };
}
