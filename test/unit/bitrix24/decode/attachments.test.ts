import assert from 'node:assert/strict';
import { decodeAttachments } from '../../../../src/bitrix24/decode/attachments';
import type { Attachment } from '../../../../src/model/notification/notification';
import { toPlainText } from '../../../../src/model/notification/richText';

const ORIGIN = 'https://portal.example';

const attached = (attach: unknown): readonly Attachment[] => decodeAttachments(attach, ORIGIN);
const blocks = (...BLOCKS: readonly unknown[]): readonly Attachment[] =>
  attached([{ ID: 1, BLOCKS, DESCRIPTION: '', COLOR: 'transparent', COLOR_TOKEN: 'base' }]);
const text = (words: string): object => ({ kind: 'text', text: words });
const message = (words: string): object => ({ kind: 'message', text: [text(words)] });
const lines = (attachment: Attachment | undefined): string =>
  attachment?.kind === 'message' ? toPlainText(attachment.text, String) : `(${String(attachment?.kind)})`;

describe('attachments', () => {
  it('are messages with BBCode', () => {
    assert.deepEqual(blocks({ MESSAGE: '312 tests,[BR][b]0[/b] failed, [URL=/a/]see[/URL]' }), [
      {
        kind: 'message',
        text: [
          text('312 tests,'),
          { kind: 'break' },
          { kind: 'styled', style: 'bold', children: [text('0')] },
          text(' failed, '),
          { kind: 'link', href: `${ORIGIN}/a/`, children: [text('see')] },
        ],
      },
    ]);
  });

  it('are HTML, as its words without tags', () => {
    const cases = {
      '<b>Name:</b> Guest<br>City: <i class="x">Samara</i>': 'Name: Guest\nCity: Samara',
      '<div>a</div><p>b</p>c': 'a\nb\nc',
      '1 &lt; 2 &amp;&amp; 3 &gt; 2 &mdash; &laquo;&#1103;&raquo;': '1 < 2 && 3 > 2 — «я»',
      '&lt;script&gt;x&lt;/script&gt;': '<script>x</script>',
      '<img src=x onerror="a()">a<a href="javascript:b()">b</a><iframe></iframe>': 'ab',
      'a < b and c > d': 'a < b and c > d',
      '<b': '<b',
      '&#8238;a&#0;&#x202e;b&constructor;': 'a\ufffdb&constructor;',
      '[b]Name:[/b] Guest': 'Name: Guest',
    };
    for (const [html, expected] of Object.entries(cases)) {
      assert.equal(lines(blocks({ HTML: html })[0]), expected, html);
    }
  });

  it('are HTML, whose links are links', () => {
    const html = `<a>a</a> <a class="x" HREF='/b'>b</a> <a href=/c[1]>c</a> <a href="javascript:d()">d</a> <a href="/e">e`;
    assert.deepEqual(blocks({ HTML: html }), [
      {
        kind: 'message',
        text: [
          text('a '),
          { kind: 'link', href: `${ORIGIN}/b`, children: [text('b')] },
          text(' '),
          { kind: 'link', href: `${ORIGIN}/c%5B1%5D`, children: [text('c')] },
          text(' d [url=/e]e'),
        ],
      },
    ]);
  });

  it('are people, bots and chats, with where they are met', () => {
    const USER = [
      { NAME: 'Ann', USER_ID: 3, AVATAR: 'https://x.example/a.png', AVATAR_TYPE: 'USER' },
      { NAME: 'Bot', BOT_ID: '12' },
      { NAME: 'Chat', CHAT_ID: 5 },
      { NAME: 'Guest', LINK: 'https://guests.example/1' },
      { NAME: 'Network', NETWORK_ID: 'a1' },
      { NAME: 'Bad link', LINK: 'javascript:a()', USER_ID: -1 },
    ];
    assert.deepEqual(blocks({ USER }), [
      { kind: 'user', name: 'Ann', href: `${ORIGIN}/company/personal/user/3/` },
      { kind: 'user', name: 'Bot', href: `${ORIGIN}/online/?IM_DIALOG=12` },
      { kind: 'user', name: 'Chat', href: `${ORIGIN}/online/?IM_DIALOG=chat5` },
      { kind: 'user', name: 'Guest', href: 'https://guests.example/1' },
      { kind: 'user', name: 'Network' },
      { kind: 'user', name: 'Bad link' },
    ]);
  });

  it('are links, rich ones too, with their description and picture', () => {
    const link = {
      LINK: '/crm/deal/1/',
      NAME: 'Deal',
      DESC: '[b]12[/b]',
      PREVIEW: '/upload/1.png',
      WIDTH: 3,
    };
    const expected = {
      kind: 'link',
      href: `${ORIGIN}/crm/deal/1/`,
      name: 'Deal',
      description: [{ kind: 'styled', style: 'bold', children: [text('12')] }],
      preview: `${ORIGIN}/upload/1.png`,
    };
    assert.deepEqual(blocks({ LINK: [link] }), [expected]);
    assert.deepEqual(blocks({ RICH_LINK: [{ ...link, PREVIEW_SIZE: { HEIGHT: 0, WIDTH: 0 } }] }), [expected]);
    const { PREVIEW, ...other } = link;
    assert.deepEqual(blocks({ RICH_LINK: [{ ...other, EXTRA_IMAGE: PREVIEW }] }), [expected]);
    const bare = { kind: 'link', href: 'https://x.example/', name: 'https://x.example/', description: [] };
    assert.deepEqual(blocks({ LINK: { LINK: 'https://x.example' } }), [bare]);
    assert.deepEqual(blocks({ LINK: { LINK: 'https://x.example', HTML: '<b>b</b>&lt;' } }), [
      { ...bare, description: [text('b<')] },
    ]);
    assert.deepEqual(blocks({ LINK: { LINK: 'https://x.example', PREVIEW: 'data:image/png,x' } }), [bare]);
  });

  it('say where they lead if their name is the address of another site', () => {
    const at = { NAME: 'https://bank.example', LINK: 'https://evil.example/' };
    const name = 'https://bank.example (https://evil.example/)';
    for (const kind of ['LINK', 'USER', 'IMAGE', 'FILE']) {
      const [block] = blocks({ [kind]: at });
      assert.equal(block !== undefined && 'name' in block && block.name, name, kind);
    }
    const GRID = [
      { VALUE: 'https://bank.example', LINK: at.LINK },
      { NAME: 'Site', VALUE: 'https://bank.example' },
    ];
    assert.deepEqual(blocks({ GRID }), [
      {
        kind: 'grid',
        cells: [
          { name: '', value: [text('https://bank.example'), text(' (https://evil.example/)')], href: at.LINK },
          { name: 'Site', value: [text('https://bank.example')] },
        ],
      },
    ]);
  });

  it('have a description, which stands for missing blocks', () => {
    assert.deepEqual(attached([{ BLOCKS: [], DESCRIPTION: '[b]a[/b]' }, { DESCRIPTION: 'b' }, { BLOCKS: 7 }]), [
      { kind: 'message', text: [{ kind: 'styled', style: 'bold', children: [text('a')] }] },
      message('b'),
    ]);
    assert.deepEqual(attached([{ BLOCKS: [{ MESSAGE: 'a' }], DESCRIPTION: 'b' }]), [message('a')]);
  });

  it('lead to who or what a link is about, where it has no address', () => {
    const hrefs = [{ USER_ID: 3 }, { CHAT_ID: 5 }, { LINK: '/a/', USER_ID: 3 }].map(at => {
      const [link] = blocks({ LINK: { NAME: 'N', ...at } });
      return link?.kind === 'link' && link.href;
    });
    assert.deepEqual(hrefs, [
      `${ORIGIN}/company/personal/user/3/`,
      `${ORIGIN}/online/?IM_DIALOG=chat5`,
      `${ORIGIN}/a/`,
    ]);
  });

  it('keep the words of a link that leads nowhere', () => {
    const link = { LINK: 'javascript:a()', NAME: 'Deal', DESC: 'Of the year' };
    assert.deepEqual(blocks({ LINK: link }), [message('Deal'), message('Of the year')]);
    assert.deepEqual(blocks({ LINK: { LINK: 'command:a' } }), []);
  });

  it('are grids in any form', () => {
    for (const DISPLAY of ['BLOCK', 'LINE', 'ROW', 'TABLE', 'CARD', 'COLUMN', 'x', null, undefined]) {
      const GRID = [
        { DISPLAY, NAME: 'Amount', VALUE: '[i]$1[/i]', WIDTH: 100, COLOR_TOKEN: 'base' },
        { DISPLAY, NAME: 'Owner', VALUE: 'Ann', USER_ID: 3 },
        { DISPLAY, NAME: '', VALUE: 'Chat', CHAT_ID: 5 },
        { DISPLAY, NAME: 'Deal', VALUE: '', LINK: '/d/' },
        { DISPLAY, NAME: ' ', VALUE: '' },
      ];
      assert.deepEqual(blocks({ GRID }), [
        {
          kind: 'grid',
          cells: [
            { name: 'Amount', value: [{ kind: 'styled', style: 'italic', children: [text('$1')] }] },
            { name: 'Owner', value: [text('Ann')], href: `${ORIGIN}/company/personal/user/3/` },
            { name: '', value: [text('Chat')], href: `${ORIGIN}/online/?IM_DIALOG=chat5` },
            { name: 'Deal', value: [], href: `${ORIGIN}/d/` },
          ],
        },
      ]);
    }
    assert.deepEqual(blocks({ GRID: [{ NAME: 2026, VALUE: 0.5 }] }), [
      { kind: 'grid', cells: [{ name: '2026', value: [text('0.5')] }] },
    ]);
    assert.deepEqual(blocks({ GRID: [{ NAME: '', VALUE: '' }] }), []);
  });

  it('are images and files', () => {
    const at = { LINK: '/upload/54/report%201.txt?a=b', NAME: 'A\nreport', SIZE: '20480' };
    const href = `${ORIGIN}/upload/54/report%201.txt?a=b`;
    assert.deepEqual(blocks({ IMAGE: [at, { LINK: at.LINK }] }), [
      { kind: 'image', href, name: 'A report' },
      { kind: 'image', href, name: 'report%201.txt' },
    ]);
    assert.deepEqual(blocks({ FILE: [at, { LINK: at.LINK, SIZE: 0 }] }), [
      { kind: 'file', href, name: 'A report', size: 20_480 },
      { kind: 'file', href, name: 'report%201.txt', size: 0 },
    ]);
    for (const SIZE of ['many', '', -1, 1.5, null, undefined, {}, Infinity]) {
      assert.deepEqual(blocks({ FILE: [{ LINK: '/a', SIZE }] }), [{ kind: 'file', href: `${ORIGIN}/a`, name: 'a' }]);
    }
    for (const LINK of ['', 'a.txt', 'javascript:a()', 'file:///a', '//user@x.example/', null, 7, undefined]) {
      assert.deepEqual(blocks({ IMAGE: { LINK, NAME: 'a' } }, { FILE: { LINK, NAME: 'a' } }), [], String(LINK));
    }
  });

  it('are delimiters', () => {
    for (const DELIMITER of [{ SIZE: 200, COLOR: '#c6c6c6' }, [], null, 'x']) {
      assert.deepEqual(blocks({ DELIMITER }), [{ kind: 'delimiter' }]);
    }
  });

  it('keep their order, also over several of them', () => {
    const BLOCKS = [{ MESSAGE: 'b' }, { MESSAGE: 'c' }];
    const all = attached([{ BLOCKS: [{ MESSAGE: 'a' }, { DELIMITER: {} }] }, { BLOCKS }]);
    assert.deepEqual(all, [message('a'), { kind: 'delimiter' }, message('b'), message('c')]);
  });

  it('may be one object, or PHP’s map, where a list is due', () => {
    const file = { LINK: '/a', NAME: 'a' };
    const expected = [{ kind: 'file', href: `${ORIGIN}/a`, name: 'a' }];
    const list = [{ BLOCKS: [{ FILE: [file] }] }];
    const forms: readonly unknown[] = [
      list,
      list[0],
      { 3: list[0] },
      [{ BLOCKS: { FILE: [file] } }],
      [{ BLOCKS: { 1: { FILE: [file] } } }],
      [{ BLOCKS: [{ FILE: file }] }],
      [{ BLOCKS: [{ FILE: { 2: file } }] }],
      [{ FILE: [file] }],
      { FILE: file },
    ];
    for (const form of forms) {
      assert.deepEqual(attached(form), expected, JSON.stringify(form));
    }
  });

  it('hold nothing unseen, and names on one line and no longer than a name', () => {
    const NAME = ` A\u202enn\r\n${'x'.repeat(5000)}`;
    const name = `Ann ${'x'.repeat(96)}`;
    const [user, grid, link] = blocks(
      { USER: { NAME } },
      { GRID: [{ NAME, VALUE: 'a\u0000\r\nb' }] },
      { LINK: { LINK: '/a', NAME, DESC: '\u2066c' } },
    );
    assert.deepEqual(user, { kind: 'user', name });
    const value = [text('a'), { kind: 'break' }, text('b')];
    assert.deepEqual(grid, { kind: 'grid', cells: [{ name, value }] });
    assert.deepEqual(link, { kind: 'link', href: `${ORIGIN}/a`, name, description: [text('c')] });
  });
});

