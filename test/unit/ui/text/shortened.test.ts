import assert from 'node:assert/strict';
import { shortened } from '../../../../src/ui/text/shortened';

describe('a shortened text', () => {
  it('is the text where it is short enough', () => {
    assert.equal(shortened('', 5), '');
    assert.equal(shortened('abcde', 5), 'abcde');
    assert.equal(shortened('👍👍👍', 3), '👍👍👍');
  });

  it('ends at the end of a word', () => {
    assert.equal(shortened('one two three', 10), 'one two…');
    assert.equal(shortened('one two three', 8), 'one two…');
  });

  it('is cut in the middle of a word that is too long', () => {
    assert.equal(shortened('a'.repeat(50), 10), `${'a'.repeat(10)}…`);
    assert.equal(shortened(`one ${'a'.repeat(50)}`, 30), `one ${'a'.repeat(26)}…`);
  });

  it('cuts no character in two', () => {
    assert.equal(shortened('👍'.repeat(5), 3), '👍👍👍…');
  });
});
