import assert from 'node:assert/strict';
import {
  type Grouping,
  GROUPINGS,
  groupNotifications,
  type NotificationGroup,
  startOfDay,
} from '../../../../src/model/notification/grouping';
import type { Notification } from '../../../../src/model/notification/notification';
import { confirmation, idsOf, notification } from '../../support/notifications';
import { HOUR_MS } from '../../support/clock';

describe('groups', () => {
  /** In the local calendar, as a person sees it. 4 March 2026 is a Wednesday. */
  const local = (day: number, hour = 0): number => new Date(2026, 2, day, hour).getTime();

  const now = local(4, 12);

  const read = (id: number, date: number, changes: Partial<Notification> = {}): Notification =>
    notification(id, { isRead: true, date, ...changes });

  const summary = (groups: readonly NotificationGroup[]): readonly unknown[] =>
    groups.map(({ id, notifications }) => [id, ...idsOf(notifications)]);

  const ann = { id: 7, name: 'Ann' };

  const list: readonly Notification[] = [
    read(1, local(4, 9), { typeId: 'blog|comment', author: ann }),
    { ...confirmation(2), date: local(4, 8), typeId: 'calendar|invite', author: { id: 8, name: 'Bob' } },
    read(3, local(1), { typeId: 'blog|comment' }),
    notification(4, { date: local(4, 7), typeId: 'blog', author: { ...ann, name: 'Ann B.' } }),
    read(5, local(4, 10), { kind: 'system', typeId: 'calendar|invite' }),
    notification(6, { date: local(1, 23), typeId: 'blog|comment', author: ann }),
    read(7, local(2, 3)),
  ];

  const groupings = GROUPINGS.filter((each): each is Exclude<Grouping, 'none'> => each !== 'none');

  it('by state come in the order in which they matter', () => {
    assert.deepEqual(summary(groupNotifications(list, 'state', now)), [
      ['state:decision', 2],
      ['state:unread', 4, 6],
      ['state:today', 1, 5],
      ['state:thisWeek', 7],
      ['state:earlier', 3],
    ]);
    assert.deepEqual(groupNotifications(list, 'state', now)[0]?.key, { by: 'state', name: 'decision' });
  });

  it('by state keep a confirmation among the decisions, read or not, of whatever day', () => {
    const old = { ...confirmation(1), date: 0, isRead: true };
    assert.deepEqual(summary(groupNotifications([old], 'state', now)), [['state:decision', 1]]);
  });

  it('by state keep an unread one together with the unread, of whatever day', () => {
    assert.deepEqual(summary(groupNotifications([notification(1, { date: 0 })], 'state', now)), [['state:unread', 1]]);
  });

  it('by type come as they are met', () => {
    const groups = groupNotifications(list, 'type', now);
    assert.deepEqual(summary(groups), [
      ['type:blog|comment', 1, 3, 6],
      ['type:calendar|invite', 2, 5],
      ['type:blog', 4],
      ['type:im|default', 7],
    ]);
    assert.deepEqual(groups[0]?.key, { by: 'type', typeId: 'blog|comment' });
  });

  it('by author come as they are met, whatever a person is called by now; the system is one of them', () => {
    const groups = groupNotifications(list, 'author', now);
    assert.deepEqual(summary(groups), [
      ['author:7', 1, 4, 6],
      ['author:8', 2],
      ['author:0', 3, 5, 7],
    ]);
    assert.deepEqual(
      groups.map(({ key }) => key),
      [{ by: 'author', author: ann }, { by: 'author', author: { id: 8, name: 'Bob' } }, { by: 'author' }],
    );
  });

  it('by day come as they are met', () => {
    const groups = groupNotifications(list, 'day', now);
    assert.deepEqual(summary(groups), [
      [`day:${local(4)}`, 1, 2, 4, 5],
      [`day:${local(1)}`, 3, 6],
      [`day:${local(2)}`, 7],
    ]);
    assert.deepEqual(groups[1]?.key, { by: 'day', start: local(1) });
  });

  for (const grouping of groupings) {
    it(`by ${grouping} hold each notification once, the same one, in the order given`, () => {
      const groups = groupNotifications(list, grouping, now);
      const all = groups.flatMap(({ notifications }) => notifications);
      assert.equal(all.length, list.length);
      assert.deepEqual(new Set(all), new Set(list));
      for (const { notifications } of groups) {
        assert.ok(notifications.length > 0);
        assert.deepEqual(
          notifications,
          list.filter(each => notifications.includes(each)),
        );
      }
    });

    it(`by ${grouping} are none where there is nothing`, () => {
      assert.deepEqual(groupNotifications([], grouping, now), []);
    });

    it(`by ${grouping} have ids of their own that stay the same when others come, go or change`, () => {
      const before = groupNotifications(list, grouping, now);
      assert.equal(new Set(before.map(({ id }) => id)).size, before.length);
      const later = [notification(99, { date: now, typeId: 'x', author: { id: 99, name: 'X' } }), ...list];
      const after = groupNotifications(later.toReversed(), grouping, now + 1);
      const idOf = (groups: readonly NotificationGroup[], id: number) =>
        groups.find(({ notifications }) => notifications.some(each => each.id === id))?.id;
      for (const { id } of list) {
        assert.equal(idOf(after, id), idOf(before, id));
      }
    });
  }

  it('have ids that no other grouping has', () => {
    const ids = groupings.flatMap(grouping => groupNotifications(list, grouping, now).map(({ id }) => id));
    assert.equal(new Set(ids).size, ids.length);
  });

  it('are not mistaken for others where a type is called like something of the language', () => {
    const names = ['constructor', '__proto__', 'toString', ''];
    const odd = names.map((typeId, index) => notification(index + 1, { typeId }));
    assert.deepEqual(
      summary(groupNotifications(odd, 'type', now)),
      names.map((typeId, index) => [`type:${typeId}`, index + 1]),
    );
  });
});

