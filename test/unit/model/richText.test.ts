import assert from 'node:assert/strict';
import { plainText } from '../../../src/model/richText';
import { bold, code, lineBreak, link, quote, text } from './richTexts';

describe('a text on one line', () => {
  const plain = (...nodes: Parameters<typeof plainText>[0]): string => plainText(nodes, at => `at ${at}`);

  it('has the words of everything in it', () => {
    const nodes = [
      text('a '),
      bold(text('b'), link('https://x.example/', text('c'))),
      code(' d'),
      quote(text('e')),
    ];
    assert.equal(plain(...nodes), 'a bc d e');
    assert.equal(plain(text('on '), { kind: 'time', at: 5 }), 'on at 5');
  });

  it('has single spaces, and none around it', () => {
    assert.equal(plain(text(' a\t b\u00a0 '), lineBreak, lineBreak, text(' c ')), 'a b c');
    assert.equal(plain(code('a\n\n  b')), 'a b');
    assert.equal(plain(quote(text('a')), quote(text('b'))), 'a b');
  });

  it('is empty where there are no words', () => {
    assert.equal(plain(), '');
    assert.equal(plain(lineBreak, bold(), quote(lineBreak), text(' ')), '');
  });
});
