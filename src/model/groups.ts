import type { Notification } from './notification';

export type GroupName = 'decision' | 'unread' | 'today' | 'yesterday' | 'thisWeek' | 'earlier';

export interface Group {
  readonly name: GroupName;
  readonly notifications: readonly Notification[];
}

/** What waits for a decision, what is unread, then the read ones by day; no empty group. Keeps the given order within a group. */
export function groupByState(notifications: readonly Notification[], now: number): readonly Group[] {
  const dayOf = dayNames(now);
  const groups: Record<GroupName, Notification[]> = {
    decision: [],
    unread: [],
    today: [],
    yesterday: [],
    thisWeek: [],
    earlier: [],
  };
  for (const notification of notifications) {
    groups[groupOf(notification, dayOf)].push(notification);
  }
  return (Object.keys(groups) as GroupName[])
    .map(name => ({ name, notifications: groups[name] }))
    .filter(group => group.notifications.length > 0);
}

function groupOf(notification: Notification, dayOf: (date: number) => GroupName): GroupName {
  if (notification.kind === 'confirmation') {
    return 'decision';
  }
  return notification.isRead ? dayOf(notification.date) : 'unread';
}

/** Days are the local calendar's; a week begins on Monday. */
function dayNames(now: number): (date: number) => GroupName {
  const today = startOfDay(now, 0);
  const yesterday = startOfDay(now, -1);
  const monday = startOfDay(now, -((new Date(now).getDay() + 6) % 7));
  return date => {
    if (date >= today) {
      return 'today';
    }
    if (date >= yesterday) {
      return 'yesterday';
    }
    return date >= monday ? 'thisWeek' : 'earlier';
  };
}

function startOfDay(now: number, offsetDays: number): number {
  const day = new Date(now);
  day.setHours(0, 0, 0, 0);
  day.setDate(day.getDate() + offsetDays);
  return day.getTime();
}
