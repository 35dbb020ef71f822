import type { Author, Notification } from './notification';

export const GROUPINGS = ['state', 'type', 'author', 'day', 'none'] as const;
export type Grouping = (typeof GROUPINGS)[number];

type StateGroupName = 'decision' | 'unread' | 'today' | 'yesterday' | 'thisWeek' | 'earlier';

/** What the notifications of a group have in common. */
type GroupKey =
  | { readonly by: 'state'; readonly name: StateGroupName }
  /** `module|event`. */
  | { readonly by: 'type'; readonly typeId: string }
  /** No `author`: the system. */
  | { readonly by: 'author'; readonly author?: Author }
  /** `start`: the start of the day in local time, in milliseconds since the epoch. */
  | { readonly by: 'day'; readonly start: number };

export interface NotificationGroup {
  readonly key: GroupKey;
  /** Unique to the group and the same in every session. */
  readonly id: string;
  readonly notifications: readonly Notification[];
}

const STATES: readonly StateGroupName[] = ['decision', 'unread', 'today', 'yesterday', 'thisWeek', 'earlier'];

/**
 * Groups notifications, omitting empty groups and keeping the given order in each. By state: those awaiting a
 * decision, unread ones, then read ones by day; otherwise in the order of each group's first notification.
 */
export function groupNotifications(
  notifications: readonly Notification[],
  grouping: Exclude<Grouping, 'none'>,
  now: number,
): readonly NotificationGroup[] {
  const keyOf = keys(grouping, now);
  const groups = new Map<string, { readonly key: GroupKey; readonly notifications: Notification[] }>();
  if (grouping === 'state') {
    for (const name of STATES) {
      groups.set(name, { key: { by: 'state', name }, notifications: [] });
    }
  }
  for (const notification of notifications) {
    const { id, key } = keyOf(notification);
    const group = groups.get(id) ?? { key, notifications: [] };
    group.notifications.push(notification);
    groups.set(id, group);
  }
  return [...groups]
    .filter(([, group]) => group.notifications.length > 0)
    .map(([id, group]) => ({ ...group, id: `${grouping}:${id}` }));
}

interface Keyed {
  readonly id: string;
  readonly key: GroupKey;
}

function keys(grouping: Exclude<Grouping, 'none'>, now: number): (notification: Notification) => Keyed {
  switch (grouping) {
    case 'state': {
      const dayOf = dayNames(now);
      return notification => {
        const name = stateOf(notification, dayOf);
        return { id: name, key: { by: 'state', name } };
      };
    }
    case 'type':
      return ({ typeId }) => ({ id: typeId, key: { by: 'type', typeId } });
    case 'author':
      return ({ author }) => ({
        id: String(author?.id ?? 0),
        key: author === undefined ? { by: 'author' } : { by: 'author', author },
      });
    case 'day':
      return ({ date }) => {
        const start = startOfDay(date);
        return { id: String(start), key: { by: 'day', start } };
      };
  }
}

function stateOf(notification: Notification, dayOf: (date: number) => StateGroupName): StateGroupName {
  if (notification.kind === 'confirmation') return 'decision';
  return notification.isRead ? dayOf(notification.date) : 'unread';
}

/** Days are in local time; weeks start on Monday. */
function dayNames(now: number): (date: number) => StateGroupName {
  const today = startOfDay(now);
  const yesterday = startOfDay(now, -1);
  const monday = startOfDay(now, -((new Date(now).getDay() + 6) % 7));
  return date => {
    if (date >= today) return 'today';
    if (date >= yesterday) return 'yesterday';
    return date >= monday ? 'thisWeek' : 'earlier';
  };
}

/** Returns the start of the local day, `offsetDays` later. If the clock skips midnight, the day starts after it. */
export function startOfDay(at: number, offsetDays = 0): number {
  const day = new Date(at);
  day.setDate(day.getDate() + offsetDays);
  day.setHours(0, 0, 0, 0);
  return day.getTime();
}
