import assert from 'node:assert/strict';
import { parseBbCode } from '../../../../src/bitrix24/text/bbcode';
import { resolveHttpUrl } from '../../../../src/bitrix24/text/links';
import type { RichText } from '../../../../src/model/notification/richText';
import { bold, code, italic, lineBreak, link, linksIn, quote, text, wordsOf } from '../../support/notifications';

describe('BBCode', () => {
  const ORIGIN = 'https://portal.example';

  const DASHES = '-'.repeat(54);

  const person = (id: number, name: string): RichText[number] =>
    link(`${ORIGIN}/company/personal/user/${id}/`, text(name));

  const TABLE: readonly (readonly [string, RichText])[] = [
    ['', []],
    ['Words, [1] and [x].', [text('Words, [1] and [x].')]],
    ['[b]a[/b] b', [bold(text('a')), text(' b')]],
    ['[B]a[/b][I]b[/i]', [bold(text('a')), italic(text('b'))]],
    ['[u]a[/u]', [{ kind: 'styled', style: 'underline', children: [text('a')] }]],
    ['[S]a[/S]', [{ kind: 'styled', style: 'strike', children: [text('a')] }]],
    ['[b][i]a[/i] b[/b]', [bold(italic(text('a')), text(' b'))]],
    ['[b][/b]', []],
    ['[size=20]big[/size] [Color=#ff0000]red[/COLOR]', [text('big red')]],
    ['[url=https://x.example/]x[/url]', [link('https://x.example/', text('x'))]],
    ['[URL=/blog/1/]x[/URL]', [link(`${ORIGIN}/blog/1/`, text('x'))]],
    ['[url]https://x.example/a[/url]', [link('https://x.example/a', text('https://x.example/a'))]],
    ['[url=https://x.example/][b]x[/b][/url]', [link('https://x.example/', bold(text('x')))]],
    ['[url=https://x.example/][/url]', [link('https://x.example/', text('https://x.example/'))]],
    ['[user=5]Ann Bee[/user]', [person(5, 'Ann Bee')]],
    ['[USER=5 REPLACE]Ann Bee[/USER], hi', [person(5, 'Ann Bee'), text(', hi')]],
    ['[user=all]Everybody[/user]', [text('Everybody')]],
    ['[chat=12]Room[/chat]', [text('Room')]],
    ['[dialog=chat12]Room[/dialog]', [text('Room')]],
    ['[context=chat12/5]said[/context]', [text('said')]],
    ['[send=/start]Start[/send] [put=/help]Help[/put]', [text('Start Help')]],
    ['[call=+7 (495) 000-00-00]Call[/call]', [text('Call')]],
    ['[img]https://x.example/a.png?w=1[/img]', [link('https://x.example/a.png?w=1', text('a.png'))]],
    ['[IMG size=small]/upload/b.png[/IMG]', [link(`${ORIGIN}/upload/b.png`, text('b.png'))]],
    ['a[icon=https://x.example/i.png size=20 title=Smile face]', [text('aSmile face')]],
    ['a[icon=https://x.example/i.png]', [text('a')]],
    ['[ICON=https://x.example/i.png title=Smile face width=20 height=20]', [text('Smile face')]],
    ['[ICON=https://x.example/i.png size=20 height=20 title=Smile width=20]!', [text('Smile!')]],
    ['[icon="https://x.example/i.png" width="20" title="Smile face" HEIGHT="20"]', [text('Smile face')]],
    ["[icon=/i[1].png title='Oh' size=20]", [text('Oh')]],
    ['[icon=/i.png width=20 height=20]', []],
    ['[img width=20 height=10]/upload/b[1].png[/img]', [link(`${ORIGIN}/upload/b[1].png`, text('b[1].png'))]],
    ['[code][b]a[/b] [url=x][/code]', [code('[b]a[/b] [url=x]')]],
    ['[CODE]\na\n  b\n[/CODE]', [code('a\n  b')]],
    ['[disk=5][DISK=n12][rating=3][attach=5]a', [text('a')]],
    ['[PCH=15]call history[/PCH]', [text('call history')]],
    ['[timestamp=1760000000 format=SHORT_DATE_FORMAT]', [{ kind: 'time', at: 1_760_000_000_000 }]],
    ['at [TIMESTAMP=0]!', [text('at '), { kind: 'time', at: 0 }, text('!')]],
    ['[timestamp=never]a', [text('[timestamp=never]a')]],
    ['[timestamp=99999999999999]a', [text('[timestamp=99999999999999]a')]],
    ['a[br]b[BR]c\nd', [text('a'), lineBreak, text('b'), lineBreak, text('c'), lineBreak, text('d')]],
    ['a\n\nb', [text('a'), lineBreak, lineBreak, text('b')]],
    [`${DASHES}\nAnn\nHello\n${DASHES}\nHi`, [quote(text('Ann'), lineBreak, text('Hello')), text('Hi')]],
    [`a\n${DASHES}\nb\n${DASHES}`, [text('a'), lineBreak, quote(text('b'))]],
    [`${DASHES}\nalone`, [text(DASHES), lineBreak, text('alone')]],
    [`${DASHES}-\na\n${DASHES}-`, [text(`${DASHES}-`), lineBreak, text('a'), lineBreak, text(`${DASHES}-`)]],
    ['>>a\n>>b\nc', [quote(text('a'), lineBreak, text('b')), text('c')]],
    ['a >> b', [text('a >> b')]],
    ['>>[b]a[/b]', [quote(bold(text('a')))]],
    ['[list][*]a[/list] [video]b[/video]', [text('[list][*]a[/list] [video]b[/video]')]],
  ];

  for (const [bbCode, expected] of TABLE) {
    it(`reads ${JSON.stringify(bbCode)}`, () => {
      assert.deepEqual(parseBbCode(bbCode, ORIGIN), expected);
    });
  }

  it('takes a tag without its value for what somebody typed', () => {
    for (const typed of [
      '[Disk] [Down] No space left on /dev/sda1',
      '[timestamp] field is missing',
      '[icon] font, [icon=] [ICON title=a]',
      '[icon=big] font, [icon=5] degrees',
      '[attach] the log, [rating] it, [pch] it',
      '[pch]call[/pch] [user]Ann[/user] [chat]Room[/chat] [dialog]1[/dialog] [context]1[/context]',
      '[size]big[/size] [color]red[/color]',
      '[rating=9][rating=low][disk=C:][attach=log.txt][timestamp=-1][timestamp=1e9][user=ann]x[/user]',
      '[b 12] [i=0] [s second]a[/s x] [u see]b[/u below] [code review]done[/code please]',
      '[img of a cat]x [br/] [br 2] [quote 1]x',
      '[send mail]x [put it]x [call me]x [url of it]x',
    ]) {
      assert.deepEqual(parseBbCode(typed, ORIGIN), [text(typed)]);
    }
  });

  it('keeps the end tag of what was typed', () => {
    assert.equal(
      wordsOf(parseBbCode('[user]Ann[/user] [b]and [size]x[/size][/b]', ORIGIN)),
      '[user]Ann[/user] and [size]x[/size]',
    );
  });

  it('leaves as typed what was never closed, or never opened', () => {
    for (const typed of [
      '[b]one two',
      '[url]one two',
      '[url=https://x.example/]one two',
      '[quote]one two',
      'one [i]two',
      '[code]one two',
      'one[/b] two[/url]',
    ]) {
      assert.deepEqual(parseBbCode(typed, ORIGIN), [text(typed)]);
    }
    assert.deepEqual(parseBbCode('[b]one [i]two[/b] three[/i]', ORIGIN), [
      bold(text('one [i]two')),
      text(' three[/i]'),
    ]);
  });

  it('makes no empty code', () => {
    assert.deepEqual(parseBbCode('a[code] [/code]b', ORIGIN), [text('ab')]);
    assert.deepEqual(parseBbCode('a[code][/code]b', ORIGIN), [text('ab')]);
  });

  it('finds the end of each piece of code, whatever stands around', () => {
    const grows = 'İ'.repeat(20);
    assert.deepEqual(parseBbCode(`${grows}[code]a[/code]b`, ORIGIN), [text(grows), code('a'), text('b')]);
    assert.deepEqual(parseBbCode('[/code][code]a[/CODE]b[CODE]c[/code][code]d', ORIGIN), [
      text('[/code]'),
      code('a'),
      text('b'),
      code('c'),
      text('[code]d'),
    ]);
    assert.deepEqual(parseBbCode('[code]a[/code]\n>>b\n[code]\n>>c[/code]\n>>d[code]', ORIGIN), [
      code('a'),
      lineBreak,
      quote(text('b')),
      code('>>c'),
      lineBreak,
      quote(text('d[code]')),
    ]);
  });

  it('finds no quotes in code', () => {
    assert.deepEqual(parseBbCode('[code]\n>>> print(1)\n>> log\n[/code]', ORIGIN), [code('>>> print(1)\n>> log')]);
  });

  it('takes what only looks like markup for words', () => {
    for (const words of ['[', ']', '[]', '[=]', '[/]', '[b', 'b]', '[[b]', '[ b ]', '\\[b\\]', '[url', '<b>&amp;']) {
      assert.doesNotThrow(() => parseBbCode(words, ORIGIN), words);
    }
    assert.equal(wordsOf(parseBbCode('a[0] < b[1] && c', ORIGIN)), 'a[0] < b[1] && c');
  });

  it('keeps words, and gives up markup, however deep it is nested', () => {
    for (const tag of ['b', 'quote', 'color=red', 'url=https://x.example/', 'size=1']) {
      const name = tag.replace(/=.*/, '');
      const nested = `${`[${tag}]`.repeat(5000)}deep${`[/${name}]`.repeat(5000)}`;
      assert.equal(wordsOf(parseBbCode(nested, ORIGIN)), 'deep', tag);
    }
    const quotes = `${`${DASHES}\n`.repeat(400)}deep`;
    assert.match(wordsOf(parseBbCode(quotes, ORIGIN)), /deep$/);
  });

  it('has no markup that says nothing', () => {
    assert.deepEqual(parseBbCode('[b]a [i][b]b[/b] c[/i][/b]', ORIGIN), [bold(text('a '), italic(text('b c')))]);
    assert.deepEqual(parseBbCode('[url=/a]a [b][url=/b]b[/url][/b][/url]', ORIGIN), [
      link(`${ORIGIN}/a`, text('a '), bold(text('b'))),
    ]);
    assert.deepEqual(parseBbCode('a[quote][/quote]b', ORIGIN), [text('a'), lineBreak, text('b')]);
    assert.deepEqual(parseBbCode('a\n\n\n\n\n\nb', ORIGIN), [text('a'), lineBreak, lineBreak, lineBreak, text('b')]);
  });

  it('keeps markup within what was never closed', () => {
    assert.deepEqual(parseBbCode('[b]a [b]b[/b]', ORIGIN), [text('[b]a '), bold(text('b'))]);
    assert.deepEqual(parseBbCode('[url]a [url=/b]b[/url]', ORIGIN), [text('[url]a '), link(`${ORIGIN}/b`, text('b'))]);
  });

  it('has four quotes in one another, and in them the lines of all others', () => {
    const nested = parseBbCode(`${'[quote]a'.repeat(9)}${'[/quote]'.repeat(9)}`, ORIGIN);
    assert.equal(JSON.stringify(nested).match(/"quote"/g)?.length, 4);
    assert.equal(wordsOf(nested), 'a a a a a a a a a');
  });

  it('looks for no address in a great deal of words', () => {
    const lines = 'https://x.example/\n'.repeat(20);
    assert.equal(
      wordsOf(parseBbCode(`[img]${lines}[/img][url]${lines}[/url]`, ORIGIN)),
      wordsOf([text(lines + lines)]),
    );
  });

  for (const part of [
    '[b]',
    '[b]\n',
    '[/b]',
    '[',
    ']',
    '[url=',
    '[url=a',
    '[url]\n',
    '>>',
    '>>\n',
    `${DASHES}\n`,
    '[code]',
    '[code]\n',
    '[b]x[/b]',
    '[b][i]\n[/b]',
    ' ',
    '=',
    '"',
  ]) {
    it(`does not lose itself in ${JSON.stringify(part)} by the thousand`, () => {
      assert.doesNotThrow(() => parseBbCode(part.repeat(10_000), ORIGIN));
    });
  }
});

