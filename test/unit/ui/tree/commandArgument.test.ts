import assert from 'node:assert/strict';
import { idsIn } from '../../../../src/ui/tree/commandArgument';

describe('a command’s argument', () => {
  it('names the notification of a row, the notifications of a group, or an id', () => {
    assert.deepEqual(idsIn({ kind: 'notification', notification: { id: 7 } }), [7]);
    assert.deepEqual(idsIn({ kind: 'group', group: { notifications: [{ id: 7 }, { id: 8 }] } }), [7, 8]);
    assert.deepEqual(idsIn(9), [9]);
  });

  const others: readonly unknown[] = [
    undefined,
    null,
    '',
    'focused',
    true,
    [],
    {},
    { kind: 'group' },
    { kind: 'group', group: null },
    { kind: 'group', group: { notifications: 7 } },
    { kind: 'group', group: { notifications: [null, 1, { id: '7' }] } },
    { kind: 'notification' },
    { kind: 'notification', notification: null },
    { notification: { id: '7' } },
    { kind: 'more' },
    () => 7,
  ];
  for (const other of others) {
    it(`names none where it is ${typeof other} ${JSON.stringify(other)}`, () => {
      assert.deepEqual(idsIn(other), []);
    });
  }
});
