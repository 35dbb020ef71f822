import assert from 'node:assert/strict';
import type { JointSearchState } from '../../../../src/model/jointSearch';
import type { FoundHere, SearchPortal } from '../../../../src/ui/search/searchNeeds';
import { rowKey, searchRows } from '../../../../src/ui/search/searchRows';
import type { FilterName } from '../../../../src/ui/search/searchRows';
import { notification, unreachable } from '../../model/notifications';
import { searchPortal } from './portals';

const NAMES: readonly FilterName[] = ['type', 'author', 'days'];
const FILTERS = ['heading:filters', 'filter:type', 'filter:author', 'filter:days'];

const [portal, other] = [searchPortal('a'), searchPortal('b')];
const loaded = (id: number, from = portal): FoundHere => ({
  portal: from,
  notification: notification(id),
  isLoaded: true,
});
const further = (id: number, from = portal): FoundHere => ({ ...loaded(id, from), isLoaded: false });

function keys(changes: Partial<JointSearchState<SearchPortal>>, most = 200): readonly string[] {
  const state = {
    found: [],
    isAskable: true,
    isAsking: false,
    hasMore: false,
    ...changes,
  };
  return searchRows(state, most, NAMES).rows.map(rowKey);
}

describe('the rows of a search', () => {
  it('are what is loaded, then what the portal has further back, each newest first', () => {
    assert.deepEqual(keys({ found: [loaded(5), further(4), loaded(3), further(2)] }), [
      'heading:loaded',
      'found:a 5',
      'found:a 3',
      'heading:further',
      'found:a 4',
      'found:a 2',
      ...FILTERS,
    ]);
    assert.deepEqual(keys({ found: [further(4)] }), ['heading:further', 'found:a 4', ...FILTERS]);
    assert.deepEqual(keys({ found: [loaded(4)] }), ['heading:loaded', 'found:a 4', ...FILTERS]);
  });

  it('are those of all portals together, each with its own', () => {
    const found = [loaded(5, other), loaded(5), further(4), further(4, other)];
    assert.deepEqual(keys({ found }), [
      'heading:loaded',
      'found:b 5',
      'found:a 5',
      'heading:further',
      'found:a 4',
      'found:b 4',
      ...FILTERS,
    ]);
    const state = { found, isAskable: true, isAsking: false, hasMore: false };
    const { rows } = searchRows(state, 200, NAMES);
    assert.deepEqual(
      rows.flatMap(row => (row.kind === 'found' ? [row.portal] : [])),
      [other, portal, portal, other],
    );
  });

  it('say that nothing is found, and that three characters are needed', () => {
    assert.deepEqual(keys({}), ['note:nothing', ...FILTERS]);
    assert.deepEqual(keys({ isAskable: false }), [
      'note:nothing',
      'heading:further',
      'note:tooShort',
      ...FILTERS,
    ]);
    assert.deepEqual(keys({ isAskable: false, found: [loaded(1)] }), [
      'heading:loaded',
      'found:a 1',
      'heading:further',
      'note:tooShort',
      ...FILTERS,
    ]);
  });

  it('do not say that nothing is found while something may be', () => {
    assert.deepEqual(keys({ isAsking: true }), ['heading:further', 'note:asking', ...FILTERS]);
    assert.deepEqual(keys({ hasMore: true }), ['heading:further', 'more', ...FILTERS]);
    assert.deepEqual(keys({ failure: unreachable }), ['failure', ...FILTERS]);
  });

  it('lead to more, and say how many there are', () => {
    const state = { found: [further(1)], isAskable: true, hasMore: true };
    const more = (isAsking: boolean, total?: number): unknown =>
      searchRows({ ...state, isAsking, ...(total === undefined ? {} : { total }) }, 200, NAMES).rows.find(
        ({ kind }) => kind === 'more',
      );
    assert.deepEqual(more(false, 99), { kind: 'more', isLoading: false, total: 99 });
    assert.deepEqual(more(true), { kind: 'more', isLoading: true });
  });

  it('keep what is found under a failure, and over one of the next page', () => {
    assert.deepEqual(keys({ found: [loaded(1)], failure: unreachable }), [
      'failure',
      'heading:loaded',
      'found:a 1',
      ...FILTERS,
    ]);
    assert.deepEqual(keys({ found: [further(1)], hasMore: true, failure: unreachable }), [
      'heading:further',
      'found:a 1',
      'failure',
      ...FILTERS,
    ]);
  });

  it('are no more than a list can bear; the rest stands behind one of them', () => {
    const found = [loaded(5), loaded(4), further(3), further(2)];
    assert.deepEqual(keys({ found }, 1), ['heading:loaded', 'found:a 5', 'more', ...FILTERS]);
    assert.deepEqual(keys({ found, hasMore: true, failure: unreachable }, 3), [
      'heading:loaded',
      'found:a 5',
      'found:a 4',
      'heading:further',
      'found:a 3',
      'more',
      ...FILTERS,
    ]);
    assert.deepEqual(keys({ found }, 4).includes('more'), false);
    const state = { found, isAskable: true, isAsking: false, hasMore: false };
    assert.ok(searchRows(state, 3, NAMES).isCut);
    assert.ok(!searchRows(state, 4, NAMES).isCut);
  });

  it('end with the filters that there are', () => {
    const state = { found: [], isAskable: true, isAsking: false, hasMore: false };
    assert.deepEqual(searchRows(state, 1, [...NAMES, 'clear']).rows.map(rowKey), [
      'note:nothing',
      ...FILTERS,
      'filter:clear',
    ]);
    assert.deepEqual(searchRows(state, 1, ['portal', 'days']).rows.map(rowKey), [
      'note:nothing',
      'heading:filters',
      'filter:portal',
      'filter:days',
    ]);
  });
});
