import assert from 'node:assert/strict';
import { toMarkdown } from '../../../../src/ui/text/markdown';
import type { RichText, TextNode } from '../../../../src/model/richText';
import { bold, code, italic, lineBreak, link, quote, text } from '../../model/richTexts';
import { read } from './reader';
import type { Reading } from './reader';

const HREF = 'https://x.example/';
const strike = (...children: RichText): TextNode => ({ kind: 'styled', style: 'strike', children });
const underline = (...children: RichText): TextNode => ({ kind: 'styled', style: 'underline', children });
const shown = (...nodes: RichText): Reading => read(toMarkdown(nodes, at => `*at* ${at}`));

describe('a text in Markdown', () => {
  it('has its styles', () => {
    for (const [node, kind] of [
      [bold(text('a')), 'strong_open'],
      [italic(text('a')), 'em_open'],
      [strike(text('a')), 's_open'],
      [code('a'), 'code_inline'],
      [code('a\nb'), 'fence'],
      [quote(text('a')), 'blockquote_open'],
    ] as const) {
      const { kinds, words } = shown(text('x '), node, text(' y'));
      assert.ok(kinds.has(kind), kind);
      assert.match(words, /^x a( b)? y$/);
    }
    assert.equal(shown(underline(text('a'))).words, 'a');
  });

  it('has its styles also next to a letter, or with a sign at an end', () => {
    for (const style of [bold, italic, strike]) {
      for (const nodes of [
        [style(text('Name:')), text('words')],
        [text('a'), style(text('b')), text('c')],
        [text('a'), style(text('(b)')), text('c')],
        [style(text('a')), style(text('b'))],
        [style(text(' a ')), text('b')],
        [style(style(text('a')))],
      ]) {
        const { words } = shown(...nodes);
        assert.doesNotMatch(words, /[*_~]/, words);
      }
    }
    assert.equal(shown(bold(italic(strike(text('a'))))).words, 'a');
  });

  it('has its styles on every line', () => {
    const { words, kinds } = shown(bold(text('a'), lineBreak, text('b')), lineBreak, text('c'));
    assert.equal(words, 'a b c');
    assert.ok(kinds.has('hardbreak'));
  });

  it('has its moments, as words', () => {
    assert.equal(shown({ kind: 'time', at: 5 }).words, '*at* 5');
  });

  it('has its quotes, one in the other', () => {
    const { words, kinds } = shown(text('a'), quote(text('b'), lineBreak, quote(text('c'))), text('d'));
    assert.equal(words, 'a b c d');
    assert.ok(kinds.has('blockquote_open'));
  });

  it('has its code as it stands', () => {
    for (const words of [
      'a',
      '`',
      '``',
      '```',
      'a`b``c',
      '`````',
      '<b>',
      '&amp;',
      '$(bell)',
      '\\',
      '[a](b)',
    ]) {
      assert.deepEqual(
        [shown(code(words)).words, shown(code(`x\n${words}\ny`)).words],
        [words, `x ${words} y`],
      );
      assert.equal(shown(quote(code(`x\n${words}`))).words, `x ${words}`);
    }
    assert.deepEqual(shown(code('```\n<script>\n````')).links, []);
  });

  it('has its code and its quotes as blocks in any style', () => {
    const fences = '```\n````\n[a](command:x)';
    for (const style of [bold, italic, strike, underline]) {
      const { kinds, words, links } = shown(text('a '), style(text('b '), code(fences), text(' c')));
      assert.ok(kinds.has('fence'));
      assert.equal(words, `a b ${fences.replace(/\n/g, ' ')} c`);
      assert.deepEqual(links, []);
      const quoted = shown(style(quote(text('a'), code(fences)), bold(quote(code(fences)))));
      assert.ok(quoted.kinds.has('fence') && quoted.kinds.has('blockquote_open'));
      assert.deepEqual(quoted.links, []);
    }
    const { kinds } = shown(bold(text('a'), quote(text('b')), text('c')));
    assert.ok(kinds.has('strong_open') && kinds.has('blockquote_open'));
    assert.equal(
      toMarkdown([bold(text('a'), quote(text('b')))], String),
      toMarkdown([bold(text('a')), quote(bold(text('b')))], String),
    );
  });

  it('has its links, and they lead where they should', () => {
    for (const href of [
      HREF,
      'http://x.example/a?b=c&d=e#f',
      'https://x.example/a(b)c',
      'https://x.example/a_b*c~d',
      'https://x.example/%20%3C',
    ]) {
      assert.deepEqual(shown(link(href, text('x'))), { ...shown(link(HREF, text('x'))), links: [href] });
    }
  });

  it('has no links but those to web pages', () => {
    for (const href of [
      'command:x',
      'javascript:x',
      'file:///x',
      'vscode://x',
      '//x.example/',
      'httpsx://x',
      '',
    ]) {
      const { links, words } = shown(link(href, text('x')));
      assert.deepEqual([links, words], [[], 'x'], href);
    }
  });

  it('has its links by their addresses where they have no words', () => {
    assert.equal(shown(link(HREF, text(' '))).words, HREF);
  });

  it('has no link whose address changes on the way', () => {
    for (const href of [
      'https://x.example/?a&lt;b',
      'https://x.example/?a=1&amp;b=2',
      'https://x.example/?&copy;=1',
    ]) {
      assert.deepEqual(shown(link(href, text('x'))).links, [href.replace(';', '%3B')]);
    }
  });

  it('has no address that could end its link', () => {
    for (const href of [
      'https://x.example/?a>b',
      'https://x.example/?a<b',
      'https://x.example/?a\\',
      `${HREF}#a\\>b`,
    ]) {
      const { links, words } = shown(link(href, text('x')));
      assert.equal(links.length, 1);
      assert.equal(words, 'x');
    }
  });

  it('has the words of a link as words', () => {
    for (const words of [
      '](command:x)',
      '[a](https://evil.example/)',
      '](<https://evil.example/>)',
      '\\](x',
      '![a](b)',
    ]) {
      const reading = shown(link(HREF, text(words)));
      assert.deepEqual([reading.links, reading.words], [[HREF], words]);
    }
  });

  it('has no link in a link, and no block', () => {
    const inner = link('https://y.example/', text('b'));
    for (const children of [
      [text('a'), inner],
      [text('a'), bold(inner)],
      [text('a'), italic(bold(inner))],
      [text('a'), lineBreak, text('b')],
      [bold(text('a'), lineBreak, text('b'))],
      [text('a'), quote(text('b'))],
      [text('a'), bold(quote(text('b')))],
      [text('a '), code('b\n\nc')],
      [bold(text('a '), code('b\n\nc'))],
    ]) {
      const { links, kinds, words } = shown(link(HREF, ...children));
      assert.deepEqual(links, [HREF], toMarkdown([link(HREF, ...children)], String));
      assert.ok(!kinds.has('blockquote_open') && !kinds.has('fence'));
      assert.doesNotMatch(words, /[\][<>*_]/);
    }
  });
});
