import assert from 'node:assert/strict';
import { isFull, MOST_LOADED, withFirstPage, withNextPage } from '../../../src/model/firstPage';
import type { Loaded } from '../../../src/model/firstPage';
import { confirmation, idsOf, notification, page, run } from './notifications';

const after = (lastId: number) => ({ lastId, lastType: 3 }) as const;
const summary = ({ notifications, next }: Loaded) => [idsOf(notifications), next?.lastId];

describe('a fresh first page', () => {
  it('that is the last one is all there is', () => {
    const before: Loaded = { notifications: run(9, 1), next: after(1) };
    assert.deepEqual(summary(withFirstPage(before, page(run(10, 8)))), [[10, 9, 8], undefined]);
    assert.deepEqual(summary(withFirstPage(before, page([]))), [[], undefined]);
  });

  it('is the list where nothing was loaded', () => {
    const after7 = page(run(9, 7), after(7));
    assert.deepEqual(summary(withFirstPage({ notifications: [] }, after7)), [[9, 8, 7], 7]);
  });

  it('leaves loaded what lies beyond it, and where loading goes on', () => {
    const before: Loaded = { notifications: run(9, 2), next: after(2) };
    const merged = withFirstPage(before, page(run(11, 8), after(8)));
    assert.deepEqual(summary(merged), [[11, 10, 9, 8, 7, 6, 5, 4, 3, 2], 2]);
  });

  it('leaves everything loaded where everything was', () => {
    const merged = withFirstPage({ notifications: run(9, 1) }, page(run(10, 8), after(8)));
    assert.deepEqual(summary(merged), [[10, 9, 8, 7, 6, 5, 4, 3, 2, 1], undefined]);
  });

  it('goes on after itself where nothing lies beyond it', () => {
    const before: Loaded = { notifications: run(9, 7), next: after(7) };
    assert.deepEqual(summary(withFirstPage(before, page(run(9, 7), after(7)))), [[9, 8, 7], 7]);
  });

  it('goes on after itself where it reaches further than what was loaded', () => {
    const before: Loaded = { notifications: run(9, 7), next: after(7) };
    assert.deepEqual(summary(withFirstPage(before, page(run(8, 6), after(6)))), [[8, 7, 6], 6]);
  });

  it('lets go what lies behind a gap', () => {
    const before: Loaded = { notifications: run(9, 1), next: after(1) };
    assert.deepEqual(summary(withFirstPage(before, page(run(20, 15), after(15)))), [
      run(20, 15).map(({ id }) => id),
      15,
    ]);
  });

  it('has no gap where it reaches the newest one that was loaded', () => {
    const before: Loaded = { notifications: run(9, 7) };
    assert.deepEqual(summary(withFirstPage(before, page(run(12, 9), after(9)))), [
      [12, 11, 10, 9, 8, 7],
      undefined,
    ]);
  });

  it('says what is read, and what is gone, as far as it reaches', () => {
    const before: Loaded = { notifications: run(9, 5), next: after(5) };
    const fresh = [notification(9, { isRead: true }), notification(7)];
    const { notifications } = withFirstPage(before, page(fresh, after(7)));
    assert.deepEqual(
      notifications.map(({ id, isRead }) => [id, isRead]),
      [
        [9, true],
        [7, false],
        [6, false],
        [5, false],
      ],
    );
  });

  it('holds all confirmations that are left: the others are decided', () => {
    const before: Loaded = {
      notifications: [confirmation(8), ...run(7, 5), confirmation(1)],
      next: after(5),
    };
    const { notifications } = withFirstPage(before, page([confirmation(1), ...run(9, 7)], after(7)));
    assert.deepEqual(
      idsOf(notifications),
      [9, 7, 6, 5, 1].flatMap(id => (id === 9 ? [9, 8] : [id])),
    );
    assert.deepEqual(
      notifications.filter(({ kind }) => kind === 'confirmation').map(({ id }) => id),
      [1],
    );
  });

  it('orders by date, then by id', () => {
    const same = [notification(2, { date: 5 }), notification(3, { date: 5 }), notification(1, { date: 9 })];
    assert.deepEqual(idsOf(withFirstPage({ notifications: [] }, page(same)).notifications), [1, 3, 2]);
  });

  it('changes nothing of what was there before', () => {
    const before: Loaded = Object.freeze({ notifications: Object.freeze([...run(3, 1)]), next: after(1) });
    const fresh = page(Object.freeze([...run(5, 3)]), after(3));
    assert.doesNotThrow(() => withFirstPage(before, fresh));
    assert.doesNotThrow(() => withNextPage(before, fresh));
  });
});

describe('a further page', () => {
  it('is added at the end, and brings along where to go on', () => {
    const before: Loaded = { notifications: run(9, 7), next: after(7) };
    assert.deepEqual(summary(withNextPage(before, page(run(6, 4), after(4)))), [[9, 8, 7, 6, 5, 4], 4]);
    assert.deepEqual(summary(withNextPage(before, page(run(6, 4)))), [[9, 8, 7, 6, 5, 4], undefined]);
    assert.deepEqual(summary(withNextPage(before, page([]))), [[9, 8, 7], undefined]);
  });

  it('wins where it holds what is there already', () => {
    const before: Loaded = { notifications: run(9, 7), next: after(7) };
    const { notifications } = withNextPage(
      before,
      page([notification(7, { isRead: true }), notification(6)]),
    );
    assert.deepEqual(
      notifications.map(({ id, isRead }) => [id, isRead]),
      [
        [9, false],
        [8, false],
        [7, true],
        [6, false],
      ],
    );
  });
});

describe('what is kept', () => {
  const full: Loaded = { notifications: [...run(MOST_LOADED + 10, 12), confirmation(1)], next: after(12) };

  it('is so many at most, the newest, and loading goes on after the oldest of them', () => {
    const fresh = page(run(MOST_LOADED + 30, MOST_LOADED - 19), after(MOST_LOADED - 19));
    const merged = withFirstPage({ notifications: full.notifications }, fresh);
    assert.equal(merged.notifications.length, MOST_LOADED);
    assert.deepEqual([merged.notifications[0]?.id, merged.next], [MOST_LOADED + 30, after(31)]);
    assert.ok(isFull(merged) && !isFull({ notifications: run(3, 1) }));
  });

  it('is no more after weeks in which the list never had a gap', () => {
    let list: Loaded = { notifications: run(MOST_LOADED - 100, 1) };
    for (let newest = MOST_LOADED - 60; newest < MOST_LOADED + 1_000; newest += 49) {
      list = withFirstPage(list, page(run(newest, newest - 49), after(newest - 49)));
    }
    assert.equal(list.notifications.length, MOST_LOADED);
    const ids = idsOf(list.notifications);
    assert.ok(
      ids.every((id, index) => index === 0 || id === (ids[index - 1] ?? 0) - 1),
      'a hole',
    );
    assert.equal(list.next?.lastId, ids.at(-1));
  });

  it('holds every confirmation, however old', () => {
    const older = page([confirmation(2), ...run(9, 3)], after(3));
    const { notifications, next } = withNextPage(full, older);
    assert.deepEqual(idsOf(notifications).slice(-4), [12, 9, 2, 1]);
    assert.deepEqual(next, after(9));
  });
});
