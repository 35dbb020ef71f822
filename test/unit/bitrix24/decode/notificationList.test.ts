import assert from 'node:assert/strict';
import {
  decodeFingerprint,
  decodeHistoryPage,
  decodeNotificationPage,
} from '../../../../src/bitrix24/decode/notificationList';
import { failureIn } from '../../support/connection';
import { notificationPayload, pagePayload } from '../payloads';

describe('a page', () => {
  const ORIGIN = 'https://portal.example';

  const pageOf = (result: unknown, limit = 3) => decodeNotificationPage(result, limit, ORIGIN).page;

  const confirmation = (id: unknown) => notificationPayload({ id, notify_type: 1 });

  const ordinary = (id: unknown) => notificationPayload({ id });

  it('of an empty chat has no numbers', () => {
    assert.deepEqual(pageOf({ notifications: [], users: [] }), { notifications: [], unreadTotal: 0 });
  });

  it('may be PHP’s map of a list', () => {
    const { notifications } = pageOf(pagePayload([], { notifications: { 0: ordinary(5), 2: ordinary(3) } }));
    assert.deepEqual(
      notifications.map(({ id }) => id),
      [5, 3],
    );
  });

  it('has the portal’s own number of unread ones, whatever is on the page', () => {
    for (const total of [0, 5, 100, '7']) {
      const page = pageOf(pagePayload([ordinary(1)], { total_unread_count: total }));
      assert.equal(page.unreadTotal, Number(total));
    }
  });

  it('counts by itself where the portal does not, or tells a number that makes no sense', () => {
    const read = notificationPayload({ id: 2, notify_read: 'Y' });
    for (const total of [null, undefined, false, true, '', 'many', 1.5, [], {}]) {
      const page = pageOf(pagePayload([ordinary(3), read], { total_unread_count: total }));
      assert.equal(page.unreadTotal, 1, JSON.stringify(total));
      assert.equal(page.notifications.length, 2);
    }
  });

  it('has no number below zero', () => {
    assert.equal(pageOf(pagePayload([ordinary(1)], { total_unread_count: -1 })).unreadTotal, 0);
  });

  it('has the portal’s own number of all, where the portal tells one that makes sense', () => {
    for (const total of [0, 1, 12_345, '7']) {
      assert.equal(pageOf(pagePayload([ordinary(1)], { total_count: total })).total, Number(total));
    }
    for (const total of [undefined, null, 'many', '', 1.5, -1, {}, true]) {
      const page = pageOf(pagePayload([ordinary(1)], { total_count: total }));
      assert.equal('total' in page, false, JSON.stringify(total));
      assert.equal(page.notifications.length, 1);
    }
  });

  it('keeps the portal’s order', () => {
    const page = pageOf(pagePayload([confirmation(2), ordinary(9), ordinary(5)]));
    assert.deepEqual(
      page.notifications.map(({ id }) => id),
      [2, 9, 5],
    );
  });

  it('has each id once, and the first of it', () => {
    const again = [ordinary(2), notificationPayload({ id: '9', text: 'again' }), ordinary(9), null];
    const { page, skipped } = decodeNotificationPage(
      pagePayload([ordinary(9), ...again], { total_unread_count: null }),
      50,
      ORIGIN,
    );
    assert.deepEqual(
      page.notifications.map(({ id, text }) => [id, text]),
      [9, 2].map(id => [id, [{ kind: 'text', text: 'Reminder' }]]),
    );
    assert.equal(page.unreadTotal, 2);
    assert.equal(skipped, 1);
  });

  it('is no longer than was asked for, however much comes', () => {
    let read = 0;
    const items = Array.from({ length: 200_000 }, (_item, index) =>
      Object.defineProperty(ordinary(200_000 - index), 'date', {
        get: () => {
          read++;
          return '2026-03-03T09:00:00+03:00';
        },
      }),
    );
    const { page, skipped } = decodeNotificationPage(pagePayload(items), 50, ORIGIN);
    assert.deepEqual([page.notifications.length, skipped, page.next], [50, 0, { lastId: 199_951, lastType: 3 }]);
    assert.ok(read <= 100, String(read));
  });

  it('knows a thousand people at most', () => {
    const users = Array.from({ length: 200_000 }, (_item, index) => ({ id: index + 1, name: `Person ${index + 1}` }));
    const authorOf = (id: number): unknown =>
      pageOf(pagePayload([notificationPayload({ author_id: id })], { users })).notifications[0]?.author?.name;
    assert.equal(authorOf(1000), 'Person 1000');
    assert.equal(authorOf(1001), undefined);
  });

  it('that makes no sense is malformed', () => {
    const results: readonly unknown[] = [
      null,
      undefined,
      true,
      7,
      'x',
      [],
      {},
      { notifications: null },
      { notifications: {} },
      { notifications: 'x' },
    ];
    for (const result of results) {
      assert.deepEqual(
        failureIn(() => pageOf(result)),
        { kind: 'malformed' },
        JSON.stringify(result),
      );
    }
  });

  describe('the next one', () => {
    it('is there only where this one is full', () => {
      assert.equal('next' in pageOf(pagePayload([])), false);
      assert.equal('next' in pageOf(pagePayload([ordinary(9), ordinary(8)])), false);
      assert.equal('next' in pageOf(pagePayload([ordinary(9), ordinary(8), ordinary(7)])), true);
    });

    it('goes on among the confirmations, or among all others', () => {
      const full = [confirmation(9), confirmation(8), confirmation(7)];
      assert.deepEqual(pageOf(pagePayload(full)).next, { lastId: 7, lastType: 1 });
      assert.deepEqual(pageOf(pagePayload([...full.slice(1), ordinary(20)])).next, {
        lastId: 20,
        lastType: 3,
      });
      const system = notificationPayload({ id: '6', notify_type: '4' });
      assert.deepEqual(pageOf(pagePayload([...full.slice(1), system])).next, { lastId: 6, lastType: 3 });
    });

    it('begins after the last item also where that one is left out', () => {
      const last = notificationPayload({ id: 7, date: 'never' });
      const { page, skipped } = decodeNotificationPage(pagePayload([ordinary(9), ordinary(8), last]), 3, ORIGIN);
      assert.equal(skipped, 1);
      assert.deepEqual(page.next, { lastId: 7, lastType: 3 });
    });

    it('begins after the last item whose id can be read', () => {
      const items = [ordinary(9), ordinary(8), notificationPayload({ id: 'x' })];
      assert.deepEqual(pageOf(pagePayload(items)).next, { lastId: 8, lastType: 3 });
      assert.deepEqual(pageOf(pagePayload([ordinary(9), null, 'x'])).next, { lastId: 9, lastType: 3 });
    });

    it('can not be found where no id can be read', () => {
      assert.deepEqual(pageOf(pagePayload([null, null, null])), { notifications: [], unreadTotal: 5, total: 120 });
    });

    it('is counted by what came, not by what was understood', () => {
      assert.ok(pageOf(pagePayload([ordinary(9), null, ordinary(7)])).next);
    });
  });
});

