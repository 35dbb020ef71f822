import assert from 'node:assert/strict';
import { authorChoices, typeChoices } from '../../../../src/ui/search/searchChoices';
import { filterWords, NO_FILTERS, queryOf, searchTitle } from '../../../../src/ui/search/searchFilters';
import type { SearchFilters } from '../../../../src/ui/search/searchFilters';
import { notification } from '../../model/notifications';

const anna = { id: 2, name: 'Anna Orlova' };
const ivan = { id: 3, name: 'Иван Белов' };
const tom = { id: 5, name: 'Tom Hartley' };
const vera = { id: 6, name: 'Vera' };
const range = { from: 1, to: 2 };
const all: SearchFilters = {
  type: { id: 'tasks|comment', name: 'New comment' },
  authors: [anna, ivan, tom, vera],
  days: { range, label: 'Today' },
};

describe('the filters of a search', () => {
  it('make the query with the text', () => {
    assert.deepEqual(queryOf('abc', NO_FILTERS), { text: 'abc', authorIds: [] });
    assert.deepEqual(queryOf('', all), {
      text: '',
      typeId: 'tasks|comment',
      authorIds: [2, 3, 5, 6],
      days: range,
    });
  });

  it('are shown in the title, and of many authors the first two', () => {
    assert.equal(searchTitle('Search', NO_FILTERS), 'Search');
    assert.equal(searchTitle('Search', { authors: [anna] }), 'Search · Anna Orlova');
    assert.equal(searchTitle('Search', { authors: [anna, ivan] }), 'Search · Anna Orlova, Иван Белов');
    assert.equal(searchTitle('Search', all), 'Search · New comment · Anna Orlova, Иван Белов +2 · Today');
  });

  it('have words each by itself', () => {
    assert.deepEqual(filterWords(NO_FILTERS), { type: '', author: '', days: '' });
    assert.deepEqual(filterWords(all), {
      type: 'New comment',
      author: 'Anna Orlova, Иван Белов +2',
      days: 'Today',
    });
  });
});

describe('what a search may be narrowed to', () => {
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
    assert.deepEqual(typeChoices(met, names), {
      met: [
        { id: 'tasks|comment', name: 'New comment', moduleName: 'Tasks' },
        { id: 'own|event', name: 'own|event', moduleName: '' },
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
    ];
    const system = { id: 0, name: 'Bitrix24' };
    assert.deepEqual(authorChoices(met, [vera, anna], system), [anna, system, tom, vera]);
    assert.deepEqual(authorChoices([], [], system), []);
  });
});
