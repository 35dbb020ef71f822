import '../../../vscodeStandIn';
import assert from 'node:assert/strict';
import { parseBbCode } from '../../../../src/bitrix24/text/bbcode';
import type { RichText, RichTextNode } from '../../../../src/model/notification/richText';
import { escapeLabel } from '../../../../src/ui/text/labels';
import { escapeMarkdown, toMarkdown } from '../../../../src/ui/text/markdown';
import { bold, code, italic, lineBreak, link, linksIn, quote, text, wordsOf } from '../../support/notifications';
import { randomNumbers, read, type Reading, spaced } from './reader';

describe('a text in Markdown', () => {
  const HREF = 'https://x.example/';

  const strike = (...children: RichText): RichTextNode => ({ kind: 'styled', style: 'strike', children });

  const underline = (...children: RichText): RichTextNode => ({
    kind: 'styled',
    style: 'underline',
    children,
  });

  const shown = (...nodes: RichText): Reading => read(toMarkdown(nodes, at => `*at* ${at}`));

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
    for (const words of ['a', '`', '``', '```', 'a`b``c', '`````', '<b>', '&amp;', '$(bell)', '\\', '[a](b)']) {
      assert.deepEqual([shown(code(words)).words, shown(code(`x\n${words}\ny`)).words], [words, `x ${words} y`]);
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
    for (const href of ['command:x', 'javascript:x', 'file:///x', 'vscode://x', '//x.example/', 'httpsx://x', '']) {
      const { links, words } = shown(link(href, text('x')));
      assert.deepEqual([links, words], [[], 'x'], href);
    }
  });

  it('has its links by their addresses where they have no words', () => {
    assert.equal(shown(link(HREF, text(' '))).words, HREF);
  });

  it('has no link whose address changes on the way', () => {
    for (const href of ['https://x.example/?a&lt;b', 'https://x.example/?a=1&amp;b=2', 'https://x.example/?&copy;=1']) {
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

describe('whatever a portal sends', () => {
  const SIGNS = Array.from('\\`*_{}[]()#+-.!|~$@:/="\'^<>&;%?, \t0aZé漢😀');

  const WORDS = [
    '```',
    '~~~',
    '---',
    '***',
    '](',
    '![',
    '<b>',
    '</a>',
    '<!--',
    '&lt;',
    '&#96;',
    '$(bell)',
    'command:x',
    'javascript:x',
    'https://x.example/',
    'www.x.example',
    'a@x.example',
    '[a](b)',
    '[1]: x',
  ];

  const BB_CODE = [
    '[b]',
    '[/b]',
    '[I]',
    '[/I]',
    '[s]',
    '[/s]',
    '[url=https://x.example/]',
    '[url=/a?b&lt;c]',
    '[url=command:x]',
    '[url=javascript:x]',
    '[url]',
    '[/url]',
    '[img]',
    '[/img]',
    '[code]',
    '[/code]',
    '[quote]',
    '[/quote]',
    '[user=5]',
    '[/user]',
    '[br]',
    '[timestamp=1760000000]',
    '\n',
    '\n\n',
    '>>',
  ];

  const STATIC = ['paragraph', 'inline', 'text', 'softbreak', 'hardbreak'];

  const STYLED = [...STATIC, 'strong', 'em', 's', 'link', 'code_inline', 'code_block', 'fence', 'blockquote'];

  function anything(parts: readonly string[], random: (below: number) => number): string {
    return Array.from({ length: 1 + random(24) }, () => parts[random(parts.length)] ?? '').join('');
  }

  function assertOnly(kinds: ReadonlySet<string>, allowed: readonly string[], seen: string): void {
    const others = [...kinds].filter(kind => !allowed.includes(kind.replace(/_(open|close)$/, '')));
    assert.deepEqual(others, [], seen);
  }

  it('comes out of Markdown as the words that went in', () => {
    const random = randomNumbers(24);
    for (let round = 0; round < 1500; round++) {
      const words = anything([...SIGNS, ...WORDS], random);
      const markdown = toMarkdown([text(words)], String);
      const reading = read(markdown);
      assert.equal(reading.words, spaced(words), JSON.stringify({ words, markdown }));
      assertOnly(reading.kinds, STATIC, JSON.stringify({ words, markdown }));
    }
  });

  it('has nothing active in it but links of its own', () => {
    const random = randomNumbers(42);
    for (let round = 0; round < 1500; round++) {
      const bbCode = anything([...SIGNS, ...WORDS, ...BB_CODE, ...BB_CODE, ...BB_CODE], random);
      const richText = parseBbCode(bbCode, 'https://portal.example');
      const markdown = toMarkdown(richText, String);
      const seen = JSON.stringify({ bbCode, markdown });
      const { links, kinds } = read(markdown);
      assertOnly(kinds, STYLED, seen);
      for (const href of links) {
        assert.match(href, /^https?:\/\//, seen);
        assert.equal(new URL(href).username + new URL(href).password, '', seen);
        assert.ok(['x.example', 'portal.example'].includes(new URL(href).hostname), seen);
      }
      assert.ok(links.length <= linksIn(richText).length, seen);
    }
  });

  it('loses none of its words in BBCode', () => {
    const random = randomNumbers(7);
    const tags = ['[b]', '[/b]', '[I]', '[/i]', '[s]', '[/s]', '[color=red]', '[/color]', '\n', '[size=1]', '[/size]'];
    const letters = Array.from('abcdefgh ');
    for (let round = 0; round < 1000; round++) {
      const bbCode = anything([...tags, ...letters, ...letters], random);
      const bare = (words: string): string => words.replace(/\[.*?\]|\s/g, '');
      assert.equal(bare(wordsOf(parseBbCode(bbCode, 'https://portal.example'))), bare(bbCode), bbCode);
    }
  });
});

describe('escaped words', () => {
  const WORDS = [
    '# a',
    '- a',
    '* a',
    '+ a',
    '1. a',
    '1) a',
    '> a',
    '    a',
    '\ta',
    '---',
    '===',
    '***',
    '| a | b |',
    '[a]: https://x.example/',
    '[^1]: a',
    '[a](command:workbench.action.quit)',
    '![a](https://x.example/a.png)',
    '<https://x.example/>',
    '<img src=x onerror=alert(1)>',
    '<!-- a',
    '&lt;b&gt; &amp;amp; &#60; &nbsp;',
    '`a` ```a',
    '**a** __a__ ~~a~~ _a_',
    'a\\',
    '\\*a\\*',
    '$(bell) $(loading~spin)',
    'https://x.example www.x.example a@x.example',
    'C:\\Users\\a_b\\*.ts',
    'snake_case __init__ 2*3*4 a~b',
    ':smile: #tag @ann',
  ];

  for (const words of WORDS) {
    it(`stay words: ${words}`, () => {
      const { words: found, links, kinds } = read(toMarkdown([text(words)], String));
      assert.equal(found, words.trim());
      assert.deepEqual(links, []);
      assert.deepEqual([...kinds], ['paragraph_open', 'inline', 'text', 'paragraph_close']);
    });
  }

  it('leave nothing that VS Code would take for a link, an icon or a command by itself', () => {
    const escaped = escapeMarkdown('https://x.example www.x.example a@x.example $(bell) command:x #1');
    assert.doesNotMatch(escaped, /https?:\/\/|www\.|\w@\w|\$\(|command:/);
  });
});

describe('words where VS Code reads icons and links', () => {
  it('hold neither', () => {
    for (const words of ['$(bell)', '$$(x)', '[a](command:x)', '[a](https://x.example/)', '[](x)', 'a](b](c']) {
      assert.doesNotMatch(escapeLabel(words), /\$\(|\]\(/, words);
    }
  });

  it('look as they did', () => {
    const words = 'Cost: $5 (or more) [1] (2) $(bell) [a](command:x)';
    assert.equal(escapeLabel(words).replace(/\u2060/g, ''), words);
    assert.equal(escapeLabel('nothing to do'), 'nothing to do');
    assert.equal(escapeLabel(escapeLabel(words)), escapeLabel(words));
  });
});
