import '../../../vscodeStandIn';
import assert from 'node:assert/strict';
import type { Person } from '../../../../src/model/compose/sendApi';
import type { Author } from '../../../../src/model/notification/notification';
import type { Failure } from '../../../../src/model/portalFailure';
import {
  buildRecipientRows,
  peopleNamedIn,
  type RecipientRow,
  recipientRowKey,
  type RecipientRowsInput,
} from '../../../../src/ui/compose/recipientStep';
import { notification } from '../../support/notifications';

const me: Author = { id: 1, name: 'Alex Morgan' };
const anna: Author = { id: 2, name: 'Anna Orlova' };
const ivan: Author = { id: 3, name: 'Иван Белов' };
const annaFound: Person = { ...anna, position: 'Head of product' };
const tom: Person = { id: 5, name: 'Tom Hartley', position: 'Designer' };
const still = { found: [], isLoading: false };
const failure: Failure = { kind: 'unreachable', reason: 'timeout' };

function rowsOf(changes: Partial<RecipientRowsInput>): readonly RecipientRow[] {
  return buildRecipientRows({
    typed: '',
    me,
    known: [ivan, anna],
    search: still,
    ...changes,
  });
}

const words = (row: RecipientRow): string => {
  switch (row.kind) {
    case 'recipient': {
      const { id, name, isMe } = row.recipient;
      return `${row.isById ? '#' : ''}${id} ${name}${isMe ? ' (me)' : ''} ${row.position}`.trim();
    }
    case 'failure':
      return row.failure.kind;
    case 'note':
      return row.name;
  }
};
const shown = (changes: Partial<RecipientRowsInput>): readonly string[] => rowsOf(changes).map(words);

describe('the list of people to send to', () => {
  it('has yourself first, then those who are known', () => {
    assert.deepEqual(shown({}), ['1 Alex Morgan (me)', '3 Иван Белов', '2 Anna Orlova']);
    assert.deepEqual(shown({ typed: 'alexander', known: [{ id: 1, name: 'Alexander Morgan' }] }), [
      '1 Alexander Morgan (me)',
    ]);
    assert.deepEqual(shown({ known: [me, ivan] }), ['1 Alex Morgan (me)', '3 Иван Белов']);
  });

  it('leaves yourself out where your id is not known, and finds your name where it is', () => {
    assert.deepEqual(shown({ me: undefined }), ['3 Иван Белов', '2 Anna Orlova']);
    assert.deepEqual(shown({ me: { id: 1, name: '' }, known: [ivan, me] }), ['1 Alex Morgan (me)', '3 Иван Белов']);
    assert.deepEqual(shown({ me: { id: 1, name: '' }, known: [] }), ['1  (me)']);
  });

  it('is filtered by every word that is typed, in any case and order', () => {
    assert.deepEqual(shown({ typed: 'OR' }), ['1 Alex Morgan (me)', '2 Anna Orlova']);
    assert.deepEqual(shown({ typed: 'orl  anna ' }), ['2 Anna Orlova']);
    assert.deepEqual(shown({ typed: 'иван' }), ['3 Иван Белов']);
    assert.deepEqual(shown({ typed: 'your' }), ['1 Alex Morgan (me)']);
  });

  it('has those whom the portal found below, whatever they were found by, each once', () => {
    assert.deepEqual(shown({ typed: 'an', search: { found: [tom, annaFound], isLoading: false } }), [
      '1 Alex Morgan (me)',
      '2 Anna Orlova Head of product',
      '5 Tom Hartley Designer',
    ]);
    assert.deepEqual(shown({ typed: 'dev', search: { found: [{ ...me, position: 'Developer' }], isLoading: false } }), [
      '1 Alex Morgan (me) Developer',
    ]);
  });

  it('always offers an id that is typed, with the name where it is known', () => {
    assert.deepEqual(shown({ typed: '42' }), ['#42']);
    assert.deepEqual(shown({ typed: ' #2 ' }), ['#2 Anna Orlova']);
    assert.deepEqual(shown({ typed: '1' }), ['#1 Alex Morgan (me)']);
    assert.deepEqual(shown({ typed: '42', me: undefined, known: [], search: { ...still, failure } }), [
      '#42',
      'unreachable',
    ]);
    assert.deepEqual(shown({ typed: '2147483647' }), ['#2147483647']);
    for (const typed of ['0', '2147483648', '99999999999', '-1', '4.2', '1e3', '٤٢']) {
      assert.ok(!shown({ typed }).some(row => row.startsWith('#')), typed);
    }
  });

  it('says why the portal did not answer, below those who are known', () => {
    assert.deepEqual(shown({ typed: 'anna', search: { ...still, failure } }), ['2 Anna Orlova', 'unreachable']);
    assert.deepEqual(shown({ typed: 'zoe', search: { ...still, failure } }), ['unreachable']);
  });

  it('says why it is empty', () => {
    assert.deepEqual(shown({ typed: 'z' }), ['tooShort']);
    assert.deepEqual(shown({ typed: 'zoe', search: { found: [], isLoading: true } }), ['searching']);
    assert.deepEqual(shown({ typed: 'zoe' }), ['nobody']);
    assert.deepEqual(shown({ me: undefined, known: [] }), ['tooShort']);
  });

  it('knows its rows again in the next list', () => {
    const keys = rowsOf({ typed: 'zoe', search: { found: [tom], isLoading: false, failure } }).map(recipientRowKey);
    assert.deepEqual(keys, ['recipient:5', 'failure']);
    assert.deepEqual(rowsOf({ typed: 'z' }).map(recipientRowKey), ['note']);
  });
});

describe('the people in notifications', () => {
  it('are their authors and the others with a name, each once, in their order', () => {
    const people = peopleNamedIn([
      notification(3, { author: ivan, others: [{ id: 7 }, { id: 2, name: 'Anna Orlova' }] }),
      notification(2),
      notification(1, { author: anna, others: [{ id: 3, name: 'Иван Белов' }] }),
    ]);
    assert.deepEqual(people, [ivan, anna]);
  });
});
