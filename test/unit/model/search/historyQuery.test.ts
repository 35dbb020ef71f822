import assert from 'node:assert/strict';
import type { Notification } from '../../../../src/model/notification/notification';
import { HistoryMatcher } from '../../../../src/model/search/historyMatcher';
import {
  EMPTY_QUERY,
  type HistoryQuery,
  isSameQuery,
  splitPortalWords,
  toPortalQuery,
} from '../../../../src/model/search/historyQuery';
import { NOON, notification } from '../../support/notifications';

describe('a query', () => {
  const text = (words: string): HistoryQuery => ({ ...EMPTY_QUERY, text: words });

  const days = { from: 1, to: 2 };

  it('goes to the portal from three characters on', () => {
    assert.equal(toPortalQuery(EMPTY_QUERY), undefined);
    assert.equal(toPortalQuery(text('ab')), undefined);
    assert.equal(toPortalQuery(text('  ab  ')), undefined);
    assert.deepEqual(toPortalQuery(text('abc')), text('abc'));
    assert.deepEqual(toPortalQuery(text('счёт')), text('счёт'));
    assert.equal(toPortalQuery(text('a👍')), undefined);
  });

  it('goes there without its text, where that is short and something else narrows it', () => {
    for (const words of ['', 'ab', ' ab  ', 'a👍']) {
      for (const filter of [{ typeId: 'tasks|comment' }, { authorIds: [0] }, { days }]) {
        assert.deepEqual(toPortalQuery({ ...text(words), ...filter }), { ...EMPTY_QUERY, ...filter });
      }
    }
  });

  it('tells the portal its text without needless spaces', () => {
    assert.equal(toPortalQuery(text('  two \t words '))?.text, 'two words');
  });

  it('keeps back what the portal would not look for, and give everything', () => {
    for (const words of ['???', '👍👍👍', '— «» —']) {
      assert.equal(toPortalQuery(text(words)), undefined, words);
    }
    assert.equal(toPortalQuery({ ...text('???'), days })?.text, '');
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
    assert.ok(!isSameQuery(EMPTY_QUERY, undefined));
  });

  it('has words of letters, digits and low lines', () => {
    assert.deepEqual(splitPortalWords('Сборка 5.4: «build_release»!'), ['Сборка', '5', '4', 'build_release']);
    assert.deepEqual(splitPortalWords(' … '), []);
  });
});

describe('a query, without the portal', () => {
  const bill = notification(1, {
    author: { id: 7, name: 'Пётр Ёлкин' },
    typeId: 'crm|invoice',
    text: [
      { kind: 'styled', style: 'bold', children: [{ kind: 'text', text: 'Счёт' }] },
      { kind: 'text', text: ' Invoice № 5.4 ' },
      { kind: 'link', href: 'https://portal.example/x', children: [{ kind: 'text', text: 'open 👍' }] },
      { kind: 'time', at: NOON },
    ],
  });

  const matcher = new HistoryMatcher({
    typeName: id => (id === 'crm|invoice' ? 'Сделки и счета' : id),
    formatTime: at => (at === NOON ? 'at high noon' : ''),
  });
  const isMeant = (query: Partial<HistoryQuery>, item: Notification = bill): boolean =>
    matcher.matcher({ ...EMPTY_QUERY, ...query })(item);

  it('means what holds every word of it: in the text, the author, or the type', () => {
    for (const text of [
      '',
      '  ',
      'invoice',
      'INVOICE',
      'voic',
      'счёт open',
      'open счёт',
      'пётр',
      'invoice Ёлкин',
      'сделки invoice пётр',
      'high noon',
      '5.4',
      'Invoice, № 5.4',
    ]) {
      assert.ok(isMeant({ text }), text);
    }
    for (const text of ['order', 'invoice order', 'portal.example', 'пётр 6', 'bold']) {
      assert.ok(!isMeant({ text }), text);
    }
  });

  it('does not mind whether ё has its dots, however they were made', () => {
    for (const text of ['счет', 'СЧЕТ', 'СЧЁТ', 'петр елкин', 'сче\u0308т']) {
      assert.ok(isMeant({ text }), text);
    }
    const dotted = notification(2, { text: [{ kind: 'text', text: 'Сче\u0308т' }] });
    assert.ok(isMeant({ text: 'счет' }, dotted));
    assert.ok(!isMeant({ text: 'счит' }));
  });

  it('looks for signs where there is no word', () => {
    assert.ok(isMeant({ text: '👍' }));
    assert.ok(isMeant({ text: '№ .' }));
    assert.ok(!isMeant({ text: '👎' }));
  });

  it('looks in what stands below the text, too', () => {
    const attachments: Notification['attachments'] = [
      { kind: 'message', text: [{ kind: 'text', text: 'No space left' }] },
      { kind: 'file', href: 'https://portal.example/x', name: 'report.txt' },
    ];
    const component: Notification['component'] = { blocks: [{ kind: 'user', name: 'Tom' }] };
    const item = notification(2, { text: [{ kind: 'text', text: 'Uptime Kuma' }], attachments, component });
    for (const text of ['space kuma', 'report', 'tom']) {
      assert.ok(isMeant({ text }, item), text);
    }
    assert.ok(!isMeant({ text: 'portal.example' }, item));
  });

  it('does not put together a word of the text and the author', () => {
    const item = notification(2, { author: { id: 1, name: 'bc' }, text: [{ kind: 'text', text: 'a' }] });
    assert.ok(!isMeant({ text: 'abc' }, item));
  });

  it('means one type', () => {
    assert.ok(isMeant({ typeId: 'crm|invoice' }));
    assert.ok(!isMeant({ typeId: 'crm' }));
    assert.ok(!isMeant({ typeId: 'crm|deal' }));
  });

  it('means any of the authors, the system being 0', () => {
    assert.ok(isMeant({ authorIds: [3, 7] }));
    assert.ok(!isMeant({ authorIds: [3] }));
    assert.ok(!isMeant({ authorIds: [0] }));
    assert.ok(isMeant({ authorIds: [0] }, notification(2)));
  });

  it('means days from their first moment to the last', () => {
    const from = bill.date;
    assert.ok(isMeant({ days: { from, to: from + 1 } }));
    assert.ok(!isMeant({ days: { from: from + 1, to: from + 2 } }));
    assert.ok(!isMeant({ days: { from: from - 1, to: from } }));
  });

  it('means what all of it means', () => {
    const days = { from: bill.date, to: bill.date + 1 };
    const query = { text: 'invoice', typeId: 'crm|invoice', authorIds: [7], days };
    assert.ok(isMeant(query));
    assert.ok(!isMeant({ ...query, text: 'order' }));
    assert.ok(!isMeant({ ...query, authorIds: [8] }));
  });
});
