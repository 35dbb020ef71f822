import '../../../vscodeStandIn';
import assert from 'node:assert/strict';
import { MAX_LOADED_NOTIFICATIONS } from '../../../../src/model/inbox/listMerge';
import { GROUPINGS } from '../../../../src/model/notification/grouping';
import { Times } from '../../../../src/ui/text/times';
import { buildRootRows, rowId } from '../../../../src/ui/tree/rows';
import { MAX_INITIAL_ROWS, ROWS_PER_LIST, TreeModel } from '../../../../src/ui/tree/treeModel';
import { run } from '../../support/notifications';
import { drawn, ready, rowPortal } from './states';
import { NOW, treeScene, type TreeScene } from './treeScene';

const next = { lastId: 1, lastType: 3 } as const;

describe('what is shown of a long list', () => {
  let at: TreeScene;
  afterEach(() => {
    at.end();
  });
  const portalId = (): string => at.portals[0]?.id ?? '';
  const kinds = (id?: string): string =>
    at.view
      .getChildren(id)
      .map(child => child.replace(portalId(), '').trim().split(':')[0])
      .map((kind, index, all) => (kind === all[index - 1] ? '' : ` ${kind ?? ''}`))
      .join('')
      .trim();
  const press = (id: string): void => {
    const { command } = at.view.getTreeItem(id);
    assert.equal(command?.command, 'bitrix24.showMore');
    at.view.showMore(command.arguments?.[0]);
  };
  const refreshWith = async (count: number): Promise<void> => {
    void at.portals[0]?.inbox.refresh();
    await at.refreshed(run(count, 1), next);
  };

  it('is all where it is as long as that, and the way to more', async () => {
    at = await treeScene('none', run(ROWS_PER_LIST, 1));
    assert.equal(at.host.size, ROWS_PER_LIST);
    await refreshWith(ROWS_PER_LIST);
    assert.equal(kinds(), 'notification loadMore');
  });

  it('is its beginning, and one way on: to the rest, then to what is not loaded', async () => {
    at = await treeScene('none', []);
    await refreshWith(ROWS_PER_LIST * 2 + 1);
    const rest = `${portalId()} showMore:`;
    assert.equal(kinds(), 'notification showMore');
    assert.equal(at.view.getTreeItem(rest).description, String(ROWS_PER_LIST + 1));
    press(rest);
    assert.equal(at.view.getTreeItem(rest).description, '1');
    press(rest);
    assert.equal(kinds(), 'notification loadMore');
    assert.equal(at.view.getChildren().length, ROWS_PER_LIST * 2 + 2);
  });

  it('is the beginning of each group, and of all together no more than can be drawn in one go', async () => {
    for (const grouping of GROUPINGS) {
      at = await treeScene(
        grouping,
        run(10_000, 1).map(each => ({
          ...each,
          typeId: `t|${each.id % 60}`,
          author: { id: each.id % 40, name: 'A' },
        })),
      );
      const groups = at.view.getChildren().length;
      const most = grouping === 'none' ? ROWS_PER_LIST : MAX_INITIAL_ROWS;
      assert.ok(at.host.size <= most + 2 * groups, `${grouping}: ${at.host.size}`);
      assert.ok(at.host.size >= ROWS_PER_LIST);
      at.end();
    }
    at = await treeScene('none', []);
  });

  it('leaves every notification within reach', async () => {
    at = await treeScene('type', run(1_000, 1));
    const group = `${portalId()} group:type:im|default`;
    const rest = `${portalId()} showMore:${group}`;
    for (let presses = 0; presses < 4; presses++) {
      press(rest);
    }
    assert.equal(at.view.getChildren(group).length, 1_000);
    assert.equal(kinds(group), 'notification');
  });

  it('reaches as far as what is brought to the front', async () => {
    at = await treeScene('type', run(1_000, 1));
    const id = `${portalId()} notification:400`;
    assert.equal(at.view.getParent(id), undefined);
    assert.equal(await at.view.revealNotification({ id: portalId() }, 400), true);
    assert.deepEqual(at.revealed, [id]);
    assert.equal(at.view.getParent(id), `${portalId()} group:type:im|default`);
    assert.equal(at.view.getChildren(at.view.getParent(id)).length, 601 + 1);
  });

  it('stays as long as it is where what is to be brought to the front is gone', async () => {
    at = await treeScene('none', run(1_000, 1));
    const [row] = at.view.rows;
    assert.ok(row);
    press(`${portalId()} showMore:`);
    void at.portals[0]?.inbox.refresh();
    await at.refreshed(run(999, 1));
    await at.view.reveal(row);
    assert.deepEqual(at.revealed, []);
    void at.portals[0]?.inbox.refresh();
    await at.refreshed(run(999, 1));
    assert.equal(at.view.getChildren().length, ROWS_PER_LIST * 2 + 1);
  });

  it('is not told of where VS Code can’t bring it to the front', async () => {
    at = await treeScene('none', run(3, 1));
    at.host.knows = () => false;
    const [first, second, third] = at.view.rows;
    assert.ok(first && second && third);
    await at.view.reveal(first);
    assert.equal(await at.view.revealNotification({ id: portalId() }, 2), true);
    // An unhandled rejection would fail the test.
    at.view.keepPosition(new Set([rowId(first)]), () => at.portals[0]?.triage.delete([3], 0));
    await at.clock.tickAsync(0);
    assert.deepEqual(at.view.rows.map(rowId), [second, third].map(rowId));
    assert.deepEqual(at.revealed, []);
  });

  it('is its beginning again where the tree is arranged in another way', async () => {
    at = await treeScene('type', run(1_000, 1));
    await at.view.revealNotification({ id: portalId() }, 400);
    at.options.groupBy('none');
    at.options.groupBy('type');
    assert.equal(at.host.size, ROWS_PER_LIST + 2);
  });

  it('ends with the way to search where more is not kept', async () => {
    at = await treeScene('none', []);
    await refreshWith(MAX_LOADED_NOTIFICATIONS);
    await at.view.revealNotification({ id: portalId() }, 1);
    assert.equal(kinds(), 'notification searchOlder');
    assert.equal(at.view.getTreeItem(`${portalId()} searchOlder`).command?.command, 'bitrix24.search');
  });
});

