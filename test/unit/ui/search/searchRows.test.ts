import '../../../vscodeStandIn';
import assert from 'node:assert/strict';
import type { Portal } from '../../../../src/model/portal/portal';
import type { PortalsSearchState } from '../../../../src/model/search/portalsSearch';
import {
  buildSearchRows,
  findItemToActivate,
  initialActiveItem,
  type HitInPortal,
  type SearchRow,
  searchRowKey,
} from '../../../../src/ui/search/searchRows';
import type { FilterAction } from '../../../../src/ui/search/searchFilters';
import { notification, unreachable } from '../../support/notifications';
import { searchPortal } from './portals';

describe('the rows of a search', () => {
  const NAMES: readonly FilterAction[] = ['type', 'author', 'days'];

  const FILTERS = ['heading:filters', 'filter:type', 'filter:author', 'filter:days'];

  const [portal, other] = [searchPortal('a'), searchPortal('b')];

  const loaded = (id: number, from = portal): HitInPortal => ({
    portal: from,
    notification: notification(id),
    isLoaded: true,
  });

  const older = (id: number, from = portal): HitInPortal => ({ ...loaded(id, from), isLoaded: false });

  function keys(changes: Partial<PortalsSearchState<Portal>>, most = 200): readonly string[] {
    const state = {
      hits: [],
      canSearchPortal: true,
      isLoading: false,
      hasMore: false,
      ...changes,
    };
    return buildSearchRows(state, most, NAMES).rows.map(searchRowKey);
  }

  it('are what is loaded, then what the portal has further back, each newest first', () => {
    assert.deepEqual(keys({ hits: [loaded(5), older(4), loaded(3), older(2)] }), [
      'heading:loaded',
      'hit:a 5',
      'hit:a 3',
      'heading:older',
      'hit:a 4',
      'hit:a 2',
      ...FILTERS,
    ]);
    assert.deepEqual(keys({ hits: [older(4)] }), ['heading:older', 'hit:a 4', ...FILTERS]);
    assert.deepEqual(keys({ hits: [loaded(4)] }), ['heading:loaded', 'hit:a 4', ...FILTERS]);
  });

  it('are those of all portals together, each with its own', () => {
    const found = [loaded(5, other), loaded(5), older(4), older(4, other)];
    assert.deepEqual(keys({ hits: found }), [
      'heading:loaded',
      'hit:b 5',
      'hit:a 5',
      'heading:older',
      'hit:a 4',
      'hit:b 4',
      ...FILTERS,
    ]);
    const state = { hits: found, canSearchPortal: true, isLoading: false, hasMore: false };
    const { rows } = buildSearchRows(state, 200, NAMES);
    assert.deepEqual(
      rows.flatMap(row => (row.kind === 'hit' ? [row.portal] : [])),
      [other, portal, portal, other],
    );
  });

  it('say that nothing is found, and that three characters are needed', () => {
    assert.deepEqual(keys({}), ['note:noResults', ...FILTERS]);
    assert.deepEqual(keys({ canSearchPortal: false }), [
      'note:noResults',
      'heading:older',
      'note:tooShort',
      ...FILTERS,
    ]);
    assert.deepEqual(keys({ canSearchPortal: false, hits: [loaded(1)] }), [
      'heading:loaded',
      'hit:a 1',
      'heading:older',
      'note:tooShort',
      ...FILTERS,
    ]);
  });

  it('do not say that nothing is found while something may be', () => {
    assert.deepEqual(keys({ isLoading: true }), ['heading:older', 'note:searching', ...FILTERS]);
    assert.deepEqual(keys({ hasMore: true }), ['heading:older', 'more', ...FILTERS]);
    assert.deepEqual(keys({ failure: unreachable }), ['failure', ...FILTERS]);
  });

  it('lead to more, and say how many there are', () => {
    const state = { hits: [older(1)], canSearchPortal: true, hasMore: true };
    const more = (isLoading: boolean, total?: number): unknown =>
      buildSearchRows(
        { ...state, isLoading: isLoading, ...(total === undefined ? {} : { total }) },
        200,
        NAMES,
      ).rows.find(({ kind }) => kind === 'more');
    assert.deepEqual(more(false, 99), { kind: 'more', isLoading: false, total: 99 });
    assert.deepEqual(more(true), { kind: 'more', isLoading: true });
  });

  it('keep what is found under a failure, and over one of the next page', () => {
    assert.deepEqual(keys({ hits: [loaded(1)], failure: unreachable }), [
      'failure',
      'heading:loaded',
      'hit:a 1',
      ...FILTERS,
    ]);
    assert.deepEqual(keys({ hits: [older(1)], hasMore: true, failure: unreachable }), [
      'heading:older',
      'hit:a 1',
      'failure',
      ...FILTERS,
    ]);
  });

  it('are no more than a list can bear; the rest stands behind one of them', () => {
    const found = [loaded(5), loaded(4), older(3), older(2)];
    assert.deepEqual(keys({ hits: found }, 1), ['heading:loaded', 'hit:a 5', 'more', ...FILTERS]);
    assert.deepEqual(keys({ hits: found, hasMore: true, failure: unreachable }, 3), [
      'heading:loaded',
      'hit:a 5',
      'hit:a 4',
      'heading:older',
      'hit:a 3',
      'more',
      ...FILTERS,
    ]);
    assert.deepEqual(keys({ hits: found }, 4).includes('more'), false);
    const state = { hits: found, canSearchPortal: true, isLoading: false, hasMore: false };
    assert.ok(buildSearchRows(state, 3, NAMES).hasHiddenHits);
    assert.ok(!buildSearchRows(state, 4, NAMES).hasHiddenHits);
  });

  it('end with the filters that there are', () => {
    const state = { hits: [], canSearchPortal: true, isLoading: false, hasMore: false };
    assert.deepEqual(buildSearchRows(state, 1, [...NAMES, 'clear']).rows.map(searchRowKey), [
      'note:noResults',
      ...FILTERS,
      'filter:clear',
    ]);
    assert.deepEqual(buildSearchRows(state, 1, ['portal', 'days']).rows.map(searchRowKey), [
      'note:noResults',
      'heading:filters',
      'filter:portal',
      'filter:days',
    ]);
  });
});

