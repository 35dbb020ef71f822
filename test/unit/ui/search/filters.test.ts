import assert from 'node:assert/strict';
import {
  filterWords,
  hasFilters,
  NO_FILTERS,
  queryOf,
  searchTitle,
} from '../../../../src/ui/search/searchFilters';
import type { SearchFilters } from '../../../../src/ui/search/searchFilters';

const anna = { id: 2, name: 'Anna Orlova', portalId: 'a' };
const ivan = { id: 3, name: 'Иван Белов', portalId: 'a' };
const tom = { id: 5, name: 'Tom Hartley', portalId: 'a' };
const vera = { id: 6, name: 'Vera', portalId: 'a' };
const boris = { id: 2, name: 'Boris', portalId: 'b' };
const range = { from: 1, to: 2 };
const all: SearchFilters = {
  type: { id: 'tasks|comment', name: 'New comment' },
  authors: [anna, ivan, tom, vera],
  days: { range, label: 'Today' },
};

describe('the filters of a search', () => {
  it('make the query with the text', () => {
    assert.deepEqual(queryOf('abc', NO_FILTERS, 'a'), { text: 'abc', authorIds: [] });
    assert.deepEqual(queryOf('', all, 'a'), {
      text: '',
      typeId: 'tasks|comment',
      authorIds: [2, 3, 5, 6],
      days: range,
    });
  });

  it('look in the portals that are meant alone', () => {
    const filters: SearchFilters = { portal: { id: 'b', name: 'Office' }, authors: [] };
    assert.equal(queryOf('abc', filters, 'a'), undefined);
    assert.deepEqual(queryOf('abc', filters, 'b'), { text: 'abc', authorIds: [] });
  });

  it('look in each portal for its own people, and in none that has no part in it', () => {
    const filters: SearchFilters = { authors: [boris, tom, anna] };
    assert.deepEqual(queryOf('abc', filters, 'a'), { text: 'abc', authorIds: [5, 2] });
    assert.deepEqual(queryOf('abc', filters, 'b'), { text: 'abc', authorIds: [2] });
    assert.equal(queryOf('abc', filters, 'c'), undefined);
    assert.equal(queryOf('', { ...all, authors: [boris] }, 'a'), undefined);
  });

  it('of type and days are about every portal', () => {
    const query = { text: 'abc', typeId: 'tasks|comment', authorIds: [], days: range };
    for (const portalId of ['a', 'b']) {
      assert.deepEqual(queryOf('abc', { ...all, authors: [] }, portalId), query);
    }
  });

  it('are there where one of them is', () => {
    assert.ok(!hasFilters(NO_FILTERS));
    const { type, days } = all;
    assert.ok(type && days);
    const each: readonly Partial<SearchFilters>[] = [
      { portal: { id: 'a', name: '' } },
      { type },
      { authors: [anna] },
      { days },
    ];
    for (const filter of each) {
      assert.ok(hasFilters({ ...NO_FILTERS, ...filter }), JSON.stringify(filter));
    }
  });

  it('are shown in the title, and of many authors the first two', () => {
    assert.equal(searchTitle('Search', NO_FILTERS), 'Search');
    assert.equal(searchTitle('Search', { authors: [anna] }), 'Search · Anna Orlova');
    assert.equal(searchTitle('Search', { authors: [anna, ivan] }), 'Search · Anna Orlova, Иван Белов');
    assert.equal(searchTitle('Search', all), 'Search · New comment · Anna Orlova, Иван Белов +2 · Today');
    const portal = { id: 'a', name: 'Office' };
    assert.equal(searchTitle('Search', { authors: [anna], portal }), 'Search · Office · Anna Orlova');
    assert.equal(filterWords({ authors: [], portal }).portal, 'Office');
  });

  it('have words each by itself', () => {
    assert.deepEqual(filterWords(NO_FILTERS), { portal: '', type: '', author: '', days: '' });
    assert.deepEqual(filterWords(all), {
      portal: '',
      type: 'New comment',
      author: 'Anna Orlova, Иван Белов +2',
      days: 'Today',
    });
  });
});
