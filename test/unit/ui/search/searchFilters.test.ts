import '../../../vscodeStandIn';
import assert from 'node:assert/strict';
import {
  authorFilterChoices,
  filterValueTexts,
  hasFilters,
  historyQueryFor,
  NO_FILTERS,
  type SearchFilters,
  titleWithFilters,
  typeFilterChoices,
} from '../../../../src/ui/search/searchFilters';
import { notification } from '../../support/notifications';

describe('the filters of a search', () => {
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

  it('make the query with the text', () => {
    assert.deepEqual(historyQueryFor('abc', NO_FILTERS, 'a'), { text: 'abc', authorIds: [] });
    assert.deepEqual(historyQueryFor('', all, 'a'), {
      text: '',
      typeId: 'tasks|comment',
      authorIds: [2, 3, 5, 6],
      days: range,
    });
  });

  it('look in the portals that are meant alone', () => {
    const filters: SearchFilters = { portal: { id: 'b', name: 'Office' }, authors: [] };
    assert.equal(historyQueryFor('abc', filters, 'a'), undefined);
    assert.deepEqual(historyQueryFor('abc', filters, 'b'), { text: 'abc', authorIds: [] });
  });

  it('look in each portal for its own people, and in none that has no part in it', () => {
    const filters: SearchFilters = { authors: [boris, tom, anna] };
    assert.deepEqual(historyQueryFor('abc', filters, 'a'), { text: 'abc', authorIds: [5, 2] });
    assert.deepEqual(historyQueryFor('abc', filters, 'b'), { text: 'abc', authorIds: [2] });
    assert.equal(historyQueryFor('abc', filters, 'c'), undefined);
    assert.equal(historyQueryFor('', { ...all, authors: [boris] }, 'a'), undefined);
  });

  it('of type and days are about every portal', () => {
    const query = { text: 'abc', typeId: 'tasks|comment', authorIds: [], days: range };
    for (const portalId of ['a', 'b']) {
      assert.deepEqual(historyQueryFor('abc', { ...all, authors: [] }, portalId), query);
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
    assert.equal(titleWithFilters('Search', NO_FILTERS), 'Search');
    assert.equal(titleWithFilters('Search', { authors: [anna] }), 'Search · Anna Orlova');
    assert.equal(titleWithFilters('Search', { authors: [anna, ivan] }), 'Search · Anna Orlova, Иван Белов');
    assert.equal(titleWithFilters('Search', all), 'Search · New comment · Anna Orlova, Иван Белов and 2 more · Today');
    const portal = { id: 'a', name: 'Office' };
    assert.equal(titleWithFilters('Search', { authors: [anna], portal }), 'Search · Office · Anna Orlova');
    assert.equal(filterValueTexts({ authors: [], portal }).portal, 'Office');
  });

  it('have words each by itself', () => {
    assert.deepEqual(filterValueTexts(NO_FILTERS), { portal: '', type: '', author: '', days: '' });
    assert.deepEqual(filterValueTexts(all), {
      portal: '',
      type: 'New comment',
      author: 'Anna Orlova, Иван Белов and 2 more',
      days: 'Today',
    });
  });
});

describe('what a search may be narrowed to', () => {
  const [portal, other] = [{ id: 'a' }, { id: 'b' }];

  const anna = { id: 2, name: 'Anna Orlova', portalId: 'a' };

  const tom = { id: 5, name: 'Tom Hartley', portalId: 'a' };

  const vera = { id: 6, name: 'Vera', portalId: 'a' };

  const system = { id: 0, name: 'Bitrix24' };

  it('is any type that was met or has a name, those that were met apart', () => {
    const met = ['tasks|comment', 'tasks|comment', 'own|event', ''].map((typeId, index) =>
      notification(index, { typeId }),
    );
    const names = new Map([
      ['tasks', 'Tasks'],
      ['tasks|comment', 'New comment'],
      ['tasks|manage', 'Changes'],
      ['blog', 'News Feed'],
      ['blog|post', 'A post'],
    ]);
    assert.deepEqual(typeFilterChoices(met, names), {
      seen: [
        { id: 'tasks|comment', name: 'New comment', moduleName: 'Tasks' },
        { id: 'own|event', name: 'Other', moduleName: '' },
      ],
      others: [
        { id: 'blog|post', name: 'A post', moduleName: 'News Feed' },
        { id: 'tasks|manage', name: 'Changes', moduleName: 'Tasks' },
      ],
    });
  });

  it('is any author that was met or chosen, each once, and the system', () => {
    const met = [
      notification(1, { author: tom }),
      notification(2, { author: anna }),
      notification(3, { author: tom }),
      notification(4),
    ].map(each => ({ portal, notification: each }));
    const nobody = { ...system, portalId: 'a' };
    assert.deepEqual(authorFilterChoices(met, [vera, anna], system), [anna, nobody, tom, vera]);
    assert.deepEqual(authorFilterChoices([], [], system), []);
  });

  it('is two authors where two portals know one by the same number', () => {
    const met = [
      { portal, notification: notification(1, { author: { id: 2, name: 'Anna Orlova' } }) },
      { portal: other, notification: notification(1, { author: { id: 2, name: 'Boris' } }) },
      { portal: other, notification: notification(2) },
    ];
    const boris = { id: 2, name: 'Boris', portalId: 'b' };
    const nobody = { ...system, portalId: 'b' };
    assert.deepEqual(authorFilterChoices(met, [], system), [anna, nobody, boris]);
    assert.deepEqual(authorFilterChoices(met, [anna, boris], system), [anna, nobody, boris]);
  });

  it('calls an author what the portal calls them now', () => {
    const met = [{ portal, notification: notification(1, { author: { id: 2, name: 'Anna Hartley' } }) }];
    assert.deepEqual(authorFilterChoices(met, [anna], system), [{ ...anna, name: 'Anna Hartley' }]);
  });
});
