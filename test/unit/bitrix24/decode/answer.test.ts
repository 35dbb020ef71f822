import assert from 'node:assert/strict';
import { decodeAnswer } from '../../../../src/bitrix24/decode/answer';
import { failureIn } from '../connection';

const malformed = { kind: 'malformed' };
const messages = (...list: readonly unknown[]): unknown => decodeAnswer({ result_message: list });

describe('the answer to a quick reply', () => {
  it('is what the portal says about it', () => {
    assert.deepEqual(messages('One', 'Two'), ['One', 'Two']);
    assert.deepEqual(messages(), []);
  });

  it('is nothing where the notification is gone', () => {
    assert.equal(decodeAnswer({ result_message: false }), undefined);
  });

  it('loses its HTML and keeps its words', () => {
    assert.deepEqual(messages('<b>Done</b>.<br>See <a href="https://x.example/">here</a><BR />'), [
      'Done.\nSee here',
    ]);
    assert.deepEqual(messages('<span style="color:red">a</span><u>b</u><i>c</i>'), ['abc']);
    assert.deepEqual(messages('1 &lt; 2 &amp; &quot;3&quot; &#39;4&#39;'), ['1 < 2 & "3" \'4\'']);
  });

  it('is decoded once: what is escaped stays words', () => {
    assert.deepEqual(messages('&lt;b&gt;bold&lt;/b&gt; &amp;amp;'), ['<b>bold</b> &amp;']);
  });

  it('holds nothing unseen', () => {
    assert.deepEqual(messages('a\u0000b\u202ec&#8238;d'), ['abcd']);
  });

  it('of another form is malformed', () => {
    const results: readonly unknown[] = [
      true,
      false,
      null,
      [],
      {},
      'x',
      { result_message: true },
      { result_message: null },
      { result_message: 'Done' },
      { result_message: [1] },
      { result_message: [['Done']] },
      { result_message: {} },
    ];
    for (const result of results) {
      assert.deepEqual(
        failureIn(() => decodeAnswer(result)),
        malformed,
        JSON.stringify(result),
      );
    }
  });
});
