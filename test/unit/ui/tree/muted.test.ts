import '../../../vscodeStandIn';
import assert from 'node:assert/strict';
import { parseMuting } from '../../../../src/model/arrivals/muting';
import type { Grouping } from '../../../../src/model/notification/grouping';
import { Times } from '../../../../src/ui/text/times';
import { allRows, buildRootRows, rowId } from '../../../../src/ui/tree/rows';
import { createTreeItem } from '../../../../src/ui/tree/treeItems';
import { TreeModel } from '../../../../src/ui/tree/treeModel';
import { NOON, notification } from '../../support/notifications';
import { drawn, ready, rowPortal } from './states';

describe('what is muted, in the tree', () => {
  const anna = { id: 2, name: 'Anna' };
  const ivan = { id: 3, name: 'Ivan' };
  const list = [
    notification(4, { author: anna, typeId: 'blog|comment' }),
    notification(3, { author: ivan, typeId: 'blog|comment' }),
    notification(2, { author: anna }),
    notification(1, { author: ivan }),
  ];
  const context = { times: new Times('en'), now: NOON };
  const rows = (grouping: Grouping, types: readonly string[], authors: readonly string[]) =>
    buildRootRows(
      [drawn(rowPortal(), ready({ notifications: list }))],
      { grouping, filter: 'all', muting: parseMuting(types, authors) },
      NOON,
    );
  /** The label of each row that is dimmed, its menu words for that, and its icon where that is a bell with a slash. */
  const muted = (...given: Parameters<typeof rows>): readonly string[] =>
    allRows(rows(...given)).flatMap(row => {
      const { label, contextValue, iconPath, resourceUri, accessibilityInformation } = createTreeItem(row, context);
      const words = (contextValue ?? '').split(';').filter(word => word.startsWith('muted'));
      const { id: icon } = (iconPath ?? {}) as { id?: string };
      const isSaid = (accessibilityInformation?.label ?? '').split(', ').includes('Muted');
      assert.equal(resourceUri !== undefined, words.length > 0);
      assert.equal(isSaid, words.length > 0);
      return words.length === 0
        ? []
        : [[label as string, ...words, ...(icon === 'bell-slash' ? [icon] : [])].join(' ')];
    });

  it('is nothing if nothing is', () => {
    assert.deepEqual(muted('type', [], []), []);
    assert.deepEqual(muted('type', ['crm|deal'], ['<9@portal.example>', '<2@other.example>']), []);
  });

  it('is the rows, whatever they are grouped by', () => {
    const comments = ['Anna muted mutedType', 'Ivan muted mutedType'];
    for (const grouping of ['state', 'day', 'none'] as const) {
      assert.deepEqual([...muted(grouping, ['blog|comment'], [])].sort(), comments, grouping);
    }
    // Under their authors' names, they are called by their texts.
    const texts = ['Notification 3 muted mutedType', 'Notification 4 muted mutedType'];
    assert.deepEqual([...muted('author', ['blog|comment'], [])].sort(), texts);
    const both = ['Anna muted mutedAuthor', 'Anna muted mutedType mutedAuthor', 'Ivan muted mutedType'];
    assert.deepEqual([...muted('none', ['blog|comment'], ['<2@portal.example>'])].sort(), both);
  });

  it('is the group by what it is grouped by, with a bell that has a slash', () => {
    assert.deepEqual(muted('type', ['blog|comment'], []), [
      'blog|comment muted mutedType bell-slash',
      'Anna muted mutedType',
      'Ivan muted mutedType',
    ]);
    assert.deepEqual(muted('author', [], ['<2@portal.example>']), [
      'Anna muted mutedAuthor bell-slash',
      'Notification 4 muted mutedAuthor',
      'Notification 2 muted mutedAuthor',
    ]);
  });

  it('draws anew the rows that have changed, and no others', () => {
    const model = new TreeModel();
    model.update(rows('none', [], []), context);
    const changed = model.update(rows('none', ['blog|comment'], []), context) ?? [];
    const ids = allRows(rows('none', [], [])).map(rowId);
    assert.deepEqual([...changed].sort(), ids.slice(0, 2).sort());
    assert.deepEqual(model.update(rows('none', ['blog|comment'], []), context), []);
  });
});