describe('a command that VS Code gives the id of a row', () => {
  it('is about the row, and about one that has just gone too', async () => {
    const at = await treeScene('type', run(3, 1));
    const portalId = at.portals[0]?.id ?? '';
    const meant = at.view.resolve([`${portalId} notification:3`, 'else', 7]);
    assert.ok(Array.isArray(meant));
    assert.equal((meant[0] as { kind: string }).kind, 'notification');
    assert.deepEqual(meant.slice(1), ['else', 7]);
    void at.portals[0]?.inbox.refresh();
    await at.refreshed(run(1, 1).map(each => ({ ...each, typeId: 'other' })));
    assert.equal(at.host.size, 2);
    assert.equal((at.view.resolve(`${portalId} group:type:im|default`) as { kind: string }).kind, 'group');
    at.end();
  });
});

describe('unsent replies above a long list', () => {
  it('are shown with it, however it is grouped', () => {
    const pending = [{ key: 'k', notificationId: 1, to: 'Anna Orlova', text: 'Yes', stage: 'failed' }] as const;
    const portal = drawn(rowPortal(), ready({ notifications: run(ROWS_PER_LIST + 1, 1) }));
    for (const grouping of GROUPINGS) {
      const tree = new TreeModel();
      const shown = { ...portal, replies: { pending, answered: new Set<number>() } };
      tree.update(buildRootRows([shown], { grouping, filter: 'all' }, NOW), { times: new Times('en'), now: NOW });
      const [first] = tree.children();
      assert.ok(first);
      assert.equal(tree.row(first)?.kind, 'unsentReplies', grouping);
      assert.deepEqual(
        tree.children(first).map(id => tree.row(id)?.kind),
        ['reply'],
      );
    }
  });
});
