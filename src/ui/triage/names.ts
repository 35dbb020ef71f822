import type { Notification } from '../../model/notification';
import { inert } from '../text/inert';
import { authorName } from '../text/words';

/** Whose notification it is, or how many they are. */
export function namesOf(notifications: readonly Notification[]): string {
  const [first, second] = notifications;
  return first !== undefined && second === undefined
    ? inert(authorName(first))
    : String(notifications.length);
}
