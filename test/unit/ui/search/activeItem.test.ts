import assert from 'node:assert/strict';
import { firstToOpen, stillActive } from '../../../../src/ui/search/activeItem';
import { rowKey } from '../../../../src/ui/search/searchRows';
import type { SearchRow } from '../../../../src/ui/search/searchRows';
import { notification, unreachable } from '../../model/notifications';
import { searchPortal } from './portals';

interface Item {
  readonly row: SearchRow;
}

const [portal, other] = [searchPortal('a'), searchPortal('b')];
const found = (id: number, from = portal): Item => ({
  row: { kind: 'found', portal: from, notification: notification(id), isLoaded: true },
});
const heading: Item = { row: { kind: 'heading', name: 'further' } };
const filters: Item = { row: { kind: 'heading', name: 'filters' } };
const byType: Item = { row: { kind: 'filter', name: 'type' } };
const failure: Item = { row: { kind: 'failure', failure: unreachable } };
const nothing: Item = { row: { kind: 'note', name: 'nothing' } };
const more = (isLoading: boolean): Item => ({ row: { kind: 'more', isLoading } });

const key = (item: Item | undefined): string | undefined => item && rowKey(item.row);
/** Where one is in the new list, having been at that index of the old one. */
const after = (before: readonly Item[], index: number, items: readonly Item[]): string | undefined =>
  key(stillActive(items, { items: before, active: before[index] }));

describe('the active item of a search', () => {
  it('is the first that was found, or else the first there is', () => {
    assert.equal(key(firstToOpen([failure, heading, found(2), found(1)])), 'found:a 2');
    assert.equal(key(firstToOpen([heading, failure, byType])), 'failure');
    assert.equal(key(firstToOpen([nothing, filters, byType])), 'note:nothing');
    assert.equal(key(firstToOpen<Item>([])), undefined);
  });

  it('stays where it was, however the list changes', () => {
    const before = [heading, found(3), found(2), filters, byType];
    assert.equal(after(before, 2, [heading, found(4), found(3), found(2), filters, byType]), 'found:a 2');
    assert.equal(after(before, 4, [heading, found(4), filters, byType]), 'filter:type');
    assert.equal(after(before, -1, [heading, found(3)]), 'found:a 3');
  });

  it('stays in the portal where it was, where another one has the same id', () => {
    const before = [heading, found(3), found(3, other), filters];
    const now = [heading, found(4, other), found(3), found(3, other), filters];
    assert.equal(after(before, 2, now), 'found:b 3');
    assert.equal(after(before, 1, now), 'found:a 3');
  });

  it('is the first again where it is gone', () => {
    assert.equal(after([heading, found(3), found(2)], 2, [heading, found(4), found(3)]), 'found:a 4');
    assert.equal(after([failure, filters, byType], 0, [heading, found(4)]), 'found:a 4');
  });

  it('goes from the way to more to the first of what has come', () => {
    const before = [heading, found(3), more(false), filters, byType];
    assert.equal(after(before, 2, [heading, found(3), more(true), filters, byType]), 'more');
    assert.equal(after(before, 2, [heading, found(3), found(2), found(1), filters, byType]), 'found:a 2');
    const next = [found(3), more(false), filters, byType];
    assert.equal(after(next, 1, [found(3), heading, found(2), filters, byType]), 'found:a 2');
    assert.equal(after(next, 1, [found(3), failure, filters, byType]), 'failure');
    assert.equal(after(next, 1, [found(4), found(3), filters, byType]), 'found:a 3');
    assert.equal(after(next, 1, [found(3), filters, byType]), 'found:a 3');
  });
});
