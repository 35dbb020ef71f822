import { vscode } from '../../../vscodeStandIn';
import assert from 'node:assert/strict';
import { parseBbCode } from '../../../../src/bitrix24/text/bbcode';
import type { Attachment, ConfirmationButton, Notification } from '../../../../src/model/notification/notification';
import type { RichTextNode } from '../../../../src/model/notification/richText';
import { fullTextAsMarkdown, fullTextAsPlainText } from '../../../../src/ui/reading/fullTextProvider';
import { detailsMarkdown, formatFileSize } from '../../../../src/ui/text/details';
import { buttonFingerprint, HOVER_COMMANDS, hoverMarkdown } from '../../../../src/ui/text/hover';
import { bold, code, lineBreak, link, quote, text } from '../../support/notifications';
import { context, everyAttachment, notice, ORIGIN, systemNotice } from './notices';
import { randomNumbers, read, type Reading, spaced } from './reader';

/** What the hover of an unread notification without an answer ends with. */
const ACTIONS = 'Mark as Read · Snooze… · Open in Browser · Full Text';

describe('details', () => {
  const HREF = 'https://x.example/a';
  const shown = (changes: Partial<Notification>, mostOthers?: number): Reading =>
    read(detailsMarkdown(notice(changes), context, mostOthers));
  const attached = (...attachments: readonly Attachment[]): Reading => shown({ text: [], attachments });
  const profile = (id: number): string => `${ORIGIN}/company/personal/user/${id}/`;
  const HEAD = 'Anna Comments · *at* 5 ';

  describe('the details of a notification', () => {
    it('tell who, what, when, and the text', () => {
      const { words: found, links, kinds } = shown({ text: [bold(text('Hello')), lineBreak, text('you')] });
      assert.equal(found, `${HEAD}Hello you`);
      assert.deepEqual(links, [profile(2)]);
      assert.ok(kinds.has('hr') && kinds.has('strong_open'));
    });

    it('tell the author’s name once', () => {
      assert.equal(shown({ text: [bold(text('Anna')), text(', look')] }).words, `${HEAD}look`);
      assert.equal(shown({ text: [text('Annas')] }).words, `${HEAD}Annas`);
      const plain = fullTextAsPlainText(notice({ text: [text('Anna: look')] }), context);
      assert.equal(plain, 'Anna\nComments\n*at* 5\n\nlook\n');
    });

    it('tell what a component shows between the text and the attachments', () => {
      const component = {
        href: HREF,
        blocks: [
          { kind: 'message', text: [text('Subject')] },
          { kind: 'link', href: HREF, name: 'Deal', description: [] },
        ],
      } as const;
      const attachments = [{ kind: 'user', name: 'Tom' }] as const;
      const { words: found, links } = shown({ component, attachments });
      assert.equal(found, `${HEAD}Hello Subject Deal Tom`);
      assert.deepEqual(links.slice(1), [HREF]);
      assert.equal(read(hoverMarkdown(notice({ component, attachments }), context)).words, `${found} ${ACTIONS}`);
      assert.equal(shown({ text: [], component }).words, `${HEAD}Subject Deal`);
    });

    it('tell that the portal itself speaks, and that it says nothing', () => {
      const { words: found, links } = read(detailsMarkdown(systemNotice({ text: [] }), context));
      assert.equal(found, 'Bitrix24 Comments · *at* 5 (no text)');
      assert.deepEqual(links, []);
    });

    it('name the others, by their numbers where the portal does not name them', () => {
      const others = [{ id: 3, name: 'Tom' }, { id: 7 }];
      const { words: found, links } = shown({ others });
      assert.equal(found, 'Anna and Tom, #7 Comments · *at* 5 Hello');
      assert.deepEqual(links, [profile(2), profile(3), profile(7)]);
    });

    it('count the others where they are too many', () => {
      const others = Array.from({ length: 17 }, (_item, index) => ({ id: index + 10 }));
      assert.match(shown({ others }, 5).words, /^Anna, #10, #11, #12, #13, #14, and 12 more Comments/);
      assert.doesNotMatch(shown({ others: others.slice(0, 5) }, 5).words, /more/);
      assert.match(shown({ others }).words, /#25, #26 Comments/);
    });

    it('leave out a type without a name', () => {
      assert.equal(shown({ typeId: 'x|y' }).words, 'Anna *at* 5 Hello');
      assert.equal(shown({ typeId: '' }).words, 'Anna *at* 5 Hello');
    });

    it('have links, people, pictures and files, none of them drawn', () => {
      const {
        words: found,
        links,
        kinds,
      } = attached(
        {
          kind: 'link',
          href: HREF,
          name: 'Deal',
          description: [text('12 chairs')],
          preview: `${HREF}.png`,
        },
        { kind: 'user', name: 'Tom', href: profile(3) },
        { kind: 'user', name: 'Guest' },
        { kind: 'image', href: `${HREF}.jpg`, name: 'Plan' },
        { kind: 'file', href: `${HREF}.txt`, name: 'report.txt', size: 20 },
        { kind: 'file', href: `${HREF}.zip`, name: 'all.zip' },
        { kind: 'message', text: [text('The end')] },
      );
      assert.equal(
        found,
        `${HEAD}Deal 12 chairs Picture Tom Guest Picture: Plan File: report.txt, 20 bytes File: all.zip The end`,
      );
      assert.deepEqual(links.slice(1), [HREF, `${HREF}.png`, profile(3), `${HREF}.jpg`, `${HREF}.txt`, `${HREF}.zip`]);
      assert.ok(!kinds.has('image'));
    });

    it('have a link, a picture and a file without a name by their addresses', () => {
      for (const attachment of [
        { kind: 'link', href: HREF, name: ' ', description: [] },
        { kind: 'image', href: HREF, name: '' },
        { kind: 'file', href: HREF, name: '' },
      ] as const) {
        assert.match(attached(attachment).words, /https:\/\/x\.example\/a$/);
      }
    });

    it('have a delimiter as a rule, and never a heading above it', () => {
      const { kinds, words: found } = shown({
        attachments: [{ kind: 'delimiter' }, { kind: 'message', text: [text('a')] }, { kind: 'delimiter' }],
      });
      assert.ok(!kinds.has('heading_open'));
      assert.equal(found, `${HEAD}Hello a`);
    });

    it('hold together with quotes and code at their edges', () => {
      const block = [quote(text('q')), code('c\nd')];
      const { words: found, kinds } = shown({
        text: block,
        attachments: [
          { kind: 'message', text: block },
          { kind: 'link', href: HREF, name: 'l', description: block },
        ],
      });
      assert.equal(found, `${HEAD}q c d q c d l q c d`);
      assert.ok(!kinds.has('html_block'));
    });

    it('do not begin as front matter does', () => {
      assert.doesNotMatch(detailsMarkdown(notice({ author: { id: 2, name: '---' } }), context), /^---/);
    });
  });

  describe('a grid', () => {
    const grid = (...cells: Extract<Attachment, { kind: 'grid' }>['cells']): Reading =>
      attached({ kind: 'grid', cells });

    it('is a table of names and values', () => {
      const { words: found, kinds } = grid(
        { name: 'Amount', value: [text('$5')] },
        { name: 'Stage', value: [bold(text('Proposal'))] },
      );
      assert.equal(found, `${HEAD}Amount $5 Stage Proposal`);
      assert.ok(kinds.has('table_open'));
    });

    it('gives each line of a value a row, and has no blocks', () => {
      const { words: found, kinds } = grid({
        name: 'a',
        value: [
          bold(text('b'), lineBreak, text('c')),
          quote(text('d')),
          code('e\n`f` | g'),
          link(HREF, text('h'), quote(text('i'))),
        ],
      });
      assert.equal(found, `${HEAD}a b c d e \`f\` | gh i`);
      assert.ok(!kinds.has('blockquote_open') && !kinds.has('fence') && !kinds.has('code_inline'));
    });

    it('links a value, or where there is none, the name', () => {
      assert.deepEqual(grid({ name: 'a', value: [text('b')], href: HREF }).links.slice(1), [HREF]);
      assert.deepEqual(grid({ name: 'a', value: [], href: HREF }).links.slice(1), [HREF]);
      assert.deepEqual(grid({ name: 'a', value: [link('https://y.example/', text('b'))], href: HREF }).links.slice(1), [
        HREF,
      ]);
    });

    it('keeps the bars and the backslashes in its cells', () => {
      for (const sign of ['|', '\\', '\\|', '\\\\|', '||', '|\\', '`|`', '| --- | --- |']) {
        const { words: found } = grid(
          { name: `a${sign}`, value: [text(`${sign}b${sign}`)] },
          { name: 'c', value: [link(`${HREF}?a|b`, text(sign))] },
        );
        assert.equal(found, `${HEAD}a${sign} ${sign}b${sign} c ${sign}`);
      }
      assert.deepEqual(grid({ name: '', value: [link(`${HREF}?a|b`, text('c'))] }).links.slice(1), [`${HREF}?a%7Cb`]);
    });

    it('stands a cell that is empty, and is nothing without cells', () => {
      assert.equal(grid({ name: '', value: [] }, { name: 'a', value: [] }).words, `${HEAD}a`);
      assert.equal(grid().words, `${HEAD}(no text)`);
    });
  });
});

describe('whatever a portal calls things', () => {
  const PARTS = [
    ...Array.from('\\`*_{}[]()#+-.!|~$@:/="\'^<>&;%?, \t\n\r0aZé漢😀'),
    '](command:bitrix24.press?%5B270%2C0%5D)',
    '[a](command:bitrix24.press?[270,0])',
    '[a](command:bitrix24.press?%5B%7B%22id%22%3A270%7D%2C0%5D)',
    '<command:bitrix24.showFullText>',
    '<a href="command:bitrix24.press">',
    '[a]: command:x',
    '[a][a]',
    '![a](https://evil.example/a.png)',
    'command:bitrix24.press',
    'https://evil.example/',
    '](<',
    '>)',
    '\n\n',
    '\n---\n',
    '\n| a | b |\n|---|---|\n',
    '```',
    '$(bell)',
    '&#x5b;',
    '\\\\',
    '{0}',
  ];

  const BB_CODE = [
    '[b]',
    '[/b]',
    '[url=https://x.example/?a|b]',
    '[url=command:bitrix24.press]',
    '[/url]',
    '[code]',
    '[/code]',
    '[quote]',
    '[/quote]',
    '[i]',
    '[/i]',
  ];

  const KINDS = [
    ...['paragraph', 'inline', 'text', 'softbreak', 'hardbreak', 'hr', 'strong', 'em', 's', 'link'],
    ...['code_inline', 'code_block', 'fence', 'blockquote', 'table', 'thead', 'tbody', 'tr', 'th', 'td'],
  ];

  const REF = JSON.stringify({ id: 270, portalId: context.portalId });

  /** What the hover offers itself. */
  const OWN = ['markRead', 'snooze', 'openInBrowser', 'showFullText'].map(name => `bitrix24.${name}?[${REF}]`);

  const EXPECTED = /^bitrix24\.press\?\[(.+),"[\da-f]{1,8}-[\da-f]{1,8}"\]$/;

  /** Everything that a portal names, named so. */
  function called(name: string, value: readonly RichTextNode[]): Notification {
    return notice({
      kind: 'confirmation',
      author: { id: 2, name },
      others: [{ id: 3, name }, { id: 4 }],
      typeId: name,
      text: value,
      attachments: everyAttachment(name, [...value]),
      buttons: [
        { label: name, value: name, isAccept: true },
        { label: name, value: name, isAccept: false },
      ],
    });
  }

  function anything(parts: readonly string[], random: (below: number) => number): string {
    return Array.from({ length: 1 + random(16) }, () => parts[random(parts.length)] ?? '').join('');
  }

  function commandsIn(links: readonly string[]): readonly string[] {
    return links
      .filter(href => !/^https?:\/\//.test(href))
      .map(href => decodeURIComponent(href.replace(/^command:/, '')));
  }

  const here = { ...context, typeName: (typeId: string) => `${typeId} ` };

  it('runs no command but those of the hover’s own links', () => {
    const random = randomNumbers(11);
    for (let round = 0; round < 200; round++) {
      const name = anything(PARTS, random);
      const value = parseBbCode(anything([...PARTS, ...BB_CODE, ...BB_CODE], random), ORIGIN);
      const markdown = hoverMarkdown(called(name, value), here);
      const seen = JSON.stringify({ name, value, markdown });
      const { links, kinds } = read(markdown);
      assert.deepEqual(
        commandsIn(links)
          .filter(command => !OWN.includes(command))
          .map(command => EXPECTED.exec(command)?.[1]),
        [REF, REF],
        seen,
      );
      for (const href of links.filter(each => /^https?:/.test(each))) {
        assert.ok(['x.example', 'portal.example'].includes(new URL(href).hostname), seen);
      }
      assert.deepEqual(
        [...kinds].filter(kind => !KINDS.includes(kind.replace(/_(open|close)$/, ''))),
        [],
        seen,
      );
    }
  });

  it('has no command at all in the full text', () => {
    const random = randomNumbers(12);
    for (let round = 0; round < 200; round++) {
      const name = anything(PARTS, random);
      const value = parseBbCode(anything([...PARTS, ...BB_CODE, ...BB_CODE], random), ORIGIN);
      const markdown = fullTextAsMarkdown(called(name, value), here);
      assert.deepEqual(commandsIn(read(markdown).links), [], JSON.stringify({ name, value, markdown }));
    }
  });

  it('is what a person reads', () => {
    const random = randomNumbers(13);
    for (let round = 0; round < 200; round++) {
      const name = anything(PARTS, random);
      const { words: found } = read(fullTextAsMarkdown(called(name, [text('Hello')]), here));
      const seen = JSON.stringify({ name, found });
      const times = found.split(spaced(name)).length - 1;
      assert.ok(spaced(name) === '' || times >= 13, seen);
    }
  });

  it('is no link unless it leads to a web page', () => {
    for (const href of [
      'command:bitrix24.press?[1,0]',
      'file:///etc/passwd',
      'vscode://x',
      'data:a',
      'javascript:a',
      'https://:a@x.example/',
      '/a',
    ]) {
      const value = [link(href, text('a'))];
      const attachments = everyAttachment('a', value).map(attachment =>
        'href' in attachment ? { ...attachment, href } : attachment,
      );
      const notification = notice({ text: value, attachments });
      for (const markdown of [hoverMarkdown(notification, context), fullTextAsMarkdown(notification, context)]) {
        const { links } = read(markdown);
        assert.deepEqual(
          commandsIn(links).filter(command => !OWN.includes(command)),
          [],
          href,
        );
        assert.ok(!links.includes(href), href);
      }
    }
  });

  it('leaves the hover its own commands', () => {
    const names = [
      'press',
      'quickReply',
      'markRead',
      'markUnread',
      'snooze',
      'unsnooze',
      'openInBrowser',
      'showFullText',
    ];
    assert.deepEqual(
      HOVER_COMMANDS,
      names.map(name => `bitrix24.${name}`),
    );
  });
});

describe('the hover', () => {
  const button = (label: string): ConfirmationButton => ({ label, value: 'secret value', isAccept: true });

  const hover = (changes: Partial<Notification>): string => hoverMarkdown(notice(changes), context);

  const shown = (changes: Partial<Notification>): Reading => read(hover(changes));

  const REF = '{"id":270,"portalId":"1@https://portal.example"}';

  const allCommands = ({ links }: Reading): readonly string[] =>
    links.filter(href => href.startsWith('command:')).map(decodeURIComponent);

  /** Without those that every hover ends with. */
  const commands = (reading: Reading): readonly string[] => allCommands(reading).slice(0, -4);

  it('is the details of a short notification', () => {
    const reading = shown({});
    assert.equal(reading.words, `Anna Comments · *at* 5 Hello ${ACTIONS}`);
  });

  it('is cut where the text is long', () => {
    const reading = shown({ text: [text('word '.repeat(1000))] });
    assert.ok(reading.words.length > 1900 && reading.words.length < 2300, String(reading.words.length));
    assert.ok(reading.words.endsWith(`word… ${ACTIONS}`));
  });

  it('ends with what can be done', () => {
    const names = (changes: Partial<Notification>, isSnoozed = false): readonly string[] =>
      allCommands(read(hoverMarkdown(notice(changes), { ...context, isSnoozed }))).map(command => {
        assert.ok(command.endsWith(`?[${REF}]`));
        return command.replace(/^command:bitrix24\.|\?.*$/g, '');
      });
    assert.deepEqual(names({}), ['markRead', 'snooze', 'openInBrowser', 'showFullText']);
    assert.deepEqual(names({ canAnswer: true, isRead: true }, true), [
      'quickReply',
      'markUnread',
      'unsnooze',
      'openInBrowser',
      'showFullText',
    ]);
  });

  it('has the buttons of a confirmation, by what they say and send, containing neither', () => {
    const buttons = [button('Accept'), button('Decline'), button('Send *back*')];
    const id = ({ label, value }: ConfirmationButton): string => buttonFingerprint({ label, value, isAccept: false });
    const reading = shown({ kind: 'confirmation', buttons });
    assert.match(reading.words, /Hello Accept · Decline · Send \*back\* Mark as Read/);
    assert.deepEqual(
      commands(reading),
      buttons.map(each => `command:bitrix24.press?[${REF},"${id(each)}"]`),
    );
    assert.doesNotMatch(commands(reading).join(), /secret|Accept|Decline|Send/);
    assert.doesNotMatch(hover({ kind: 'confirmation', buttons }), /secret/);
    assert.deepEqual(reading.titles.slice(-7, -4), Array(3).fill('Send this decision to the portal'));
  });

  it('tells what a button does, whatever the signs in the translation', () => {
    const { t } = vscode.l10n;
    vscode.l10n.t = () => 'Sends "this"';
    try {
      const { titles } = shown({ kind: 'confirmation', buttons: [button('Accept')] });
      assert.deepEqual(titles.at(-5), 'Sends "this"');
    } finally {
      vscode.l10n.t = t;
    }
  });

  it('has no buttons of what is no confirmation', () => {
    assert.deepEqual(commands(shown({ buttons: [button('a')] })), []);
  });

  it('has the first of many buttons, and a way to the others', () => {
    const buttons = Array.from({ length: 30 }, (_item, index) => button(`b${index}`));
    const found = commands(shown({ kind: 'confirmation', buttons }));
    assert.equal(found.length, 11);
    assert.equal(found.at(-1), `command:bitrix24.press?[${REF}]`);
  });

  it('names the portal that the notification is from, whatever its user is called', () => {
    const portalId = 'anna.o+x%20y@example.com@https://portal.example';
    const confirmation = notice({ kind: 'confirmation', buttons: [button('Accept')] });
    const [command = ''] = commands(read(hoverMarkdown(confirmation, { ...context, portalId })));
    const [, given = ''] = command.split('?');
    assert.deepEqual(JSON.parse(given), [{ id: 270, portalId }, buttonFingerprint(button('Accept'))]);
  });

  it('tells buttons apart by what they say and what they send', () => {
    // FNV-1a of "a" and of "".
    assert.equal(buttonFingerprint({ label: 'a', value: '', isAccept: true }), 'e40c292c-811c9dc5');
    const buttons = [
      { label: 'Yes', value: '1', isAccept: true },
      { label: 'Yes', value: '2', isAccept: true },
      { label: '1', value: 'Yes', isAccept: true },
      { label: 'Yes1', value: '', isAccept: true },
    ];
    assert.equal(new Set(buttons.map(buttonFingerprint)).size, 4);
  });

  it('has something to click on whatever a button is called', () => {
    const { words: found } = shown({
      kind: 'confirmation',
      buttons: [button(' \n '), button('a'.repeat(500))],
    });
    assert.match(found, /Hello … · a{60}… Mark as Read/);
  });

  it('sends to the browser where the buttons can’t be read', () => {
    assert.match(
      shown({ kind: 'confirmation' }).words,
      /Make your decision in the browser\. Mark as Read .* Open in Browser/,
    );
  });
});

describe('the size of a file', () => {
  it('is told in the unit that fits', () => {
    for (const [bytes, expected] of [
      [0, '0 bytes'],
      [1, '1 byte'],
      [1023, '1,023 bytes'],
      [1024, '1 kB'],
      [20_480, '20 kB'],
      [1_600_000, '1.5 MB'],
      [3 * 1024 ** 3, '3 GB'],
      [5 * 1024 ** 4, '5,120 GB'],
    ] as const) {
      assert.equal(formatFileSize(bytes, 'en'), expected);
    }
  });

  it('is told in the person’s language', () => {
    assert.equal(formatFileSize(1_600_000, 'ru').replace(/\s/g, ' '), '1,5 МБ');
  });
});
