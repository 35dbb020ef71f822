import assert from 'node:assert/strict';
import { decodeButtons, decodeNotification } from '../../../../src/bitrix24/decode/notification';
import { decodeNotificationPage } from '../../../../src/bitrix24/decode/notificationList';
import type { Notification } from '../../../../src/model/notification/notification';
import { buttonPayload, notificationPayload, pagePayload } from '../payloads';

describe('a notification', () => {
  const ORIGIN = 'https://portal.example';

  function decodeAll(notifications: readonly unknown[], page: Readonly<Record<string, unknown>> = {}) {
    return decodeNotificationPage(pagePayload(notifications, page), 50, ORIGIN);
  }

  function decode(
    changes: Readonly<Record<string, unknown>>,
    page: Readonly<Record<string, unknown>> = {},
  ): Notification {
    const decoded = decodeAll([notificationPayload(changes)], page);
    const [notification] = decoded.page.notifications;
    assert.ok(notification, 'the notification was left out');
    assert.equal(decoded.skipped, 0);
    return notification;
  }

  it('is what the portal says of it', () => {
    assert.deepEqual(decode({ params: { CAN_ANSWER: 'Y' }, notify_read: 'Y' }), {
      id: 1500,
      kind: 'personal',
      author: { id: 5, name: 'Ann Bee', firstName: 'Ann' },
      others: [],
      typeId: 'blog|comment',
      date: Date.UTC(2026, 2, 3, 6),
      text: [{ kind: 'text', text: 'Reminder' }],
      attachments: [],
      buttons: [],
      isRead: true,
      canAnswer: true,
    });
  });

  it('may have its numbers as strings', () => {
    const notification = decode(
      { id: '1500', author_id: '5', notify_type: '4' },
      { users: [{ id: '5', name: 'Ann' }] },
    );
    assert.equal(notification.id, 1500);
    assert.equal(notification.kind, 'system');
    assert.deepEqual(notification.author, { id: 5, name: 'Ann' });
  });

  it('waits for a decision, comes from the system or from a person, as its type says', () => {
    const kinds = [1, 2, 3, 4, 9].map(type => decode({ notify_type: type }).kind);
    assert.deepEqual(kinds, ['confirmation', 'personal', 'personal', 'system', 'personal']);
  });

  it('can be answered where CAN_ANSWER is Y, and only there', () => {
    const answerable = [{ CAN_ANSWER: 'Y' }, { CAN_ANSWER: 'Y', USERS: [1] }];
    const not = [
      { CAN_ANSWER: 'N' },
      { CAN_ANSWER: true },
      { CAN_ANSWER: 'y' },
      { can_answer: 'Y' },
      {},
      [],
      null,
      undefined,
    ];
    assert.deepEqual(
      answerable.map(params => decode({ params }).canAnswer),
      [true, true],
    );
    assert.deepEqual(
      not.map(params => decode({ params }).canAnswer),
      not.map(() => false),
    );
  });

  it('whose params make no sense is there all the same', () => {
    for (const params of ['Y', 7, true, ['CAN_ANSWER'], [], {}, null, undefined, [null], { 0: { USERS: [3] } }]) {
      const { canAnswer, others, attachments, buttons } = decode({ params });
      assert.deepEqual([canAnswer, others, attachments, buttons], [false, [], [], []], JSON.stringify(params));
    }
  });

  it('has the type that its setting names', () => {
    assert.equal(decode({ setting_name: ' im|\u202emention\n' }).typeId, 'im|mention');
    for (const name of [undefined, null, '', 7, {}, ['blog|comment']]) {
      assert.equal(decode({ setting_name: name }).typeId, '', JSON.stringify(name));
    }
  });

  it('has its attachments, with links resolved against the portal', () => {
    const params = { ATTACH: [{ BLOCKS: [{ FILE: [{ LINK: '/a.txt' }] }] }] };
    assert.deepEqual(decode({ params }).attachments, [{ kind: 'file', href: `${ORIGIN}/a.txt`, name: 'a.txt' }]);
    for (const ATTACH of [undefined, null, [], {}, 'x', 7, [7]]) {
      assert.deepEqual(decode({ params: { ATTACH } }).attachments, []);
    }
  });

  it('is read where notify_read is Y, and only there', () => {
    const values = ['Y', 'N', 'y', true, 1, null, undefined];
    const expected = [true, false, false, false, false, false, false];
    assert.deepEqual(
      values.map(value => decode({ notify_read: value }).isRead),
      expected,
    );
  });

  it('without words shows its title', () => {
    const title = [{ kind: 'text', text: 'Title' }];
    for (const text of ['', ' \n', '[b] [/b]', '[br]', null, undefined]) {
      assert.deepEqual(decode({ text, notify_title: 'Title' }).text, title);
    }
    assert.deepEqual(decode({ text: 'Words', notify_title: 'Title' }).text, [{ kind: 'text', text: 'Words' }]);
  });

  it('without words and title is empty', () => {
    for (const title of ['', null, undefined, 7]) {
      assert.deepEqual(decode({ text: '', notify_title: title }).text, []);
    }
  });

  it('has its BBCode understood, its links resolved against the portal', () => {
    assert.deepEqual(decode({ text: '[URL=/blog/1/]Post[/URL]' }).text, [
      { kind: 'link', href: `${ORIGIN}/blog/1/`, children: [{ kind: 'text', text: 'Post' }] },
    ]);
  });

  it('holds no character that is unseen or turns the direction', () => {
    const text = 'a\u0000b\u0007c\u001bd\u007fe\u0085f\u202eg\u2066h\ufeffi\tj';
    assert.deepEqual(decode({ text }).text, [{ kind: 'text', text: 'abcdefghi\tj' }]);
    assert.deepEqual(decode({ text: '', notify_title: 'a\u202eb' }).text, [{ kind: 'text', text: 'ab' }]);
    const users = [{ id: 5, name: 'Ann\u202e eeB\u0000' }];
    assert.equal(decode({}, { users }).author?.name, 'Ann eeB');
  });

  it('has one kind of line end', () => {
    const expected = [{ kind: 'text', text: 'a' }, { kind: 'break' }, { kind: 'text', text: 'b' }];
    for (const text of ['a\nb', 'a\r\nb', 'a\rb']) {
      assert.deepEqual(decode({ text }).text, expected);
    }
  });

  describe('whose author is not told', () => {
    it('has none', () => {
      const users: readonly unknown[] = [
        [],
        null,
        undefined,
        'x',
        { a: { id: 5, name: 'Ann' } },
        [{ id: 6, name: 'Bob' }],
        [{ last_activity_date: false, desktop_last_date: false, mobile_last_date: false, idle: false }],
        [{ id: 5, name: null }],
        [{ id: 5, name: '' }],
        [{ id: 5, name: '\u202e' }],
        [null, 7, 'x', []],
      ];
      for (const list of users) {
        assert.equal('author' in decode({}, { users: list }), false, JSON.stringify(list));
      }
    });

    it('has none where the system speaks', () => {
      for (const id of [0, '0', null, undefined, 'x', {}]) {
        assert.equal('author' in decode({ author_id: id }), false, JSON.stringify(id));
      }
    });

    it('does not hide the authors that are told', () => {
      assert.equal(decode({}, { users: { 0: null, 2: { id: 5, name: 'Ann' } } }).author?.name, 'Ann');
      const users = [{ idle: false }, null, { id: 5, name: 'Ann' }];
      assert.equal(decode({}, { users }).author?.name, 'Ann');
    });
  });

  describe('that stands for others too', () => {
    const users = [
      { id: 5, name: 'Ann Bee' },
      { id: '6', name: 'Bob' },
    ];
    const othersIn = (USERS: unknown, changes: Readonly<Record<string, unknown>> = {}): unknown =>
      decode({ params: { USERS }, ...changes }, { users }).others;

    it('names those whom the page describes, each once, and not the author', () => {
      assert.deepEqual(othersIn([6, '7', 5, 6, '6', 7]), [{ id: 6, name: 'Bob' }, { id: 7 }]);
      assert.deepEqual(othersIn(['5'], { author_id: 9 }), [{ id: 5, name: 'Ann Bee' }]);
      assert.deepEqual(othersIn({ 1: 6, 3: '7' }), [{ id: 6, name: 'Bob' }, { id: 7 }]);
    });

    it('leaves out what is no id', () => {
      assert.deepEqual(othersIn([0, -1, 1.5, '', 'x', null, true, {}, [8], NaN, 1e300, 8]), [{ id: 8 }]);
      for (const ids of [undefined, null, '', '6', 6, true, [], {}]) {
        assert.deepEqual(othersIn(ids), [], JSON.stringify(ids));
      }
    });

    it('names a hundred at most', () => {
      const ids = Array.from({ length: 50_000 }, (_item, index) => 1 + Math.floor(index / 2));
      assert.deepEqual(
        othersIn(ids),
        Array.from({ length: 101 }, (_item, index) => index + 1)
          .filter(id => id !== 5)
          .map(id => users.find(user => Number(user.id) === id) ?? { id })
          .map(other => ({ ...other, id: Number(other.id) })),
      );
    });
  });

  describe('with a field that can not be read', () => {
    const bad: readonly (readonly [string, unknown])[] = [
      ...[undefined, null, 0, -1, 1.5, 'x', '', {}, [], true, NaN].map(id => ['id', id] as const),
      ...[undefined, null, '', 'yesterday', '-271821-04-20T00:00:00Z', '+275760-09-13T00:00:00Z', 0, {}].map(
        date => ['date', date] as const,
      ),
      ...[undefined, null, 'x', {}, 2.5].map(type => ['notify_type', type] as const),
      ...[7, true, {}, ['a']].map(text => ['text', text] as const),
    ];
    for (const [field, value] of bad) {
      it(`is left out and counted, and hides no other: ${field} = ${JSON.stringify(value)}`, () => {
        const good = [notificationPayload({ id: 3 }), notificationPayload({ id: 1 })];
        const { page, skipped } = decodeAll([good[0], notificationPayload({ [field]: value }), good[1]]);
        assert.deepEqual(
          page.notifications.map(({ id }) => id),
          [3, 1],
        );
        assert.equal(skipped, 1);
      });
    }

    it('may be no notification at all', () => {
      const { page, skipped } = decodeAll([null, 7, 'x', [], true, {}, notificationPayload()]);
      assert.deepEqual(
        page.notifications.map(({ id }) => id),
        [1500],
      );
      assert.equal(skipped, 6);
    });
  });
});

