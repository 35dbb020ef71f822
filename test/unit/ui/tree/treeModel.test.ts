import { vscode } from '../../../vscodeStandIn';
import fc from 'fast-check';
import assert from 'node:assert/strict';
import type { InboxState } from '../../../../src/model/inbox/inboxState';
import { GROUPINGS } from '../../../../src/model/notification/grouping';
import type { Notification } from '../../../../src/model/notification/notification';
import type { Failure } from '../../../../src/model/portalFailure';
import { Times } from '../../../../src/ui/text/times';
import { buildRootRows, type Row } from '../../../../src/ui/tree/rows';
import { TreeModel } from '../../../../src/ui/tree/treeModel';
import { confirmation, NOON, notification, run, text } from '../../support/notifications';
import { drawn, ready, rowPortal } from './states';
import { lineOf } from './treeHost';
import { NOW, treeScene, type TreeScene } from './treeScene';

describe('what is drawn anew', () => {
  const next = { lastId: 1, lastType: 3 } as const;

  const read = (list: readonly Notification[]): readonly Notification[] =>
    list.map(each => ({ ...each, isRead: true }));

  /** Reads one, the portal says the same, and answers the refresh that follows. */
  async function mark(at: TreeScene, id: number, list: readonly Notification[]): Promise<void> {
    const [portal] = at.portals;
    const [centre] = at.centres;
    assert.ok(portal && centre);
    portal.triage.setRead([id], true);
    (await centre.next('setRead')).answer();
    await at.clock.tickAsync(0);
    await at.refreshed(list.map(each => (each.id === id ? { ...each, isRead: true } : each)));
  }

  /** The tree as it is where it is drawn from nothing. */
  function freshLines({ view }: TreeScene): readonly string[] {
    const linesOf = (id: string | undefined, indent: string): readonly string[] =>
      view.getChildren(id).flatMap(child => {
        return [`${indent}${lineOf(view.getTreeItem(child))}`, ...linesOf(child, `${indent}  `)];
      });
    return linesOf(undefined, '');
  }

  let at: TreeScene;
  afterEach(() => {
    at.end();
  });
  const refreshWith = async (list: readonly Notification[], more?: typeof next, which = 0): Promise<void> => {
    void at.portals[which]?.inbox.refresh();
    await at.refreshed(list, more, which);
  };

  it('is nothing where nothing has changed', async () => {
    at = await treeScene('state', run(100, 1));
    await refreshWith(structuredClone(run(100, 1)));
    assert.deepEqual(at.host.fired, []);
  });

  it('is the row where what has changed is seen only when the mouse rests on it', async () => {
    const long = 'word '.repeat(100);
    const first = notification(2, { text: [text(long)] });
    const rest = run(1, 1);
    at = await treeScene('none', [first, ...rest]);
    const changes: readonly Partial<Notification>[] = [
      { text: [text(`${long} and more`)] },
      { attachments: [{ kind: 'delimiter' }] },
      { others: [{ id: 3, name: 'Tom' }] },
      { buttons: [{ label: 'Accept', value: 'Y', isAccept: true }] },
    ];
    for (const change of changes) {
      at.host.forget();
      await refreshWith([{ ...first, ...change }, ...rest]);
      assert.deepEqual(at.host.fired, [[`${at.portals[0]?.id ?? ''} notification:2`]], JSON.stringify(change));
    }
  });

  it('is nothing where the mouse has rested on it, and the item stays as VS Code was given it', async () => {
    at = await treeScene('none', run(3, 1));
    const id = `${at.portals[0]?.id ?? ''} notification:2`;
    const item = at.view.getTreeItem(id);
    const hovered = at.view.resolveTreeItem(item, id);
    assert.ok(hovered.tooltip instanceof vscode.MarkdownString);
    assert.deepEqual(
      Object.entries(hovered).filter(([name]) => name !== 'tooltip'),
      Object.entries(item),
    );
    assert.equal(item.tooltip, undefined);
    assert.equal(at.view.getTreeItem(id), item);
    await refreshWith(structuredClone(run(3, 1)));
    assert.deepEqual(at.host.fired, []);
  });

  it('is one of 10,000 where one is read and keeps its place', async () => {
    const list = [...run(10_000, 2), ...read(run(1, 1))];
    at = await treeScene('type', list);
    await mark(at, 9_990, list);
    assert.deepEqual(at.host.fired, [[`${at.portals[0]?.id ?? ''} notification:9990`]]);
    assert.deepEqual(at.host.asked, { items: 1, children: 0 });
  });

  it('is nothing where the one that is read is not shown', async () => {
    at = await treeScene('type', [...run(10_000, 2), ...read(run(1, 1))]);
    await mark(at, 50, [...run(10_000, 2), ...read(run(1, 1))]);
    assert.deepEqual(at.host.fired, []);
  });

  it('is the group where its first one is read: a menu can do something else to it', async () => {
    at = await treeScene('type', run(3, 1));
    await mark(at, 2, run(3, 1));
    assert.deepEqual(at.host.fired, [[`${at.portals[0]?.id ?? ''} group:type:im|default`]]);
  });

  it('is the group of a new one', async () => {
    const list = [...run(10_000, 9_000), ...read(run(8_999, 1))];
    at = await treeScene('state', list);
    await refreshWith([...run(10_001, 9_000), ...read(run(8_999, 1))]);
    assert.deepEqual(at.host.fired, [[`${at.portals[0]?.id ?? ''} group:state:unread`]]);
    assert.deepEqual(at.host.asked, { items: 202, children: 1 });
  });

  it('is all where a group comes or goes, and all is not much', async () => {
    at = await treeScene('day', run(10_000, 1));
    const [first] = run(10_100, 10_100);
    assert.ok(first);
    const tomorrow = { ...first, date: NOW + 86_400_000 };
    await refreshWith([tomorrow, ...run(10_000, 1)]);
    assert.deepEqual(at.host.fired, [undefined]);
    assert.ok(at.host.asked.items < 650, String(at.host.asked.items));
  });

  it('is the portal alone whose list has changed, among several', async () => {
    at = await treeScene('type', run(10, 1), run(10, 1));
    await refreshWith(run(11, 1), undefined, 1);
    assert.deepEqual(at.host.fired, [[`${at.portals[1]?.id ?? ''} portal`]]);
  });

  it('is the list as a whole where much of it has another look', async () => {
    at = await treeScene('none', read(run(60, 1)));
    await refreshWith([...run(60, 41), ...read(run(40, 1))]);
    assert.equal(at.host.fired[0]?.length, 20);
    await refreshWith([...run(60, 20), ...read(run(19, 1))]);
    assert.equal(at.host.fired[1], undefined);
    assert.equal(at.host.fired.length, 2);
  });

  it('is what stands over both places where one moves: it is lost and found in one go', async () => {
    const list = [...run(50, 41), ...read(run(40, 1))];
    at = await treeScene('state', list, run(3, 1));
    at.host.forget();
    await mark(at, 45, list);
    assert.deepEqual(new Set(at.host.fired.flat()), new Set([`${at.portals[0]?.id ?? ''} portal`]));
  });

  it('ends in the same picture as all of it, whatever happens', async () => {
    const list = fc.uniqueArray(fc.integer({ min: 1, max: 40 }), { maxLength: 30 });
    const read = fc.uniqueArray(fc.integer({ min: 1, max: 40 }));
    const steps = fc.array(fc.tuple(list, read, fc.nat(1)), { minLength: 2, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...GROUPINGS),
        fc.integer({ min: 1, max: 2 }),
        steps,
        async (grouping, count, all) => {
          at = await treeScene(grouping, ...[run(9, 3), run(5, 1)].slice(0, count));
          for (const [ids, reads, which] of all) {
            const found = run(40, 1).flatMap(each =>
              ids.includes(each.id) ? [{ ...each, isRead: reads.includes(each.id), typeId: `t|${each.id % 3}` }] : [],
            );
            await refreshWith(found, found.length % 2 === 0 ? undefined : next, which % count);
            const { lines } = at.host;
            at.options.groupBy(grouping);
            at.view.getChildren();
            assert.deepEqual(lines, freshLines(at));
          }
          at.end();
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('a row', () => {
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
    ...lists.map((list): InboxState => ({ ...list, isCached: true })),
    ...failures.flatMap((failure): readonly InboxState[] => [
      { kind: 'failed', failure },
      ...lists.map(list => ({ ...list, failure })),
      ...lists.map(list => ({ ...list, failure, isKept: true as const })),
    ]),
  ];

  interface Picture {
    readonly rows: readonly Row[];
    /** By the row's id. */
    readonly items: ReadonlyMap<string, string>;
    readonly children: ReadonlyMap<string, string>;
  }

  const context = { times: new Times('en'), now: NOON };

  /** What VS Code is given where the tree is drawn from nothing. */
  function pictureOf(rows: readonly Row[]): Picture {
    const model = new TreeModel();
    model.update(rows, context);
    const below = (id?: string): readonly string[] => model.children(id).flatMap(child => [child, ...below(child)]);
    const plain = (id: string): string =>
      JSON.stringify(model.item(id), (name, value: unknown) => (name === 'command' ? undefined : value));
    const ids = below();
    return {
      rows,
      items: new Map(ids.map(id => [id, plain(id)])),
      children: new Map(ids.map(id => [id, model.children(id).join()])),
    };
  }

  /** Returns how many items were other ones. */
  function assertDrawn(model: TreeModel, before: Picture, after: Picture): number {
    const changed = model.update(after.rows, context);
    const isDrawn = (id: string | undefined): boolean =>
      changed === undefined || (id !== undefined && (changed.includes(id) || isDrawn(model.parent(id))));
    const others = [...after.items].filter(([id, item]) => before.items.has(id) && before.items.get(id) !== item);
    for (const [id] of others) {
      assert.ok(isDrawn(id), id);
    }
    for (const id of changed ?? []) {
      const isSame = before.items.get(id) === after.items.get(id) && before.children.get(id) === after.children.get(id);
      assert.ok(!isSame || id.includes(' notification:'), id);
    }
    return others.length;
  }

  it('is drawn anew wherever its item is another one, and nowhere else', () => {
    let differences = 0;
    for (const filter of ['all', 'unread'] as const) {
      const pictures = inboxes.map(inbox => {
        const portals = [drawn(rowPortal('1'), inbox), drawn(rowPortal('2'), { kind: 'loading' })];
        return pictureOf(buildRootRows(portals, { grouping: 'state', filter }, NOON));
      });
      for (const [index, one] of pictures.entries()) {
        const model = new TreeModel();
        model.update(one.rows, context);
        assert.deepEqual(model.update(one.rows, context), []);
        for (const other of pictures.slice(index + 1)) {
          differences += assertDrawn(model, one, other) + assertDrawn(model, other, one);
        }
      }
    }
    assert.ok(differences > 1000, String(differences));
  });
});
