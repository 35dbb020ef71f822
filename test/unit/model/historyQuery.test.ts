import assert from 'node:assert/strict';
import type { HistoryQuery } from '../../../src/model/history';
import { EVERYTHING, isSameQuery, portalQuery, wordsIn } from '../../../src/model/historyQuery';

const text = (words: string): HistoryQuery => ({ ...EVERYTHING, text: words });
const days = { from: 1, to: 2 };

describe('a query', () => {
  it('goes to the portal from three characters on', () => {
    assert.equal(portalQuery(EVERYTHING), undefined);
    assert.equal(portalQuery(text('ab')), undefined);
    assert.equal(portalQuery(text('  ab  ')), undefined);
    assert.deepEqual(portalQuery(text('abc')), text('abc'));
    assert.deepEqual(portalQuery(text('счёт')), text('счёт'));
    assert.equal(portalQuery(text('a👍')), undefined);
  });

  it('goes there without its text, where that is short and something else narrows it', () => {
    for (const words of ['', 'ab', ' ab  ', 'a👍']) {
      for (const filter of [{ typeId: 'tasks|comment' }, { authorIds: [0] }, { days }]) {
        assert.deepEqual(portalQuery({ ...text(words), ...filter }), { ...EVERYTHING, ...filter });
      }
    }
  });

  it('tells the portal its text without needless spaces', () => {
    assert.equal(portalQuery(text('  two \t words '))?.text, 'two words');
  });

  it('keeps back what the portal would not look for, and give everything', () => {
    for (const words of ['???', '👍👍👍', '— «» —']) {
      assert.equal(portalQuery(text(words)), undefined, words);
    }
    assert.equal(portalQuery({ ...text('???'), days })?.text, '');
  });

  it('is the same where nothing in it is another', () => {
    const query: HistoryQuery = { text: 'abc', typeId: 'a|b', authorIds: [1, 2], days };
    assert.ok(isSameQuery(query, { ...query, authorIds: [1, 2], days: { ...days } }));
    assert.ok(isSameQuery(undefined, undefined));
    for (const change of [
      { text: 'abcd' },
      { typeId: 'a|c' },
      { authorIds: [1] },
      { authorIds: [] },
      { days: { from: 0, to: 2 } },
      { days: { from: 1, to: 3 } },
    ]) {
      assert.ok(!isSameQuery(query, { ...query, ...change }), JSON.stringify(change));
    }
    assert.ok(!isSameQuery(EVERYTHING, undefined));
  });

  it('has words of letters, digits and low lines', () => {
    assert.deepEqual(wordsIn('Сборка 5.4: «build_release»!'), ['Сборка', '5', '4', 'build_release']);
    assert.deepEqual(wordsIn(' … '), []);
  });
});
