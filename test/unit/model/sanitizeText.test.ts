import assert from 'node:assert/strict';
import { sanitizeText, toSingleLineName } from '../../../src/model/sanitizeText';

describe('clean text', () => {
  it('keeps what a person sees, in any script', () => {
    const seen = 'Zażółć Привет 你好 عربى 👩‍💻 ✓\t\n';
    assert.equal(sanitizeText(seen), seen);
  });

  it('keeps the unseen that writing needs', () => {
    const texts = [
      'می‌خواهم',
      'क्‍ष',
      'שלום\u200f!',
      '\u{1f468}\u200d\u{1f469}\u200d\u{1f467}',
      '\u2764\ufe0f\u200d\u{1f525}',
      '\u{1f3f4}\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}',
      '辻\u{e0100}',
      '[\u2060/code]',
    ];
    for (const text of texts) {
      assert.equal(sanitizeText(text), text);
    }
  });

  it('holds nothing unseen that does no work', () => {
    for (const code of [0xad, 0x34f, 0x115f, 0x180e, 0x200b, 0x2064, 0x206f, 0x3164, 0xfff9, 0xe0041, 0xe0fff]) {
      assert.equal(sanitizeText(`a${String.fromCodePoint(code)}b`), 'ab', code.toString(16));
    }
    for (const unseen of ['\u200d', '\u200e', '\ufe0f', '\u2060', '\u{e0100}']) {
      assert.equal(sanitizeText(`a${unseen.repeat(500)}b`), `a${unseen.repeat(2)}b`);
    }
    assert.equal(sanitizeText(`hello${'\u{e0068}\u{e0069}'.repeat(50)}`), 'hello');
    assert.equal(sanitizeText(`a\u{1f3f4}${'\u{e0061}'.repeat(50)}`), `a\u{1f3f4}${'\u{e0061}'.repeat(7)}`);
  });

  it('has line feeds and whole characters', () => {
    assert.equal(sanitizeText('a\r\nb\rc\u2028d\u2029e'), 'a\nb\nc\nd\ne');
    assert.equal(sanitizeText('a\u000bb\u000cc\ud800d\udc00e\u{1f600}'), 'abcde\u{1f600}');
    assert.equal(sanitizeText(`${'x'.repeat(20_099)}\u{1f600}`), 'x'.repeat(20_099));
  });

  it('is empty where nothing is to be seen', () => {
    for (const text of ['\u200d', ' \u2060\n', '\u3164', '\u2800\u2800', '\ufe0f', ' ']) {
      assert.equal(sanitizeText(text), '');
    }
  });

  it('on one line is as long as a name', () => {
    assert.equal(toSingleLineName(' a\n\tb  c '), 'a b c');
    assert.equal(toSingleLineName(`${'x'.repeat(99)}\u{1f600}`), 'x'.repeat(99));
  });

  it('is not changed by cleaning it again', () => {
    const all = Array.from({ length: 0x2100 }, (_item, code) => String.fromCharCode(code)).join('');
    assert.equal(sanitizeText(sanitizeText(all)), sanitizeText(all));
    for (const unseen of '\r\u0000\u001b\u009f\u202e\u2067') {
      assert.ok(!sanitizeText(all).includes(unseen), JSON.stringify(unseen));
    }
  });
});
