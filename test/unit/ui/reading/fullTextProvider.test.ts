import '../../../vscodeStandIn';
import assert from 'node:assert/strict';
import { parseWebhook } from '../../../../src/bitrix24/address/webhook';
import {
  fullTextAsMarkdown,
  fullTextAsPlainText,
  fullTextUriParts,
  parseFullTextUri,
} from '../../../../src/ui/reading/fullTextProvider';
import { lineBreak, text } from '../../support/notifications';
import { context, notice, systemNotice } from '../text/notices';
import { read } from '../text/reader';

describe('the full text', () => {
  const long = 'word '.repeat(4000).trim();

  const buttons = [
    { label: 'Accept', value: 'secret 1', isAccept: true },
    { label: '[No](command:a)', value: 'secret 2', isAccept: false },
  ];

  it('is everything, however long it is', () => {
    const others = Array.from({ length: 20 }, (_item, index) => ({ id: index + 10 }));
    const { words: found } = read(fullTextAsMarkdown(notice({ text: [text(long)], others }), context));
    assert.match(found, /^Anna and #10, .*, #29 Comments · \*at\* 5 word/);
    assert.ok(found.endsWith(long));
  });

  it('tells which buttons there are, in words', () => {
    const markdown = fullTextAsMarkdown(notice({ kind: 'confirmation', buttons }), context);
    const { words: found, links } = read(markdown);
    assert.match(found, /Hello Waiting for your decision: Accept · \[No\]\(command:a\)$/);
    assert.equal(links.length, 1);
    assert.doesNotMatch(markdown, /secret/);
  });

  it('is plain where nothing draws Markdown', () => {
    const value = [text('*Hello*'), lineBreak, text('[you]')];
    const others = [{ id: 3, name: 'Tom' }, { id: 7 }];
    assert.equal(
      fullTextAsPlainText(notice({ text: value, others, buttons }), context),
      'Anna and Tom, #7\nComments\n*at* 5\n\n*Hello*\n[you]\n\nWaiting for your decision: Accept · [No](command:a)\n',
    );
    const system = systemNotice({ text: [], typeId: 'x|y' });
    assert.equal(fullTextAsPlainText(system, context), 'Bitrix24\n*at* 5\n\n(no text)\n');
  });
});

describe('the address of a full text', () => {
  const ORIGIN = 'https://portal.example';

  const account = { origin: ORIGIN, userId: '1' };

  const pathOf = (title: string): string => fullTextUriParts(270, title, account).path;

  it('tells the portal, whose notification it is, which, and from whom', () => {
    const here = { origin: 'https://portal.example:8443', userId: '1' };
    assert.deepEqual(fullTextUriParts(270, 'Anna Orlova', here), {
      authority: 'portal.example:8443',
      path: '/1/270/Anna Orlova',
    });
    assert.equal(pathOf('Ольга О’Нил-Смит'), '/1/270/Ольга О’Нил-Смит');
  });

  it('has a title that means nothing else', () => {
    for (const title of [
      '../../etc/passwd',
      'a\\b',
      'a%2Fb',
      'a?b#c',
      '$(bell) [a](command:b)',
      'a\nb',
      '..',
      '<b>',
      'a:b*|"',
    ]) {
      const [, user, id, name = '', ...others] = pathOf(title).split('/');
      assert.deepEqual([user, id], ['1', '270']);
      assert.deepEqual(others, []);
      assert.match(name, /^[\p{L}\p{N}][\p{L}\p{N} ]*$/u, title);
    }
  });

  it('has a title whatever the person is called, and a short one', () => {
    assert.equal(pathOf('***'), '/1/270/270');
    assert.equal(pathOf(''), '/1/270/270');
    assert.equal(pathOf('漢'.repeat(500)), `/1/270/${'漢'.repeat(60)}`);
    assert.equal(pathOf('  a   b  '), '/1/270/a b');
  });

  it('is another one for each user of a portal, and in each portal', () => {
    const addresses = [
      account,
      { origin: ORIGIN, userId: '2' },
      { origin: ORIGIN, userId: '12' },
      { origin: ORIGIN, userId: 'anna' },
      { origin: 'https://other.example', userId: '1' },
      { origin: `${ORIGIN}:8443`, userId: '1' },
    ].map(whose => fullTextUriParts(270, 'Anna', whose));
    const written = addresses.map(({ authority, path }) => authority + path);
    assert.equal(new Set(written).size, addresses.length);
  });

  it('gives back the notification and whose it is', () => {
    assert.deepEqual(parseFullTextUri({ path: pathOf('12/13') }), { userId: '1', id: 270 });
    for (const login of ['anna.orlova', 'anna@portal.example', 'a+b-c_d', 'anna%20orlova', '%D0%B0', '...']) {
      const reading = parseWebhook(`${ORIGIN}/rest/${login}/x/`);
      assert.ok(reading.kind === 'webhook', login);
      const { path } = fullTextUriParts(270, '2/3', reading.webhook);
      assert.deepEqual(parseFullTextUri({ path }), { userId: login, id: 270 });
    }
  });

  it('means no notification where it is none of these', () => {
    for (const path of [
      '',
      '/',
      '/1',
      '/1/270',
      '/270/Anna',
      '//270/a',
      '/1/x/270',
      '1/270/a',
      '/1/-1/a',
      '/1/1.5/a',
      `/1/${'9'.repeat(30)}/a`,
    ]) {
      assert.equal(parseFullTextUri({ path }), undefined, path);
    }
  });
});
