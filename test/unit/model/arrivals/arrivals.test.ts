import assert from 'node:assert/strict';
import { highestOf, isBeyond, markAfter, NO_MARK } from '../../../../src/model/arrivals/arrivals';
import { confirmation, notification, run } from '../../support/notifications';

describe('the mark up to which notifications are known', () => {
  const fresh = (mark = NO_MARK, list = run(5, 1)): readonly number[] =>
    list.filter(each => isBeyond(each, mark)).map(({ id }) => id);

  it('leaves what comes after the highest, confirmations too, in whichever order they are', () => {
    const mark = markAfter([confirmation(2), ...run(3, 3), ...run(1, 1)]);
    assert.deepEqual(fresh(mark, [confirmation(4), ...run(5, 5), ...run(3, 1)]), [4, 5]);
    assert.deepEqual(fresh(), [5, 4, 3, 2, 1]);
  });

  it('never becomes lower: not by a shorter list, and of two in whichever order', () => {
    const mark = markAfter(run(4, 1));
    assert.deepEqual(markAfter(run(2, 1), mark), mark);
    assert.deepEqual(markAfter([], mark), mark);
    const other = markAfter([notification(9, { date: 7 })]);
    assert.deepEqual(highestOf(mark, other), highestOf(other, mark));
    assert.deepEqual(highestOf(mark, highestOf(mark, other)), highestOf(mark, other));
  });

  it('leaves what is later although its ID is lower', () => {
    const { date } = notification(900);
    const mark = markAfter([notification(900)]);
    assert.deepEqual(fresh(mark, [notification(7, { date: date + 1_000 }), notification(6, { date })]), [7]);
  });
});
