import assert from 'node:assert/strict';
import { decodeHistoryPage } from '../../../../src/bitrix24/decode/historyPage';
import { failureIn } from '../connection';
import { wireNotification } from '../wire';

const decode = (result: unknown, limit = 3) => decodeHistoryPage(result, limit, 'https://portal.example');
const pageOf = (ids: readonly unknown[], changes: Readonly<Record<string, unknown>> = {}): unknown => ({
  chat_id: 77,
  notifications: ids.map(id => wireNotification({ id })),
  users: [{ id: 5, name: 'Ann Bee' }],
  ...changes,
});

describe('a page of the history', () => {
  it('is what the portal says', () => {
    const { page, leftOut } = decode(pageOf([9, 8], { total_results: 2 }));
    assert.deepEqual(
      page.notifications.map(({ id, author, typeId }) => [id, author?.name, typeId]),
      [9, 8].map(id => [id, 'Ann Bee', 'blog|comment']),
    );
    assert.equal(page.total, 2);
    assert.equal(leftOut, 0);
  });

  it('is empty where the portal has no chat', () => {
    assert.deepEqual(decode([]), { page: { notifications: [] }, leftOut: 0 });
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
    const last = wireNotification({ id: 7, date: 'never' });
    const items = [wireNotification({ id: 9 }), wireNotification({ id: 8 })];
    const { page, leftOut } = decode(pageOf([], { notifications: [...items, last] }));
    assert.deepEqual([page.next, leftOut], [7, 1]);
    assert.equal(decode(pageOf([], { notifications: [...items, null] })).page.next, 8);
    assert.equal(decode(pageOf([], { notifications: [null, 7, 'x'] })).page.next, undefined);
  });

  it('has a total where the portal tells one', () => {
    assert.equal(decode(pageOf([9], { total_results: '0' })).page.total, 0);
    for (const total of [undefined, null, 'many', '', 1.5, -1, {}, true]) {
      assert.equal(
        'total' in decode(pageOf([9], { total_results: total })).page,
        false,
        JSON.stringify(total),
      );
    }
  });

  it('of another form is malformed', () => {
    for (const result of [
      null,
      undefined,
      true,
      7,
      'x',
      {},
      [1],
      { notifications: {} },
      { notifications: 'x' },
    ]) {
      assert.deepEqual(
        failureIn(() => decode(result)),
        { kind: 'malformed' },
        JSON.stringify(result),
      );
    }
  });
});
