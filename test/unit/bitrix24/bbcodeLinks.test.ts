import assert from 'node:assert/strict';
import { readBbCode } from '../../../src/bitrix24/bbcode';
import { absoluteLink } from '../../../src/bitrix24/links';
import { linksIn, wordsOf } from '../model/richTexts';

const ORIGIN = 'https://portal.example';

const ADDRESSES: readonly (readonly [string, string])[] = [
  ['https://x.example/?a=b&c=d#e', 'https://x.example/?a=b&c=d#e'],
  ['http://x.example', 'http://x.example/'],
  ['HTTPS://X.Example/A', 'https://x.example/A'],
  ['  https://x.example/ ', 'https://x.example/'],
  ['"https://x.example/a"', 'https://x.example/a'],
  ["'/a'", `${ORIGIN}/a`],
  ['/', `${ORIGIN}/`],
  ['/company/personal/user/1/?a=b==', `${ORIGIN}/company/personal/user/1/?a=b==`],
  ['/a b', `${ORIGIN}/a%20b`],
  ['/../a', `${ORIGIN}/a`],
  ['https://пример.рф/', 'https://xn--e1afmkfd.xn--p1ai/'],
];

const NONE = [
  '',
  ' ',
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  ' javascript:alert(1)',
  'java\tscript:alert(1)',
  'data:text/html,x',
  'command:workbench.action.quit',
  'vscode://x.y/z',
  'file:///etc/passwd',
  'mailto:a@x.example',
  'tel:+7495',
  'ftp://x.example/',
  'ws://x.example/',
  'blob:https://x.example/1',
  'x.example',
  'a/b',
  '#top',
  '?a=b',
  'https://',
  'https://[',
  'https:x.example',
  'https://portal.example@evil.example/',
  'https://portal.example:x@evil.example/',
];

describe('a link in BBCode', () => {
  for (const [address, href] of ADDRESSES) {
    it(`${JSON.stringify(address)} leads to ${href}`, () => {
      assert.equal(absoluteLink(address, ORIGIN), href);
    });
  }

  for (const address of NONE) {
    it(`${JSON.stringify(address)} leads nowhere and leaves its words`, () => {
      assert.equal(absoluteLink(address, ORIGIN), undefined);
      const tagged = readBbCode(`[url=${address}]words[/url]`, ORIGIN);
      assert.deepEqual(linksIn(tagged), []);
      assert.match(wordsOf(tagged), /words/);
      assert.deepEqual(linksIn(readBbCode(`[url]${address}[/url][img]${address}[/img]`, ORIGIN)), []);
    });
  }

  it('keeps every part of an address with equals signs and ampersands', () => {
    for (const href of [`${ORIGIN}/a=b/c==`, `${ORIGIN}/?a=b&c=d=e&f`, `${ORIGIN}/?title=a&size=b`]) {
      assert.deepEqual(linksIn(readBbCode(`[url=${href}]x[/url]`, ORIGIN)), [href]);
      assert.deepEqual(linksIn(readBbCode(`[url]${href}[/url]`, ORIGIN)), [href]);
    }
  });

  it('leads to the person of a number, and to nothing else', () => {
    assert.deepEqual(linksIn(readBbCode('[user=5/../../evil]x[/user]', ORIGIN)), [
      `${ORIGIN}/company/personal/user/5/`,
    ]);
    assert.deepEqual(linksIn(readBbCode('[user=//evil.example]x[/user][user=-1]y[/user]', ORIGIN)), []);
  });
});
