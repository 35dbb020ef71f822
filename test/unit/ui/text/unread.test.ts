import assert from 'node:assert/strict';
import { UNREAD_CAP } from '../../../../src/model/notification';
import { countedIn, unreadNumber, unreadWords } from '../../../../src/ui/text/unread';
import { unreachable } from '../../model/notifications';
import { ready } from '../tree/states';

const counted = (...totals: readonly number[]): Parameters<typeof unreadWords>[0] =>
  totals.map(unreadTotal => ({ unreadTotal }));

describe('how many are unread', () => {
  it('is a number, and more than that where the portal stops counting', () => {
    for (const [total, words] of [
      [0, '0'],
      [5, '5'],
      [99, '99'],
      [UNREAD_CAP, '99+'],
      [250, '99+'],
    ] as const) {
      assert.equal(unreadWords(counted(total)), words);
    }
  });

  it('is the sum of several portals, and more than that where one stops counting', () => {
    for (const [totals, words] of [
      [[5, 7], '12'],
      [[0, 0], '0'],
      [[60, 60], '120'],
      [[UNREAD_CAP, 5], '104+'],
      [[5, UNREAD_CAP], '104+'],
      [[UNREAD_CAP, UNREAD_CAP], '198+'],
      [[UNREAD_CAP, 0], '99+'],
      [[1, 2, 3], '6'],
    ] as const) {
      assert.equal(unreadWords(counted(...totals)), words, String(totals));
    }
  });

  it('is nothing where nobody counts', () => {
    assert.equal(unreadWords([]), '0');
    assert.equal(unreadNumber([]), 0);
  });

  it('is a plain number where there are no words', () => {
    assert.equal(unreadNumber(counted(5)), 5);
    assert.equal(unreadNumber(counted(5, 7)), 12);
    assert.equal(unreadNumber(counted(UNREAD_CAP, 5)), 105);
    assert.equal(unreadNumber(counted(250)), UNREAD_CAP);
  });

  it('is known of the portals that have answered, also where that is long ago', () => {
    const [fresh, old] = [ready({ unreadTotal: 1 }), ready({ unreadTotal: 2, failure: unreachable })];
    const inboxes = [{ kind: 'loading' }, fresh, { kind: 'failed', failure: unreachable }, old] as const;
    assert.deepEqual(countedIn(inboxes), [fresh, old]);
  });
});
