import assert from 'node:assert/strict';
import { readBbCode } from '../../../../src/bitrix24/bbcode';
import { toMarkdown } from '../../../../src/ui/text/markdown';
import { linksIn, text, wordsOf } from '../../model/richTexts';
import { randomNumbers, read, spaced } from './reader';

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

describe('whatever a portal sends', () => {
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
      const richText = readBbCode(bbCode, 'https://portal.example');
      const markdown = toMarkdown(richText, String);
      const seen = JSON.stringify({ bbCode, markdown });
      const { links, kinds } = read(markdown);
      assertOnly(kinds, STYLED, seen);
      for (const href of links) {
        assert.match(href, /^https?:\/\//, seen);
        assert.equal(new URL(href).username, '', seen);
        assert.ok(['x.example', 'portal.example'].includes(new URL(href).hostname), seen);
      }
      assert.ok(links.length <= linksIn(richText).length, seen);
    }
  });

  it('loses none of its words in BBCode', () => {
    const random = randomNumbers(7);
    const tags = [
      '[b]',
      '[/b]',
      '[I]',
      '[/i]',
      '[s]',
      '[/s]',
      '[color=red]',
      '[/color]',
      '\n',
      '[size=1]',
      '[/size]',
    ];
    const letters = Array.from('abcdefgh ');
    for (let round = 0; round < 1000; round++) {
      const bbCode = anything([...tags, ...letters, ...letters], random);
      const bare = (words: string): string => words.replace(/\[.*?\]|\s/g, '');
      assert.equal(bare(wordsOf(readBbCode(bbCode, 'https://portal.example'))), bare(bbCode), bbCode);
    }
  });
});
