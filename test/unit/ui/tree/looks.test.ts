import '../../../vscodeStandIn';
import assert from 'node:assert/strict';
import type { InboxState } from '../../../../src/model/inboxState';
import type { Failure } from '../../../../src/model/portalFailure';
import { Times } from '../../../../src/ui/text/times';
import { lookOf } from '../../../../src/ui/tree/looks';
import { allRows, topRows } from '../../../../src/ui/tree/rows';
import { treeItem } from '../../../../src/ui/tree/treeItems';
import { confirmation, NOON, notification } from '../../model/notifications';
import { drawn, ready, rowPortal } from './states';

const failures: readonly Failure[] = [
  { kind: 'unreachable', reason: 'connection' },
  { kind: 'unreachable', reason: 'moved' },
  { kind: 'unreachable', reason: 'moved', movedTo: 'https://new.example' },
  { kind: 'unauthorized', code: 'EXPIRED_TOKEN' },
  { kind: 'forbidden', code: 'insufficient_scope', scope: 'im' },
  { kind: 'rateLimited', code: 'OPERATION_TIME_LIMIT', retryAt: NOON + 60_000 },
];
const lists = [
  ready(),
  ready({ notifications: [notification(2)], unreadTotal: 1 }),
  ready({ notifications: [notification(2), { ...confirmation(1), isRead: true }], unreadTotal: 1 }),
  ready({ notifications: [{ ...notification(2), isRead: true }] }),
  ready({ notifications: [notification(2)], unreadTotal: 1, deciding: new Set([2]) }),
];
const inboxes: readonly InboxState[] = [
  { kind: 'loading' },
  ...lists,
  ...lists.map((list): InboxState => ({ ...list, isKept: true })),
  ...failures.flatMap((failure): readonly InboxState[] => [
    { kind: 'failed', failure },
    ...lists.map(list => ({ ...list, failure })),
    ...lists.map(list => ({ ...list, failure, isKept: true as const })),
  ]),
];

describe('the look of a row', () => {
  it('is another one wherever its item is', () => {
    const look = { times: new Times('en'), now: NOON };
    const items = new Map<string, unknown>();
    let same = 0;
    for (const inbox of inboxes) {
      for (const filter of ['all', 'unread'] as const) {
        const portals = [drawn(rowPortal('1'), inbox), drawn(rowPortal('2'), { kind: 'loading' })];
        for (const row of allRows(topRows(portals, { grouping: 'state', filter }, NOON))) {
          const item = treeItem(row, look);
          const key = JSON.stringify([item.id, lookOf(row, look)]);
          const plain = JSON.stringify(item, (name, value: unknown) =>
            name === 'command' ? undefined : value,
          );
          const known = items.get(key);
          if (known !== undefined) {
            assert.equal(plain, known, key);
            same++;
          }
          items.set(key, plain);
        }
      }
    }
    assert.ok(same > 100, String(same));
    assert.ok(items.size > 40, String(items.size));
  });
});
