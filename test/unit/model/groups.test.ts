import assert from 'node:assert/strict';
import { grouped, GROUPINGS } from '../../../src/model/groups';
import type { Group, Grouping } from '../../../src/model/groups';
import type { Notification } from '../../../src/model/notification';
import { confirmation, idsOf, notification } from './notifications';

/** In the local calendar, as a person sees it. 4 March 2026 is a Wednesday. */
const local = (day: number, hour = 0): number => new Date(2026, 2, day, hour).getTime();
const now = local(4, 12);
const read = (id: number, date: number, changes: Partial<Notification> = {}): Notification =>
  notification(id, { isRead: true, date, ...changes });
const summary = (groups: readonly Group[]): readonly unknown[] =>
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

describe('groups', () => {
  const groupings = GROUPINGS.filter((each): each is Exclude<Grouping, 'none'> => each !== 'none');

  it('by state come in the order in which they matter', () => {
    assert.deepEqual(summary(grouped(list, 'state', now)), [
      ['state:decision', 2],
      ['state:unread', 4, 6],
      ['state:today', 1, 5],
      ['state:thisWeek', 7],
      ['state:earlier', 3],
    ]);
    assert.deepEqual(grouped(list, 'state', now)[0]?.key, { by: 'state', name: 'decision' });
  });

  it('by state keep a confirmation among the decisions, read or not, of whatever day', () => {
    const old = { ...confirmation(1), date: 0, isRead: true };
    assert.deepEqual(summary(grouped([old], 'state', now)), [['state:decision', 1]]);
  });

  it('by state keep an unread one together with the unread, of whatever day', () => {
    assert.deepEqual(summary(grouped([notification(1, { date: 0 })], 'state', now)), [['state:unread', 1]]);
  });

  it('by type come as they are met', () => {
    const groups = grouped(list, 'type', now);
    assert.deepEqual(summary(groups), [
      ['type:blog|comment', 1, 3, 6],
      ['type:calendar|invite', 2, 5],
      ['type:blog', 4],
      ['type:im|default', 7],
    ]);
    assert.deepEqual(groups[0]?.key, { by: 'type', typeId: 'blog|comment' });
  });

  it('by author come as they are met, whatever a person is called by now; the system is one of them', () => {
    const groups = grouped(list, 'author', now);
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
    const groups = grouped(list, 'day', now);
    assert.deepEqual(summary(groups), [
      [`day:${local(4)}`, 1, 2, 4, 5],
      [`day:${local(1)}`, 3, 6],
      [`day:${local(2)}`, 7],
    ]);
    assert.deepEqual(groups[1]?.key, { by: 'day', start: local(1) });
  });

  for (const grouping of groupings) {
    it(`by ${grouping} hold each notification once, the same one, in the order given`, () => {
      const groups = grouped(list, grouping, now);
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
      assert.deepEqual(grouped([], grouping, now), []);
    });

    it(`by ${grouping} have ids of their own that stay the same when others come, go or change`, () => {
      const before = grouped(list, grouping, now);
      assert.equal(new Set(before.map(({ id }) => id)).size, before.length);
      const later = [notification(99, { date: now, typeId: 'x', author: { id: 99, name: 'X' } }), ...list];
      const after = grouped(later.toReversed(), grouping, now + 1);
      const idOf = (groups: readonly Group[], id: number) =>
        groups.find(({ notifications }) => notifications.some(each => each.id === id))?.id;
      for (const { id } of list) {
        assert.equal(idOf(after, id), idOf(before, id));
      }
    });
  }

  it('have ids that no other grouping has', () => {
    const ids = groupings.flatMap(grouping => grouped(list, grouping, now).map(({ id }) => id));
    assert.equal(new Set(ids).size, ids.length);
  });

  it('are not mistaken for others where a type is called like something of the language', () => {
    const names = ['constructor', '__proto__', 'toString', ''];
    const odd = names.map((typeId, index) => notification(index + 1, { typeId }));
    assert.deepEqual(
      summary(grouped(odd, 'type', now)),
      names.map((typeId, index) => [`type:${typeId}`, index + 1]),
    );
  });
});
