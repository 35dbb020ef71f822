import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import type { InboxState } from '../../../../src/model/inbox';
import type { SessionState } from '../../../../src/model/session';
import { childRows, notificationIdIn, topRows } from '../../../../src/ui/tree/rows';
import { confirmation, NOON, notification, unreachable } from '../../model/notifications';

const signedIn = (inbox: InboxState): SessionState => ({
  kind: 'signedIn',
  account: { origin: 'https://portal.example', userId: '1' },
  inbox,
});
const ready = { kind: 'ready', unreadTotal: 2, updatedAt: NOON } as const;

describe('the rows of the tree', () => {
  it('are none where there is no list', () => {
    for (const state of [
      { kind: 'starting' },
      { kind: 'signedOut' },
      signedIn({ kind: 'loading' }),
      signedIn({ kind: 'failed', failure: unreachable }),
      signedIn({ ...ready, notifications: [] }),
    ] as const) {
      assert.deepEqual(topRows(state, NOON), []);
    }
  });

  it('are groups with their notifications', () => {
    const list = [notification(3), confirmation(2), notification(1)];
    const rows = topRows(signedIn({ ...ready, notifications: list }), NOON);
    assert.deepEqual(
      rows.map(row => row.kind === 'group' && row.group.name),
      ['decision', 'unread'],
    );
    assert.deepEqual(rows.map(childRows), [
      [{ kind: 'notification', notification: list[1] }],
      [
        { kind: 'notification', notification: list[0] },
        { kind: 'notification', notification: list[2] },
      ],
    ]);
  });

  it('end with a way to more where there is more, fresh or not', () => {
    const state = signedIn({
      ...ready,
      notifications: [notification(1)],
      next: { lastId: 1, lastType: 3 },
      failure: unreachable,
    });
    assert.deepEqual(
      topRows(state, NOON).map(({ kind }) => kind),
      ['group', 'more'],
    );
  });

  it('have nothing below a notification or the way to more', () => {
    assert.deepEqual(childRows({ kind: 'more' }), []);
    assert.deepEqual(childRows({ kind: 'notification', notification: notification(1) }), []);
  });
});

describe('a command’s argument', () => {
  it('names a notification where it is a row', () => {
    assert.equal(notificationIdIn({ kind: 'notification', notification: notification(7) }), 7);
    assert.equal(notificationIdIn({ notification: { id: 7 } }), 7);
  });

  it('names none where it is anything else', () => {
    const values: readonly unknown[] = [
      undefined,
      null,
      7,
      '7',
      [],
      {},
      () => 7,
      { id: 7 },
      { kind: 'more' },
      { notification: null },
      { notification: undefined },
      { notification: 7 },
      { notification: {} },
      { notification: { id: '7' } },
      { notification: { id: null } },
      [{ notification: { id: 7 } }],
    ];
    for (const value of values) {
      assert.equal(notificationIdIn(value), undefined, inspect(value));
    }
  });
});
