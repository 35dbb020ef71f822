import assert from 'node:assert/strict';
import { grouped, startOfDay } from '../../../src/model/groups';
import { idsOf, notification } from './notifications';

const HOUR_MS = 3_600_000;
/** In the local calendar, as a person sees it. 4 March 2026 is a Wednesday. */
const local = (day: number, hour = 0, minute = 0, ms = 0): number =>
  new Date(2026, 2, day, hour, minute, 0, ms).getTime();

const stateAt = (date: number, now: number): string | undefined =>
  grouped([notification(1, { date, isRead: true })], 'state', now)[0]?.id;

describe('the days of the groups', () => {
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
        grouped(list, 'day', end).map(({ notifications }) => idsOf(notifications)),
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