describe('the active item of a search', () => {
  interface Item {
    readonly row: SearchRow;
  }

  const [portal, other] = [searchPortal('a'), searchPortal('b')];

  const found = (id: number, from = portal): Item => ({
    row: { kind: 'hit', portal: from, notification: notification(id), isLoaded: true },
  });

  const heading: Item = { row: { kind: 'heading', name: 'older' } };

  const filters: Item = { row: { kind: 'heading', name: 'filters' } };

  const byType: Item = { row: { kind: 'filter', name: 'type' } };

  const failure: Item = { row: { kind: 'failure', failure: unreachable } };

  const nothing: Item = { row: { kind: 'note', name: 'noResults' } };

  const more = (isLoading: boolean): Item => ({ row: { kind: 'more', isLoading } });

  const key = (item: Item | undefined): string | undefined => item && searchRowKey(item.row);

  /** Where one is in the new list, having been at that index of the old one. */
  const after = (before: readonly Item[], index: number, items: readonly Item[]): string | undefined =>
    key(findItemToActivate(items, before, before[index]));

  it('is the first that was found, or else the first there is', () => {
    assert.equal(key(initialActiveItem([failure, heading, found(2), found(1)])), 'hit:a 2');
    assert.equal(key(initialActiveItem([heading, failure, byType])), 'failure');
    assert.equal(key(initialActiveItem([nothing, filters, byType])), 'note:noResults');
    assert.equal(key(initialActiveItem<Item>([])), undefined);
  });

  it('stays where it was, however the list changes', () => {
    const before = [heading, found(3), found(2), filters, byType];
    assert.equal(after(before, 2, [heading, found(4), found(3), found(2), filters, byType]), 'hit:a 2');
    assert.equal(after(before, 4, [heading, found(4), filters, byType]), 'filter:type');
    assert.equal(after(before, -1, [heading, found(3)]), 'hit:a 3');
  });

  it('stays in the portal where it was, where another one has the same id', () => {
    const before = [heading, found(3), found(3, other), filters];
    const now = [heading, found(4, other), found(3), found(3, other), filters];
    assert.equal(after(before, 2, now), 'hit:b 3');
    assert.equal(after(before, 1, now), 'hit:a 3');
  });

  it('is the first again where it is gone', () => {
    assert.equal(after([heading, found(3), found(2)], 2, [heading, found(4), found(3)]), 'hit:a 4');
    assert.equal(after([failure, filters, byType], 0, [heading, found(4)]), 'hit:a 4');
  });

  it('goes from the way to more to the first of what has come', () => {
    const before = [heading, found(3), more(false), filters, byType];
    assert.equal(after(before, 2, [heading, found(3), more(true), filters, byType]), 'more');
    assert.equal(after(before, 2, [heading, found(3), found(2), found(1), filters, byType]), 'hit:a 2');
    const next = [found(3), more(false), filters, byType];
    assert.equal(after(next, 1, [found(3), heading, found(2), filters, byType]), 'hit:a 2');
    assert.equal(after(next, 1, [found(3), failure, filters, byType]), 'failure');
    assert.equal(after(next, 1, [found(4), found(3), filters, byType]), 'hit:a 3');
    assert.equal(after(next, 1, [found(3), filters, byType]), 'hit:a 3');
  });
});