describe('a page of the history', () => {
  const decode = (result: unknown, limit = 3) => decodeHistoryPage(result, limit, 'https://portal.example');

  const pageOf = (ids: readonly unknown[], changes: Readonly<Record<string, unknown>> = {}): unknown => ({
    chat_id: 77,
    notifications: ids.map(id => notificationPayload({ id })),
    users: [{ id: 5, name: 'Ann Bee' }],
    ...changes,
  });

  it('is what the portal says', () => {
    const { page, skipped } = decode(pageOf([9, 8], { total_results: 2 }));
    assert.deepEqual(
      page.notifications.map(({ id, author, typeId }) => [id, author?.name, typeId]),
      [9, 8].map(id => [id, 'Ann Bee', 'blog|comment']),
    );
    assert.equal(page.total, 2);
    assert.equal(skipped, 0);
  });

  it('is empty where the portal has no chat', () => {
    assert.deepEqual(decode([]), { page: { notifications: [] }, skipped: 0 });
  });

  it('has a next one where it is full, below its last', () => {
    assert.equal(decode(pageOf([9, 8, 7])).page.next, 7);
    assert.equal(decode(pageOf(['9', '8', '7'])).page.next, 7);
    assert.equal('next' in decode(pageOf([9, 8])).page, false);
    assert.equal('next' in decode(pageOf([])).page, false);
  });

  it('goes on below its last one where an earlier one has a lower id: the portal sorts by date', () => {
    assert.equal(decode(pageOf([9, 6, 7])).page.next, 7);
  });

  it('goes on also where its last one can not be read, and counts what is left out', () => {
    const last = notificationPayload({ id: 7, date: 'never' });
    const items = [notificationPayload({ id: 9 }), notificationPayload({ id: 8 })];
    const { page, skipped } = decode(pageOf([], { notifications: [...items, last] }));
    assert.deepEqual([page.next, skipped], [7, 1]);
    assert.equal(decode(pageOf([], { notifications: [...items, null] })).page.next, 8);
    assert.equal(decode(pageOf([], { notifications: [null, 7, 'x'] })).page.next, undefined);
  });

  it('is no longer than was asked for', () => {
    const { page } = decode(pageOf([9, 8, 7, 6, 5]));
    assert.deepEqual([page.notifications.map(({ id }) => id), page.next], [[9, 8, 7], 7]);
  });

  it('has a total where the portal tells one', () => {
    assert.equal(decode(pageOf([9], { total_results: '0' })).page.total, 0);
    for (const total of [undefined, null, 'many', '', 1.5, -1, {}, true]) {
      assert.equal('total' in decode(pageOf([9], { total_results: total })).page, false, JSON.stringify(total));
    }
  });

  it('of another form is malformed', () => {
    for (const result of [null, undefined, true, 7, 'x', {}, [1], { notifications: {} }, { notifications: 'x' }]) {
      assert.deepEqual(
        failureIn(() => decode(result)),
        { kind: 'malformed' },
        JSON.stringify(result),
      );
    }
  });
});

