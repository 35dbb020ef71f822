import assert from 'node:assert/strict';
import { isList, isMap, type PhpMap } from '../../portal/php';
import { sampleNotifications } from '../../portal/sample/notifications';

const sample = sampleNotifications(Date.UTC(2026, 2, 3, 7));

/** Everything that is attached, block by block. */
const blocks: readonly PhpMap[] = sample
  .flatMap(({ params }) => (isList(params?.ATTACH) ? params.ATTACH : []))
  .flatMap(attach => (isMap(attach) && isList(attach.BLOCKS) ? attach.BLOCKS : []))
  .filter(isMap);

describe('the sample', () => {
  it('has something attached of each kind', () => {
    const kinds = new Set(blocks.flatMap(block => Object.keys(block)));
    assert.deepEqual([...kinds].sort(), [
      'DELIMITER',
      'FILE',
      'GRID',
      'HTML',
      'IMAGE',
      'LINK',
      'MESSAGE',
      'RICH_LINK',
      'USER',
    ]);
  });

  it('has grids of each form', () => {
    const cells = blocks.flatMap(({ GRID }) => (isList(GRID) ? GRID.filter(isMap) : []));
    assert.deepEqual([...new Set(cells.map(({ DISPLAY }) => DISPLAY))].sort(), ['BLOCK', 'LINE', 'ROW', 'TABLE']);
  });

  it('has notifications that stand for others too', () => {
    const merged = sample.filter(({ params }) => isList(params?.USERS));
    assert.ok(merged.length > 0);
    for (const { authorId, params } of merged) {
      assert.equal(isList(params?.USERS) && params.USERS.some(id => id === authorId), false);
    }
  });

  it('has thirty, ten of them unread, four that wait for a decision', () => {
    assert.equal(sample.length, 30);
    assert.equal(sample.filter(({ isRead }) => isRead !== true).length, 10);
    assert.equal(sample.filter(({ type }) => type === 1).length, 4);
  });
});
