import assert from 'node:assert/strict';
import { EVERYTHING } from '../../../../src/model/historyQuery';
import type { Found, HistorySearchState } from '../../../../src/model/historySearch';
import { rowKey, searchRows } from '../../../../src/ui/search/searchRows';
import { notification, unreachable } from '../../model/notifications';

const FILTERS = ['heading:filters', 'filter:type', 'filter:author', 'filter:days'];

const loaded = (id: number): Found => ({ notification: notification(id), isLoaded: true });
const further = (id: number): Found => ({ notification: notification(id), isLoaded: false });

function keys(changes: Partial<HistorySearchState>, most = 200): readonly string[] {
  const state = {
    query: EVERYTHING,
    found: [],
    isAskable: true,
    isAsking: false,
    hasMore: false,
    ...changes,
  };
  return searchRows(state, most, false).rows.map(rowKey);
}

describe('the rows of a search', () => {
  it('are what is loaded, then what the portal has further back, each newest first', () => {
    assert.deepEqual(keys({ found: [loaded(5), further(4), loaded(3), further(2)] }), [
      'heading:loaded',
      'found:5',
      'found:3',
      'heading:further',
      'found:4',
      'found:2',
      ...FILTERS,
    ]);
    assert.deepEqual(keys({ found: [further(4)] }), ['heading:further', 'found:4', ...FILTERS]);
    assert.deepEqual(keys({ found: [loaded(4)] }), ['heading:loaded', 'found:4', ...FILTERS]);
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
      'found:1',
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
    const state = { query: EVERYTHING, found: [further(1)], isAskable: true, hasMore: true };
    const more = (isAsking: boolean, total?: number): unknown =>
      searchRows({ ...state, isAsking, ...(total === undefined ? {} : { total }) }, 200, false).rows.find(
        ({ kind }) => kind === 'more',
      );
    assert.deepEqual(more(false, 99), { kind: 'more', isLoading: false, total: 99 });
    assert.deepEqual(more(true), { kind: 'more', isLoading: true });
  });

  it('keep what is found under a failure, and over one of the next page', () => {
    assert.deepEqual(keys({ found: [loaded(1)], failure: unreachable }), [
      'failure',
      'heading:loaded',
      'found:1',
      ...FILTERS,
    ]);
    assert.deepEqual(keys({ found: [further(1)], hasMore: true, failure: unreachable }), [
      'heading:further',
      'found:1',
      'failure',
      ...FILTERS,
    ]);
  });

  it('are no more than a list can bear; the rest stands behind one of them', () => {
    const found = [loaded(5), loaded(4), further(3), further(2)];
    assert.deepEqual(keys({ found }, 1), ['heading:loaded', 'found:5', 'more', ...FILTERS]);
    assert.deepEqual(keys({ found, hasMore: true, failure: unreachable }, 3), [
      'heading:loaded',
      'found:5',
      'found:4',
      'heading:further',
      'found:3',
      'more',
      ...FILTERS,
    ]);
    assert.deepEqual(keys({ found }, 4).includes('more'), false);
    const state = { query: EVERYTHING, found, isAskable: true, isAsking: false, hasMore: false };
    assert.ok(searchRows(state, 3, false).isCut);
    assert.ok(!searchRows(state, 4, false).isCut);
  });

  it('clear the filters where there are any', () => {
    const state = { query: EVERYTHING, found: [], isAskable: true, isAsking: false, hasMore: false };
    assert.deepEqual(searchRows(state, 1, true).rows.map(rowKey), [
      'note:nothing',
      ...FILTERS,
      'filter:clear',
    ]);
  });
});