describe('a fingerprint', () => {
  const newest = [notificationPayload({ id: '9' })];

  it('is the two counts and the newest ID, as numbers or as text', () => {
    const expected = { total: 12, unreadTotal: 3, newestId: 9 };
    assert.deepEqual(decodeFingerprint(pagePayload(newest, { total_count: 12, total_unread_count: 3 })), expected);
    assert.deepEqual(decodeFingerprint(pagePayload(newest, { total_count: '12', total_unread_count: '3' })), expected);
  });

  it('of an empty chat is empty', () => {
    assert.deepEqual(decodeFingerprint({ notifications: [], users: [] }), {});
  });

  it('has no ID where only confirmations are left', () => {
    assert.deepEqual(decodeFingerprint(pagePayload([], { total_count: 2, total_unread_count: 2 })), {
      total: 2,
      unreadTotal: 2,
    });
  });

  it('leaves out what makes no sense', () => {
    for (const wrong of [undefined, null, 'many', '', 1.5, [], {}, true]) {
      const result = pagePayload([{ id: wrong, notify_type: 2 }], { total_count: wrong, total_unread_count: wrong });
      assert.deepEqual(decodeFingerprint(result), {}, JSON.stringify(wrong));
    }
  });

  it('that is none at all is malformed', () => {
    for (const result of [null, undefined, true, 7, 'x', [], {}, { notifications: null }, { notifications: 'x' }]) {
      assert.deepEqual(
        failureIn(() => decodeFingerprint(result)),
        { kind: 'malformed' },
        JSON.stringify(result),
      );
    }
  });
});
