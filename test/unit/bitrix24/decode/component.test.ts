import assert from 'node:assert/strict';
import { decodeNotificationPage } from '../../../../src/bitrix24/decode/notificationList';
import { findPortalLink } from '../../../../src/model/notification/portalLinks';
import type { Attachment, Notification } from '../../../../src/model/notification/notification';
import { attachmentToSingleLine } from '../../../../src/model/notification/notificationText';
import { toPlainText } from '../../../../src/model/notification/richText';
import { bold, link, linksIn, text, wordsOf } from '../../support/notifications';
import { notificationPayload, pagePayload } from '../payloads';

describe('what the portal shows with a component of its own', () => {
  const ORIGIN = 'https://portal.example';
  const HREF = `${ORIGIN}/crm/deal/details/88/`;

  const decode = (COMPONENT_PARAMS: unknown, changes: Readonly<Record<string, unknown>> = {}): Notification => {
    const payload = notificationPayload({ params: { COMPONENT_ID: 'BizprocEntity', COMPONENT_PARAMS }, ...changes });
    const [decoded] = decodeNotificationPage(pagePayload([payload]), 50, ORIGIN).page.notifications;
    assert.ok(decoded, 'the notification was left out');
    return decoded;
  };
  const blocksIn = (params: unknown, changes: Readonly<Record<string, unknown>> = {}): readonly Attachment[] =>
    decode(params, changes).component?.blocks ?? [];
  const linesIn = (params: unknown, changes: Readonly<Record<string, unknown>> = {}): readonly string[] =>
    blocksIn(params, changes).map(block => attachmentToSingleLine(block, String));

  it('is the subject, the title with its page, and the words', () => {
    const notification = decode({
      SUBJECT: 'Assigned a workflow task',
      ENTITY: {
        TITLE: 'Delivery of 12 chairs',
        HREF: '/crm/deal/details/88/',
        CONTENT_TYPE: 'text',
        CONTENT: { VALUE: 'Approve the [b]discount[/b]' },
      },
    });
    assert.deepEqual(notification.text, [text('Reminder')]);
    assert.deepEqual(notification.component, {
      href: HREF,
      blocks: [
        { kind: 'message', text: [text('Assigned a workflow task')] },
        { kind: 'link', href: HREF, name: 'Delivery of 12 chairs', description: [] },
        { kind: 'message', text: [text('Approve the '), bold(text('discount'))] },
      ],
    });
    assert.equal(findPortalLink(notification, ORIGIN), HREF);
  });

  it('is the subject and a plain text, which has links and line ends', () => {
    const PLAIN_TEXT =
      'Ann asks.\r\n<a class="x" href="/company/?a=1&amp;b[]=2">Restore&nbsp;access</a><br>List&lt;T&gt; and Map<K>';
    assert.deepEqual(blocksIn({ SUBJECT: 'Access', PLAIN_TEXT }), [
      { kind: 'message', text: [text('Access')] },
      {
        kind: 'message',
        text: [
          text('Ann asks.'),
          { kind: 'break' },
          link(`${ORIGIN}/company/?a=1&b%5B%5D=2`, text('Restore\u00a0access')),
          { kind: 'break' },
          text('List<T> and Map<K>'),
        ],
      },
    ]);
  });

  it('does not repeat what the text says, and makes the same words of it a link', () => {
    const HREF_ONLY = { href: HREF, blocks: [] };
    const ENTITY = { TITLE: 'Delivery of 12 chairs', HREF, CONTENT: { VALUE: 'Approve the whole delivery!' } };
    const SUBJECT = '#AUTHOR# waits for you';
    for (const [typed, expected] of [
      [
        'Ann Bee waits for you: “Delivery of 12 chairs”, approve the whole delivery',
        [
          text('Ann Bee waits for you: “'),
          link(HREF, text('Delivery of 12 chairs')),
          text('”, approve the whole delivery'),
        ],
      ],
      [
        `waits for you [b][url=${HREF}]Delivery of 12 chairs[/url][/b] approve the whole delivery`,
        [text('waits for you '), bold(link(HREF, text('Delivery of 12 chairs'))), text(' approve the whole delivery')],
      ],
    ] as const) {
      const { text: shown, component } = decode({ SUBJECT, ENTITY }, { text: typed });
      assert.deepEqual([shown, component], [expected, HREF_ONLY], typed);
    }
  });

  it('keeps short words that stand in the text for something else', () => {
    for (const [typed, VALUE] of [
      ['Комментарий к элементу «Нет связи»', 'Нет'],
      ['There is no comment', 'No'],
      ['Is it ok?', 'OK'],
      ['OK?', 'OK'],
      ['Approve invoice 15 of 2026', '15'],
      ['Balance: 5', '-5'],
      ['5', '-5'],
      ['5%', '5'],
      ['1 000', '1.000'],
      ['C#', 'C'],
    ] as const) {
      assert.deepEqual(linesIn({ ENTITY: { CONTENT: { VALUE } } }, { text: typed }), [VALUE], typed);
      const content = { PLAIN_TEXT: VALUE, ENTITY: { CONTENT: { ADDITIONAL_TEXT: VALUE } } };
      assert.deepEqual(linesIn(content, { text: typed }), [VALUE], typed);
    }
    assert.deepEqual(linesIn({ PLAIN_TEXT: 'Done.' }, { text: '“done”' }), []);
  });

  it('does not repeat what is attached', () => {
    const params = {
      COMPONENT_PARAMS: { SUBJECT: 'Report', PLAIN_TEXT: 'See the [url=/a]log[/url].' },
      ATTACH: [{ BLOCKS: [{ MESSAGE: 'See the [url=/a]log[/url]' }] }],
    };
    assert.deepEqual(linesIn({}, { params }), ['Report']);
  });

  it('links whole words alone, and none that show another address', () => {
    const ENTITY = { TITLE: 'Deal', HREF };
    assert.deepEqual(decode({ ENTITY }, { text: 'Dealer asks about Deal' }).text, [
      text('Dealer asks about '),
      link(HREF, text('Deal')),
    ]);
    const typed = 'Open https://bank.example/login now';
    const LINKS = [{ TITLE: 'https://bank.example/login', HREF: 'https://evil.example/' }];
    assert.deepEqual(decode({ LINKS }, { text: typed }).text, [text(typed)]);
    assert.deepEqual(linesIn({ LINKS }, { text: typed }), ['https://bank.example/login (https://evil.example/)']);
  });

  it('takes people’s names for words, whatever stands in them', () => {
    const name = '[url=https://evil.example/]Ann[/url] <i>#USER_COUNT#</i> #AUTHOR#';
    const params = {
      COMPONENT_PARAMS: {
        SUBJECT: 'Task of [b]#AUTHOR#[/b] (#USER_COUNT#)',
        ENTITY: { CONTENT: { TEXT: 'With #USER_LIST#', IDS: [5] } },
      },
    };
    const page = pagePayload([notificationPayload({ params })], { users: [{ id: 5, name }] });
    const [decoded] = decodeNotificationPage(page, 50, ORIGIN).page.notifications;
    assert.deepEqual(decoded?.component?.blocks, [
      { kind: 'message', text: [text('Task of '), bold(text(name)), text(' (0)')] },
      { kind: 'message', text: [text(`With ${name}`)] },
    ]);
  });

  it('names its people once, however often a text asks for it', () => {
    const users = Array.from({ length: 100 }, (_item, index) => ({ id: index + 1, name: 'x'.repeat(100) }));
    const TEXT = '#USER_LIST#'.repeat(1800);
    const params = { COMPONENT_PARAMS: { ENTITY: { CONTENT: { TEXT, IDS: users.map(({ id }) => id) } } } };
    const page = pagePayload([notificationPayload({ params })], { users });
    const [decoded] = decodeNotificationPage(page, 50, ORIGIN).page.notifications;
    const [people] = decoded?.component?.blocks ?? [];
    assert.ok(people !== undefined && attachmentToSingleLine(people, String).length < 31_000);
  });

  it('shows HTML as lines of words, and what only looks like it as it was typed', () => {
    for (const [html, shown] of [
      ['if a<b OR c>d', 'if a<b OR c>d'],
      ['<p and q> <i am> Map<K> <who>', '<p and q> <i am> Map<K> <who>'],
      ['<h1>Title</h1>Text<ul><li>one</li><li>two</li></ul>', 'Title/Text/one/two'],
      ['<ul><li>one<li>two</ul>three', 'one/two/three'],
      ['<table><tr><th>a</th><th>b</th></tr><tr><td>c</td><td>d</td></tr></table>', 'a b/c d'],
      ['Hello<p>World', 'Hello/World'],
      ['<strike>a</strike><del>b</del><code>c</code><small>d</small><sup>e</sup><center>f</center>', 'abcde/f'],
      ['<pre>a</pre><blockquote>b</blockquote>c<hr>d', 'a/b/c/d'],
      ['a<!-- <b>hidden</b> -->b <!-- c', 'ab <!-- c'],
      ['<span title="a>b" class=x>a</span>', 'a'],
      ['a<br><br/>b<BR clear="all">c', 'a//b/c'],
    ] as const) {
      const block = blocksIn({ PLAIN_TEXT: html })[0];
      assert.equal(block?.kind === 'message' ? toPlainText(block.text, String).replaceAll('\n', '/') : '', shown, html);
    }
    for (const html of [
      '<a title="x href=/no" href="/yes">a</a>',
      '<a title="a>b" href=\'/yes\'>a</a>',
      '<a href=/yes>a</a>',
      '<a href="&#x2F;yes">a</a>',
    ]) {
      assert.deepEqual(blocksIn({ PLAIN_TEXT: html }), [{ kind: 'message', text: [link(`${ORIGIN}/yes`, text('a'))] }]);
    }
    assert.deepEqual(linesIn({ ENTITY: { CONTENT: { PREV: '<b>1</b>', NEXT: '[b]2[/b]&nbsp;%' } } }), ['1 → 2 %']);
  });

  it('does not repeat itself, and keeps the links of what is not repeated', () => {
    const SUBJECT = 'Access to the portal';
    assert.deepEqual(linesIn({ SUBJECT, PLAIN_TEXT: 'access to the PORTAL.', ENTITY: { TITLE: SUBJECT } }), [SUBJECT]);
    assert.deepEqual(blocksIn({ SUBJECT, PLAIN_TEXT: '<a href="/a">access</a> to the portal' }, { text: 'x' }), [
      { kind: 'message', text: [text(SUBJECT)] },
      { kind: 'link', href: `${ORIGIN}/a`, name: 'access', description: [] },
    ]);
    assert.deepEqual(linesIn({ PLAIN_TEXT: 'remind[url=/b] [/url]er' }, { text: 'Remind er' }), [`${ORIGIN}/b`]);
    assert.deepEqual(linesIn({ SUBJECT: 'Remind', PLAIN_TEXT: '!!!' }), ['Remind', '!!!']);
  });

  it('names the author where the portal would, but not before all words', () => {
    assert.deepEqual(linesIn({ SUBJECT: '#AUTHOR# has mentioned you' }), ['has mentioned you']);
    assert.deepEqual(linesIn({ SUBJECT: 'Comment by #AUTHOR#' }), ['Comment by Ann Bee']);
    assert.deepEqual(linesIn({ SUBJECT: 'Liked by #USER_COUNT#' }), ['Liked by 0']);
    assert.deepEqual(linesIn({ SUBJECT: 'By #AUTHOR#' }, { author_id: 0 }), ['By']);
  });

  it('may be a changed value, a grid, people, and links', () => {
    const content = (CONTENT: unknown): readonly string[] => linesIn({ ENTITY: { CONTENT } });
    assert.deepEqual(content({ PREV: 'March 10', NEXT: 'March 7' }), ['March 10 → March 7']);
    const ITEMS = [
      { TITLE: 'Where', VALUE: '[b]Room 5[/b]', TYPE: 'place' },
      { TITLE: 'Host', VALUE: 5, TYPE: 'user' },
      { TITLE: 'Guest', VALUE: '77', TYPE: 'user' },
    ];
    assert.deepEqual(content({ ITEMS, ADDITIONAL_TEXT: 'Every day' }), [
      'Where Room 5 Host Ann Bee Guest #77',
      'Every day',
    ]);
    assert.deepEqual(content({ TEXT: 'With #USER_LIST#', IDS: [5, '6'] }), ['With Ann Bee, #6']);
    assert.deepEqual(blocksIn({ LINKS: [{ TITLE: 'Open', HREF: '/a' }, { TITLE: 'Bad', HREF: 'javascript:x' }, 7] }), [
      { kind: 'link', href: `${ORIGIN}/a`, name: 'Open', description: [] },
      { kind: 'message', text: [text('Bad')] },
    ]);
  });

  it('leads through the same wall as any link', () => {
    const hrefOf = (address: unknown): unknown => decode({ ENTITY: { TITLE: 'T', HREF: address } }).component?.href;
    assert.equal(hrefOf('http://www.portal.example/a'), `${ORIGIN}/a`);
    for (const address of ['javascript:x', 'https://:x@portal.example/', '//a:b@portal.example/', '', null, 7, {}]) {
      assert.equal(hrefOf(address), undefined, JSON.stringify(address));
    }
    const elsewhere = decode({ ENTITY: { TITLE: 'T', HREF: 'https://evil.example/' } });
    assert.equal(findPortalLink(elsewhere, ORIGIN), undefined);
    const linked = decode({ ENTITY: { HREF } }, { text: '[url=/first/]x[/url]' });
    assert.equal(findPortalLink(linked, ORIGIN), HREF);
  });

  it('is nothing where it can not be read, and hides no text', () => {
    const wrong: readonly unknown[] = [undefined, null, '', 'x', 7, true, [], [[]], {}, { x: 1 }, { SUBJECT: {} }];
    for (const value of wrong) {
      assert.equal('component' in decode(value), false, JSON.stringify(value));
      assert.deepEqual(linesIn({ SUBJECT: 'S', PLAIN_TEXT: [value], ENTITY: [value], LINKS: value }), ['S']);
      const ENTITY = { TITLE: 'T', CONTENT: [value] };
      assert.deepEqual(linesIn({ ENTITY }), ['T'], JSON.stringify(value));
      for (const VALUE of [[[value]], { VALUE: value }]) {
        assert.deepEqual(linesIn({ ENTITY: { TITLE: 'T', CONTENT: { VALUE, ITEMS: value, IDS: value } } }), ['T']);
      }
    }
    assert.deepEqual(linesIn({ ENTITY: { CONTENT: { VALUE: 5 } } }), ['5']);
    assert.deepEqual(linesIn({ ENTITY: { CONTENT: 'Approve' } }), ['Approve']);
    assert.deepEqual(linesIn({ ENTITY: { CONTENT: { VALUE: ['a', null, '', 5] } } }), ['a 5']);
    assert.deepEqual(linesIn({ ENTITY: { CONTENT: { ITEMS: [{ TITLE: 'N', VALUE: ['a', 'b'] }] } } }), ['N a b']);
  });

  it('is bounded', () => {
    const many = Array.from({ length: 10_000 }, (_item, index) => ({ TITLE: `t${index}`, VALUE: 'x', HREF: '/a' }));
    const blocks = blocksIn({
      LINKS: many.map(each => ({ ...each, TITLE: `link ${each.TITLE}` })),
      ENTITY: { CONTENT: { ITEMS: many } },
    });
    assert.deepEqual(
      blocks.map(block => (block.kind === 'grid' ? block.cells.length : 1)),
      [100, ...Array<number>(20).fill(1)],
    );
    const long = 'a'.repeat(20_000);
    const { text: shown, component } = decode({ SUBJECT: `b${long}`, PLAIN_TEXT: `${long}b` }, { text: long });
    assert.equal(wordsOf(shown), long);
    assert.deepEqual(linksIn(shown), []);
    assert.equal(component?.blocks.length, 2);
  });
});