describe('the buttons of a confirmation', () => {
  type Changes = Readonly<Record<string, unknown>>;

  const decode = (...buttons: readonly unknown[]): ReturnType<typeof decodeButtons> =>
    decodeButtons(JSON.stringify(buttons));

  const labels = (...buttons: readonly unknown[]): unknown => decode(...buttons).map(({ label }) => label);

  const labelOf = (TEXT: unknown): unknown => decode(buttonPayload({ TEXT }))[0]?.label;

  const valueOf = (COMMAND_PARAMS: unknown): unknown => decode(buttonPayload({ COMMAND_PARAMS }))[0]?.value;

  it('are what the portal sends as a string of JSON', () => {
    const decline = { TEXT: 'Decline', COMMAND_PARAMS: '1500|N', BG_COLOR: '#ef4b57' };
    assert.deepEqual(decode(buttonPayload(), buttonPayload(decline)), [
      { label: 'Accept', value: 'Y', isAccept: true },
      { label: 'Decline', value: 'N', isAccept: false },
    ]);
  });

  it('belong to confirmations alone', () => {
    const notify_buttons = JSON.stringify([buttonPayload()]);
    const count = (changes: Changes): unknown =>
      decodeNotification(notificationPayload(changes), new Map(), 'https://portal.example')?.buttons.length;
    assert.equal(count({ notify_type: 1, notify_buttons }), 1);
    assert.equal(count({ notify_type: 2, notify_buttons }), 0);
    assert.equal(count({ notify_type: 4, notify_buttons }), 0);
    assert.equal(count({ notify_type: 1 }), 0);
  });

  it('have the words that were escaped for HTML, on one line', () => {
    const cases = {
      'Join &quot;Design &amp; Research&quot;': 'Join "Design & Research"',
      'Вернуть &laquo;на доработку&raquo;': 'Вернуть «на доработку»',
      '&#8470; 5 &#x2116;': '№ 5 №',
      '1 &lt; 2&nbsp;': '1 < 2',
      '&amp;laquo; &amp;amp;lt;': '&laquo; &amp;lt;',
      '&lt;b&gt;Yes&lt;/b&gt;': '<b>Yes</b>',
      '&nosuch; &constructor; &toString; &__proto__; &': '&nosuch; &constructor; &toString; &__proto__; &',
      'AT&T &copy 2026': 'AT&T &copy 2026',
      ' Two\r\n lines\t': 'Two lines',
      'A\u0000c\u202ecept&#8238;&#0;&#x1b;': 'Accept\ufffd',
      '[b]Yes[/b]': '[b]Yes[/b]',
    };
    for (const [title, expected] of Object.entries(cases)) {
      assert.equal(labelOf(title), expected, title);
    }
  });

  it('have labels of a bounded length, cut between characters', () => {
    assert.equal(labelOf('x'.repeat(5000)), 'x'.repeat(100));
    assert.equal(labelOf(`${'x'.repeat(99)}👍`), 'x'.repeat(99));
  });

  it('send back what stands behind the first bar, untouched', () => {
    const values = {
      '1500|Y': 'Y',
      '902|902|approve|1': '902|approve|1',
      '1500||': '|',
      '|Y': 'Y',
      '1500| Y ': ' Y ',
      '1500|&amp;quot;&lt;': '&amp;quot;&lt;',
      '1500|a\nb\u0000\u202e': 'a\nb\u0000\u202e',
      '1500|0': '0',
    };
    for (const [params, expected] of Object.entries(values)) {
      assert.equal(valueOf(params), expected, JSON.stringify(params));
    }
    const long = 'v|'.repeat(5000);
    assert.equal(valueOf(`1500|${long}`), long);
  });

  it('agree by the green colour, in any case', () => {
    const colors = ['#8BC84B', '#8bc84b', '#8bC84b', '#ef4b57', '#8BC84', '', null, undefined, 7, {}];
    assert.deepEqual(
      colors.map(BG_COLOR => decode(buttonPayload({ BG_COLOR }))[0]?.isAccept),
      [true, true, true, false, false, false, false, false, false, false],
    );
  });

  it('are left out where they can not be read or pressed, and hide no other', () => {
    const bad: readonly unknown[] = [
      null,
      7,
      'x',
      [],
      {},
      { TYPE: 'NEWLINE' },
      buttonPayload({ DISABLED: 'Y' }),
      ...['other', '', null, undefined, 7].map(COMMAND => buttonPayload({ COMMAND })),
      ...['1500', '1500|', '', null, undefined, 7, {}].map(COMMAND_PARAMS => buttonPayload({ COMMAND_PARAMS })),
      ...['', ' ', '\u202e', '&nbsp;', null, undefined, 7, ['x']].map(TEXT => buttonPayload({ TEXT })),
    ];
    for (const button of bad) {
      assert.deepEqual(labels(buttonPayload({ TEXT: 'A' }), button, buttonPayload({ TEXT: 'B' })), ['A', 'B']);
    }
  });

  it('are enabled but where DISABLED is Y', () => {
    for (const DISABLED of ['N', '', 'y', null, undefined, true, {}]) {
      assert.deepEqual(labels(buttonPayload({ DISABLED })), ['Accept'], JSON.stringify(DISABLED));
    }
  });

  it('may be any number up to twenty, whatever stands between them', () => {
    const many = (count: number): readonly unknown[] =>
      Array.from({ length: count }, (_item, index) => buttonPayload({ TEXT: `${index}` }));
    for (const count of [0, 1, 2, 3, 7, 20]) {
      assert.equal(decode(...many(count)).length, count);
    }
    assert.deepEqual(
      labels(...many(50_000)),
      Array.from({ length: 20 }, (_item, index) => `${index}`),
    );
    assert.equal(decode(...many(30).flatMap(button => [{ TYPE: 'NEWLINE' }, button])).length, 20);
  });

  it('may be PHP’s map of a list', () => {
    assert.equal(decodeButtons(JSON.stringify({ 0: buttonPayload(), 2: buttonPayload() })).length, 2);
  });

  it('that are unreadable are none', () => {
    const unreadable: readonly unknown[] = [
      undefined,
      null,
      7,
      true,
      [buttonPayload()],
      {},
      '',
      ' ',
      '[',
      'null',
      '7',
      '"x"',
      '[]',
      '{}',
      "[{'TEXT': 'x'}]",
      JSON.stringify([buttonPayload()]).slice(0, -1),
      '['.repeat(5000),
      `${'['.repeat(5000)}${']'.repeat(5000)}`,
      `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`,
    ];
    for (const json of unreadable) {
      assert.deepEqual(decodeButtons(json), [], String(json).slice(0, 40));
    }
  });
});
