import assert from 'node:assert/strict';
import { findReplyTextProblem, MAX_REPLY_LENGTH } from '../../../../src/model/replies/reply';

describe('a reply', () => {
  it('may be any words', () => {
    for (const text of ['Yes', ' 00 ', '0.0', '0 0', '-0', 'нет', '👍', '[b]x[/b]', 'a\nb']) {
      assert.equal(findReplyTextProblem(text), undefined, text);
    }
  });

  it('may not be empty', () => {
    for (const text of ['', ' ', '\n\t ', '\u00a0']) {
      assert.equal(findReplyTextProblem(text), 'empty', JSON.stringify(text));
    }
  });

  it('may not be what the portal takes for empty', () => {
    assert.equal(findReplyTextProblem('0'), 'zero');
    assert.equal(findReplyTextProblem(' 0\n'), 'zero');
  });

  it('may be as long as the portal keeps it, spaces around it not counted', () => {
    assert.equal(findReplyTextProblem(` ${'a'.repeat(MAX_REPLY_LENGTH)} `), undefined);
    assert.equal(findReplyTextProblem('a'.repeat(MAX_REPLY_LENGTH + 1)), 'tooLong');
  });
});
