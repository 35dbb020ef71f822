import assert from 'node:assert/strict';
import { REPLY_MAX_LENGTH, replyProblem } from '../../../src/model/replyText';

describe('a reply', () => {
  it('may be any words', () => {
    for (const text of ['Yes', ' 00 ', '0.0', '0 0', '-0', 'нет', '👍', '[b]x[/b]', 'a\nb']) {
      assert.equal(replyProblem(text), undefined, text);
    }
  });

  it('may not be empty', () => {
    for (const text of ['', ' ', '\n\t ', '\u00a0']) {
      assert.equal(replyProblem(text), 'empty', JSON.stringify(text));
    }
  });

  it('may not be what the portal takes for empty', () => {
    assert.equal(replyProblem('0'), 'zero');
    assert.equal(replyProblem(' 0\n'), 'zero');
  });

  it('may be as long as the portal keeps it, spaces around it not counted', () => {
    assert.equal(replyProblem(` ${'a'.repeat(REPLY_MAX_LENGTH)} `), undefined);
    assert.equal(replyProblem('a'.repeat(REPLY_MAX_LENGTH + 1)), 'tooLong');
  });
});
