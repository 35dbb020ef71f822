import assert from 'node:assert/strict';
import { cleanText } from '../../../src/bitrix24/cleanText';
import { decodeAnswer, decodeProfile, decodeScope } from '../../../src/bitrix24/decode';
import { failureIn } from './connection';

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

describe('a profile', () => {
  it('has an id and a name, as far as there is one', () => {
    assert.deepEqual(decodeProfile({ ID: '7', NAME: 'Ann', LAST_NAME: 'Bee' }), { id: 7, name: 'Ann Bee' });
    assert.deepEqual(decodeProfile({ ID: 7, NAME: 'Ann', LAST_NAME: null }), { id: 7, name: 'Ann' });
    assert.deepEqual(decodeProfile({ ID: 7, LAST_NAME: 'Bee' }), { id: 7, name: 'Bee' });
    assert.deepEqual(decodeProfile({ ID: 7 }), { id: 7, name: '#7' });
  });

  it('holds nothing unseen', () => {
    assert.equal(decodeProfile({ ID: 7, NAME: 'A\u202enn', LAST_NAME: 'B\u0000ee' }).name, 'Ann Bee');
  });

  it('of an inactive person is empty', () => {
    const failure = failureIn(() => decodeProfile([]));
    assert.deepEqual(failure, { kind: 'unauthorized', code: 'authorization_error' });
  });

  it('of another form is malformed', () => {
    for (const result of [null, {}, { ID: 'ann' }, { ID: 1.5 }, [1], 'x', false]) {
      assert.deepEqual(
        failureIn(() => decodeProfile(result)),
        malformed,
        JSON.stringify(result),
      );
    }
  });
});

describe('a scope', () => {
  it('is a list of names', () => {
    assert.deepEqual(decodeScope(['im', 'user']), ['im', 'user']);
    assert.deepEqual(decodeScope([]), []);
  });

  it('of another form is malformed', () => {
    for (const result of [null, {}, 'im', [1], ['im', null], { 0: 'im' }]) {
      assert.deepEqual(
        failureIn(() => decodeScope(result)),
        malformed,
        JSON.stringify(result),
      );
    }
  });
});

describe('clean text', () => {
  it('keeps what a person sees, in any script', () => {
    const seen = 'Zażółć Привет 你好 عربى 👩‍💻 ✓\t\n';
    assert.equal(cleanText(seen), seen);
  });

  it('is not changed by cleaning it again', () => {
    const all = Array.from({ length: 0x2100 }, (_item, code) => String.fromCharCode(code)).join('');
    assert.equal(cleanText(cleanText(all)), cleanText(all));
    for (const unseen of '\r\u0000\u001b\u009f\u202e\u2067') {
      assert.ok(!cleanText(all).includes(unseen), JSON.stringify(unseen));
    }
  });
});