describe('the days of the groups', () => {
  /** In the local calendar, as a person sees it. 4 March 2026 is a Wednesday. */
  const local = (day: number, hour = 0, minute = 0, ms = 0): number =>
    new Date(2026, 2, day, hour, minute, 0, ms).getTime();

  const stateAt = (date: number, now: number): string | undefined =>
    groupNotifications([notification(1, { date, isRead: true })], 'state', now)[0]?.id;

  const { TZ } = process.env;
  afterEach(() => {
    if (TZ === undefined) {
      delete process.env.TZ;
    } else {
      process.env.TZ = TZ;
    }
  });

  it('change at midnight', () => {
    const now = local(5, 0, 1);
    assert.equal(stateAt(local(5), now), 'state:today');
    assert.equal(stateAt(local(4, 23, 59, 999), now), 'state:yesterday');
    assert.equal(stateAt(local(4), now), 'state:yesterday');
    assert.equal(stateAt(local(3, 23, 59, 999), now), 'state:thisWeek');
  });

  it('begin the week on Monday', () => {
    const thursday = local(5, 12);
    assert.equal(stateAt(local(2), thursday), 'state:thisWeek');
    assert.equal(stateAt(local(1, 23, 59, 999), thursday), 'state:earlier');
    const sunday = local(8, 12);
    assert.equal(stateAt(local(2), sunday), 'state:thisWeek');
    assert.equal(stateAt(local(1), sunday), 'state:earlier');
  });

  it('call Sunday yesterday on a Monday, and what is before it earlier', () => {
    const monday = local(9, 12);
    assert.equal(stateAt(local(8), monday), 'state:yesterday');
    assert.equal(stateAt(local(7, 23), monday), 'state:earlier');
  });

  it('count what a clock ahead of ours dates to come as today’s', () => {
    assert.equal(stateAt(local(6), local(5, 23, 59)), 'state:today');
  });

  /** Where the clocks change: the day on which they do, as a person writes it. */
  const changes: readonly (readonly [string, number, number, number, number])[] = [
    ['Europe/Berlin', 2026, 2, 29, 23],
    ['Europe/Berlin', 2026, 9, 25, 25],
    ['America/New_York', 2026, 2, 8, 23],
    ['America/New_York', 2026, 10, 1, 25],
    ['Australia/Lord_Howe', 2026, 3, 5, 24.5],
    // Midnight is skipped there.
    ['Africa/Cairo', 2026, 3, 24, 23],
    ['Asia/Beirut', 2026, 2, 29, 23],
    ['America/Santiago', 2026, 8, 6, 23],
    ['America/Havana', 2026, 2, 8, 23],
    // Midnight comes twice there.
    ['America/Havana', 2026, 10, 1, 25],
    ['Asia/Kolkata', 2026, 2, 29, 24],
    ['UTC', 2026, 2, 29, 24],
  ];
  for (const [zone, year, month, day, hours] of changes) {
    it(`are the calendar’s in ${zone} on a day of ${hours} hours`, () => {
      process.env.TZ = zone;
      // Seen from noon, so that no midnight has to exist.
      const noonOf = (offset: number): number => new Date(year, month, day + offset, 12).getTime();
      const isOfDay = (at: number, offset: number): boolean =>
        new Date(at).toDateString() === new Date(noonOf(offset)).toDateString();
      const start = startOfDay(noonOf(0));
      const end = startOfDay(noonOf(0), 1);
      assert.equal((end - start) / HOUR_MS, hours);
      assert.ok(isOfDay(start, 0) && isOfDay(start - 1, -1));
      assert.ok(isOfDay(end - 1, 0) && isOfDay(end, 1));

      for (let offset = -7; offset <= 7; offset++) {
        for (const from of [0, 1]) {
          const at = startOfDay(noonOf(from), offset - from);
          assert.ok(isOfDay(at, offset), `${offset} from ${from} begins on another day`);
          assert.ok(isOfDay(at - 1, offset - 1), `${offset} from ${from} begins late`);
        }
      }

      const moments = [start - 1, start, start + HOUR_MS / 2, noonOf(0), end - 1, end];
      const list = moments.map((date, index) => notification(index, { date, isRead: true }));
      assert.deepEqual(
        groupNotifications(list, 'day', end).map(({ notifications }) => idsOf(notifications)),
        [[0], [1, 2, 3, 4], [5]],
      );
      const dayAfter = end + 12 * HOUR_MS;
      assert.deepEqual(
        moments.slice(1).map(date => stateAt(date, dayAfter)),
        [...Array<string>(4).fill('state:yesterday'), 'state:today'],
      );
      assert.notEqual(stateAt(start - 1, dayAfter), 'state:yesterday');
      assert.equal(stateAt(startOfDay(start - 1), noonOf(0)), 'state:yesterday');
    });
  }
});
