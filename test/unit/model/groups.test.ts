import assert from 'node:assert/strict';
import { groupByState } from '../../../src/model/groups';
import { confirmation, idsOf, notification } from './notifications';

/** In the local calendar, as a person sees it. 4 March 2026 is a Wednesday. */
const local = (day: number, hour = 0, minute = 0, ms = 0): number =>
  new Date(2026, 2, day, hour, minute, 0, ms).getTime();

const groupOf = (date: number, now: number): string | undefined =>
  groupByState([notification(1, { date, isRead: true })], now)[0]?.name;

describe('groups', () => {
  it('come in their order, none of them empty, each in the order given', () => {
    const now = local(4, 12);
    const read = (id: number, date: number) => notification(id, { isRead: true, date });
    const groups = groupByState(
      [
        read(1, local(4, 9)),
        confirmation(2),
        read(3, local(1)),
        notification(4),
        read(5, local(4, 10)),
        notification(6, { kind: 'system' }),
        read(7, local(2, 3)),
      ],
      now,
    );
    assert.deepEqual(
      groups.map(({ name, notifications }) => [name, ...idsOf(notifications)]),
      [
        ['decision', 2],
        ['unread', 4, 6],
        ['today', 1, 5],
        ['thisWeek', 7],
        ['earlier', 3],
      ],
    );
    assert.deepEqual(groupByState([], now), []);
  });

  it('keep a confirmation among the decisions, read or not, of whatever day', () => {
    const old = { ...confirmation(1), date: 0, isRead: true };
    assert.deepEqual(groupByState([old], local(4))[0]?.name, 'decision');
  });

  it('keep an unread one together with the unread, of whatever day', () => {
    assert.equal(groupByState([notification(1, { date: 0 })], local(4))[0]?.name, 'unread');
  });

  it('change at midnight', () => {
    const now = local(5, 0, 1);
    assert.equal(groupOf(local(5), now), 'today');
    assert.equal(groupOf(local(4, 23, 59, 999), now), 'yesterday');
    assert.equal(groupOf(local(4), now), 'yesterday');
    assert.equal(groupOf(local(3, 23, 59, 999), now), 'thisWeek');
  });

  it('begin the week on Monday', () => {
    const thursday = local(5, 12);
    assert.equal(groupOf(local(2), thursday), 'thisWeek');
    assert.equal(groupOf(local(1, 23, 59, 999), thursday), 'earlier');
    const sunday = local(8, 12);
    assert.equal(groupOf(local(2), sunday), 'thisWeek');
    assert.equal(groupOf(local(1), sunday), 'earlier');
  });

  it('call Sunday yesterday on a Monday, and what is before it earlier', () => {
    const monday = local(9, 12);
    assert.equal(groupOf(local(8), monday), 'yesterday');
    assert.equal(groupOf(local(7, 23), monday), 'earlier');
  });

  it('count what a clock ahead of ours dates to come as today’s', () => {
    assert.equal(groupOf(local(6), local(5, 23, 59)), 'today');
  });
});
