import assert from 'node:assert/strict';
import { cleanText } from '../../../src/bitrix24/cleanText';

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
