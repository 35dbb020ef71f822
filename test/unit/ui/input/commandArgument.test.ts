import assert from 'node:assert/strict';
import { notificationRefsIn, portalIdIn } from '../../../../src/ui/input/commandArgument';
import { buildRootRows, notificationRowId, type Row, type TreeArrangement } from '../../../../src/ui/tree/rows';
import { NOON, run } from '../../support/notifications';
import { drawn, ready, rowPortal } from '../tree/states';

const [one, other] = [rowPortal('1'), rowPortal('2')];
const inbox = ready({ notifications: run(2, 1), next: { lastId: 1, lastType: 3 } });
const refs = [
  { id: 2, portalId: one.id },
  { id: 1, portalId: one.id },
];
/** The root of a portal among two. */
const root = (grouping: TreeArrangement['grouping']): Row => {
  const both = [one, other].map(portal => drawn(portal, inbox));
  return buildRootRows(both, { grouping, filter: 'all' }, NOON)[0] ?? assert.fail();
};
/** The first row of an only portal. */
const first = (grouping: TreeArrangement['grouping']): Row =>
  buildRootRows([drawn(one, inbox)], { grouping, filter: 'all' }, NOON)[0] ?? assert.fail();

describe('a command’s argument', () => {
  it('names the notification of a row, those of a group, and all of a portal, each with its portal', () => {
    assert.deepEqual(notificationRefsIn(first('none')), refs.slice(0, 1));
    assert.deepEqual(notificationRefsIn(first('state')), refs);
    assert.deepEqual(notificationRefsIn(root('none')), refs);
    assert.deepEqual(notificationRefsIn(root('state')), refs);
  });

  it('names a notification by its id, with its portal or without', () => {
    assert.deepEqual(notificationRefsIn(9), [{ id: 9 }]);
    assert.deepEqual(notificationRefsIn({ id: 9 }), [{ id: 9 }]);
    assert.deepEqual(notificationRefsIn({ id: 9, portalId: one.id }), [{ id: 9, portalId: one.id }]);
    assert.deepEqual(notificationRefsIn({ notification: { id: 9 } }), [{ id: 9 }]);
  });

  it('names a notification by the id of its row', () => {
    assert.deepEqual(notificationRefsIn(notificationRowId(one.id, 9)), [{ id: 9, portalId: one.id }]);
    assert.deepEqual(notificationRefsIn(`${one.id} notification:`), []);
    assert.deepEqual(notificationRefsIn(' notification:9'), []);
  });

  it('names no portal where that is not one’s id', () => {
    for (const portalId of [undefined, null, 1, {}, []]) {
      assert.deepEqual(notificationRefsIn({ id: 9, portalId }), [{ id: 9 }]);
      assert.deepEqual(notificationRefsIn({ id: 9, portal: { id: portalId } }), [{ id: 9 }]);
    }
  });

  it('names no notification where it is the way to more, or a note', () => {
    assert.deepEqual(notificationRefsIn({ kind: 'loadMore', portal: one }), []);
    assert.deepEqual(notificationRefsIn({ kind: 'status', portal: one, inbox, view: 'empty' }), []);
  });

  it('names the portal of any row', () => {
    for (const row of [root('state'), first('state'), first('none'), { kind: 'loadMore', portal: one }]) {
      assert.equal(portalIdIn(row), one.id);
    }
    assert.equal(portalIdIn({ portalId: one.id }), one.id);
    assert.equal(portalIdIn({ id: 9, portalId: one.id }), one.id);
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
    { kind: 'group', rows: null },
    { kind: 'group', rows: 7 },
    { kind: 'group', rows: [null, 'a', { id: '7' }, { rows: [] }] },
    { kind: 'portal', portal: null, rows: {} },
    { kind: 'notification' },
    { kind: 'notification', notification: null },
    { notification: { id: '7' } },
    { id: one.id },
    { kind: 'loadMore' },
    { portal: 'a', portalId: 7 },
    () => 7,
  ];
  for (const item of others) {
    it(`names nothing where it is ${typeof item} ${JSON.stringify(item)}`, () => {
      assert.deepEqual(notificationRefsIn(item), []);
      assert.equal(portalIdIn(item), undefined);
    });
  }

  it('is not followed deeper than a portal, its groups and their notifications', () => {
    const deep = { rows: [{ rows: [{ rows: [{ id: 4 }] }, { id: 3 }] }, { id: 2 }] };
    assert.deepEqual(notificationRefsIn(deep), [{ id: 3 }, { id: 2 }]);
    let deeper: unknown = { id: 1 };
    for (let levels = 0; levels < 100_000; levels++) {
      deeper = { rows: [deeper] };
    }
    assert.deepEqual(notificationRefsIn(deeper), []);
  });

  it('may be its own row', () => {
    const rows: unknown[] = [];
    const cycle = { rows };
    rows.push(cycle, cycle, { id: 5 });
    assert.deepEqual(new Set(notificationRefsIn(cycle).map(({ id }) => id)), new Set([5]));
  });

  it('is read no further where a field can’t be read: the caller is told by what it threw', () => {
    const broken = (name: string): unknown =>
      Object.defineProperty({}, name, {
        get: () => {
          throw new RangeError(name);
        },
      });
    for (const name of ['rows', 'notification', 'id', 'portal', 'portalId']) {
      assert.throws(() => notificationRefsIn(broken(name)), new RangeError(name));
    }
  });
});