describe('a link in BBCode', () => {
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
    ['http://portal.example/a?b#c', `${ORIGIN}/a?b#c`],
    ['http://portal.example:80/a', `${ORIGIN}/a`],
    ['http://portal.example:443/a', `${ORIGIN}/a`],
    ['https://www.portal.example/a', `${ORIGIN}/a`],
    ['http://WWW.Portal.Example./a', `${ORIGIN}/a`],
    ['//portal.example/a', `${ORIGIN}/a`],
    ['http://portal.example:8080/a', 'http://portal.example:8080/a'],
    ['http://my.portal.example/a', 'http://my.portal.example/a'],
    ['http://wwwportal.example/a', 'http://wwwportal.example/a'],
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
    'https://:portal@evil.example/',
    '//:portal@evil.example/',
    'http://:x@portal.example/',
  ];

  for (const [address, href] of ADDRESSES) {
    it(`${JSON.stringify(address)} leads to ${href}`, () => {
      assert.equal(resolveHttpUrl(address, ORIGIN), href);
    });
  }

  for (const address of NONE) {
    it(`${JSON.stringify(address)} leads nowhere and leaves its words`, () => {
      assert.equal(resolveHttpUrl(address, ORIGIN), undefined);
      const tagged = parseBbCode(`[url=${address}]words[/url]`, ORIGIN);
      assert.deepEqual(linksIn(tagged), []);
      assert.match(wordsOf(tagged), /words/);
      assert.deepEqual(linksIn(parseBbCode(`[url]${address}[/url][img]${address}[/img]`, ORIGIN)), []);
    });
  }

  it('keeps every part of an address with equals signs and ampersands', () => {
    for (const href of [`${ORIGIN}/a=b/c==`, `${ORIGIN}/?a=b&c=d=e&f`, `${ORIGIN}/?title=a&size=b`]) {
      assert.deepEqual(linksIn(parseBbCode(`[url=${href}]x[/url]`, ORIGIN)), [href]);
      assert.deepEqual(linksIn(parseBbCode(`[url]${href}[/url]`, ORIGIN)), [href]);
    }
  });

  it('may have brackets in its address', () => {
    for (const href of [
      'https://x.example/a[1]?b[]=2&c[d]=3#e[f]',
      'https://x.example/[draft]',
      'https://x.example/?filter[b]=1&filter[user]=2',
    ]) {
      for (const tagged of [`[URL=${href}]t[/URL]`, `[url="${href}"]t[/url]`, `[url = ${href}][b]t[/b][/url]`]) {
        const parsed = parseBbCode(tagged, ORIGIN);
        assert.deepEqual([linksIn(parsed), wordsOf(parsed)], [[href], 't'], tagged);
      }
      assert.deepEqual(parseBbCode(`[URL]${href}[/URL]`, ORIGIN), [link(href, text(href))]);
      assert.deepEqual(linksIn(parseBbCode(`[img]${href}[/img]`, ORIGIN)), [href]);
    }
    assert.deepEqual(linksIn(parseBbCode('[url=/a?b[]=1]x[/url]', ORIGIN)), [`${ORIGIN}/a?b[]=1`]);
    assert.deepEqual(parseBbCode('[url=/a][b]x[/b][/url][1]', ORIGIN), [
      link(`${ORIGIN}/a`, bold(text('x'))),
      text('[1]'),
    ]);
  });

  it('may have brackets in brackets, or one alone, and shows no tag even if it leads nowhere', () => {
    for (const [address, href] of [
      ['https://x.example/?a[b[c]]=1', 'https://x.example/?a[b[c]]=1'],
      ['/a[b', `${ORIGIN}/a[b`],
      ['?b[]=c', undefined],
      ['a?b[]=c', undefined],
    ] as const) {
      const parsed = parseBbCode(`1 [url=${address}]t[/url] [b]2[/b]`, ORIGIN);
      assert.deepEqual(linksIn(parsed), href === undefined ? [] : [href]);
      assert.equal(wordsOf(parsed), '1 t 2', address);
    }
  });

  it('says where it leads if its words are the address of another site', () => {
    const shown = (words: string, address = 'https://evil.example/a'): string =>
      wordsOf(parseBbCode(`[url=${address}]${words}[/url]`, ORIGIN));
    for (const words of [
      'https://bank.example',
      'Open HTTP://www.Bank.example/login now',
      'www.bank.example',
      'https://[b]bank[/b].example',
      'https://bank.exa…',
      'https://evil.example.bank.example',
      'https://evil.example and https://bank.example',
      'https://bank.example@evil.example',
    ]) {
      const plain = words.replace(/\[.*?\]/g, '');
      assert.equal(shown(words), `${plain} (https://evil.example/a)`);
    }
    for (const words of [
      'https://evil.example',
      'http://www.evil.example:8080/b?c',
      'https://evil.example, and more',
      'Bank',
      'bank.docx',
      'the www',
    ]) {
      assert.equal(shown(words), words);
    }
    assert.equal(shown('http://www.portal.example/a', '/a'), 'http://www.portal.example/a');
  });

  it('leads to the connected portal by its own port', () => {
    for (const [address, origin, href] of [
      ['http://portal.example:8443/a', 'https://portal.example:8443', 'https://portal.example:8443/a'],
      ['http://portal.example/a', 'https://portal.example:8443', 'http://portal.example/a'],
      ['https://portal.example/a', 'https://www.portal.example', 'https://www.portal.example/a'],
      ['http://127.0.0.1:8080/a', 'http://127.0.0.1:9090', 'http://127.0.0.1:8080/a'],
    ] as const) {
      assert.equal(resolveHttpUrl(address, origin), href);
    }
  });

  it('leads to the person of a number, and to nothing else', () => {
    assert.deepEqual(linksIn(parseBbCode('[user=5/../../evil]x[/user]', ORIGIN)), [
      `${ORIGIN}/company/personal/user/5/`,
    ]);
    assert.deepEqual(linksIn(parseBbCode('[user=//evil.example]x[/user][user=-1]y[/user]', ORIGIN)), []);
  });
});
