import { UNREAD_CAP } from '../../../src/model/notification';
import type { Button, Notification, Page } from '../../../src/model/notification';
import type { Failure } from '../../../src/model/portalFailure';

export const NOON = Date.UTC(2026, 2, 4, 12);
const MINUTE_MS = 60_000;

export const unreachable: Failure = { kind: 'unreachable', reason: 'network' };

/** A notification whose date follows its id, with what a test wants different. */
export function notification(id: number, changes: Partial<Notification> = {}): Notification {
  return {
    id,
    kind: 'personal',
    others: [],
    typeId: 'im|default',
    date: NOON + id * MINUTE_MS,
    text: [{ kind: 'text', text: `Notification ${id}` }],
    attachments: [],
    buttons: [],
    isRead: false,
    canAnswer: false,
    ...changes,
  };
}

export const ACCEPT: Button = { label: 'Accept', value: 'Y', isAccept: true };
export const DECLINE: Button = { label: 'Decline', value: 'N', isAccept: false };

export const confirmation = (id: number): Notification =>
  notification(id, { kind: 'confirmation', buttons: [ACCEPT, DECLINE] });

/** Ordinary notifications, from the newest id down to the oldest. */
export function run(newest: number, oldest: number): readonly Notification[] {
  return Array.from({ length: newest - oldest + 1 }, (_item, index) => notification(newest - index));
}

/** Where there is another one, the portal counts no further. */
export function page(notifications: readonly Notification[], next?: Page['next']): Page {
  return next === undefined
    ? { notifications, unreadTotal: notifications.length }
    : { notifications, unreadTotal: UNREAD_CAP, next };
}

export function idsOf(list: readonly Notification[]): readonly number[] {
  return list.map(({ id }) => id);
}