describe('attachments that can not be read', () => {
  const hostile: readonly unknown[] = [
    ...[null, undefined, true, false, 0, 7, NaN, '', 'x', [], {}, [[]], [null], [{}], { 0: null }],
    { toString: 1 },
    JSON.parse('{"__proto__": {"LINK": "/a"}}'),
    [[[['x']]]],
  ];

  it('are none', () => {
    for (const value of hostile) {
      assert.deepEqual(attached(value), [], JSON.stringify(value));
      assert.deepEqual(attached([{ BLOCKS: value }]), [], JSON.stringify(value));
    }
  });

  const KINDS = ['HTML', 'USER', 'LINK', 'RICH_LINK', 'GRID', 'IMAGE', 'FILE', 'constructor', '__proto__', 'x'];
  for (const kind of KINDS) {
    it(`hide no other: ${kind}`, () => {
      // 0 and 7 are words, though few.
      for (const value of hostile.filter(each => typeof each !== 'number' && typeof each !== 'string')) {
        const bad = JSON.parse(`{${JSON.stringify(kind)}: ${JSON.stringify(value ?? null)}}`) as unknown;
        const all = blocks({ MESSAGE: 'a' }, bad, { MESSAGE: 'b' });
        assert.deepEqual(all, [message('a'), message('b')], JSON.stringify(value));
      }
    });
  }

  it('hide no other in their block', () => {
    const USER = [null, 7, 'x', {}, { NAME: 'A' }, { NAME: '' }, { NAME: 7 }, { NAME: ['x'] }, []];
    assert.deepEqual(
      blocks({ USER }).map(user => user.kind === 'user' && user.name),
      ['A', '7'],
    );
  });

  it('are no more than a hundred', () => {
    const many = Array.from({ length: 10_000 }, (_item, index) => ({ MESSAGE: `${index}` }));
    assert.deepEqual(blocks(...many).at(-1), message('99'));
    assert.equal(blocks(...many).length, 100);
    assert.equal(attached(many.map(block => ({ BLOCKS: [block] }))).length, 100);
    const files = Array.from({ length: 10_000 }, () => ({ LINK: '/a' }));
    assert.equal(blocks({ FILE: files }).length, 100);
    assert.equal(blocks({ FILE: files }, { MESSAGE: 'a' }, { FILE: files }).length, 100);
  });

  it('have no more than five hundred cells of grids in all', () => {
    const GRID = Array.from({ length: 300 }, (_item, index) => ({ NAME: `${index}`, VALUE: 'x' }));
    const cells = (...all: readonly unknown[]): readonly number[] =>
      blocks(...all).flatMap(each => (each.kind === 'grid' ? [each.cells.length] : []));
    assert.deepEqual(cells({ GRID }), [300]);
    assert.deepEqual(cells({ GRID }, { GRID }, { GRID }), [300, 200]);
    assert.deepEqual(cells({ GRID: Array.from({ length: 10_000 }, () => GRID[0]) }), [500]);
    assert.deepEqual(blocks({ GRID }, { GRID }, { GRID }, { MESSAGE: 'a' }).at(-1), message('a'));
  });

  it('may be nested as deep as they like', () => {
    const deep = JSON.parse(`${'['.repeat(5000)}${']'.repeat(5000)}`) as unknown;
    assert.deepEqual(attached(deep), []);
    assert.deepEqual(blocks(deep, { GRID: deep }, { USER: deep }, { MESSAGE: deep }), []);
    const brackets = '['.repeat(5000);
    assert.equal(lines(blocks({ MESSAGE: brackets })[0]), brackets);
    assert.equal(lines(blocks({ MESSAGE: '[b]'.repeat(5000) + 'x' })[0]).endsWith('x'), true);
    assert.equal(lines(blocks({ HTML: '<'.repeat(5000) })[0]), '<'.repeat(5000));
  });
});
