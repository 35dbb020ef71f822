import assert from 'node:assert/strict';
import { findLinkUrls, toPlainText, toSingleLineText } from '../../../../src/model/notification/richText';
import { bold, code, lineBreak, link, quote, text } from '../../support/notifications';

describe('a text on one line', () => {
  const plain = (...nodes: Parameters<typeof toSingleLineText>[0]): string => toSingleLineText(nodes, at => `at ${at}`);

  it('has the words of everything in it', () => {
    const nodes = [text('a '), bold(text('b'), link('https://x.example/', text('c'))), code(' d'), quote(text('e'))];
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

describe('a text line by line', () => {
  const lines = (...nodes: Parameters<typeof toPlainText>[0]): string => toPlainText(nodes, at => `at ${at}`);

  it('has the words of everything in it', () => {
    const nodes = [text('a '), bold(text('b'), link('https://x.example/', text('c'))), code(' d')];
    assert.equal(lines(...nodes), 'a bc d');
    assert.equal(lines(text('on '), { kind: 'time', at: 5 }), 'on at 5');
  });

  it('keeps its lines, and one empty one between two', () => {
    assert.equal(lines(text('a'), lineBreak, text('b')), 'a\nb');
    assert.equal(lines(text('a'), lineBreak, lineBreak, lineBreak, lineBreak, text('b')), 'a\n\nb');
    assert.equal(lines(text('a  '), lineBreak, text(' \t'), lineBreak, lineBreak, text('b')), 'a\n\nb');
  });

  it('has no empty lines around it', () => {
    assert.equal(lines(lineBreak, lineBreak, text('a'), lineBreak, lineBreak), 'a');
    assert.equal(lines(), '');
    assert.equal(lines(lineBreak, bold(), text(' ')), '');
  });

  it('keeps what stands at the beginning of a line', () => {
    assert.equal(lines(code('if (a)\n  b()')), 'if (a)\n  b()');
    assert.equal(lines(text('  a')), '  a');
  });

  it('marks every line of a quote', () => {
    assert.equal(
      lines(text('a'), quote(text('b'), lineBreak, text('c'), quote(text('d'))), text('e')),
      'a\n> b\n> c\n> > d\n>\ne',
    );
  });
});

describe('the links in a text', () => {
  it('come in its order, from any depth', () => {
    const nodes = [
      text('a'),
      link('https://a.example/', bold(link('https://b.example/', text('b')))),
      quote(bold(link('https://c.example/', text('c')))),
      code('https://d.example/'),
    ];
    assert.deepEqual(findLinkUrls(nodes), ['https://a.example/', 'https://b.example/', 'https://c.example/']);
    assert.deepEqual(findLinkUrls([]), []);
  });
});
