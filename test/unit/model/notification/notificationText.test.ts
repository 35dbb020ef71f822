import assert from 'node:assert/strict';
import type { Attachment, Notification } from '../../../../src/model/notification/notification';
import { summaryParts, textWithoutAuthor } from '../../../../src/model/notification/notificationText';
import type { RichText } from '../../../../src/model/notification/richText';
import { bold, code, italic, lineBreak, link, notification, quote, text } from '../../support/notifications';

const HREF = 'https://portal.example/a';
const ANNA = { id: 2, name: 'Anna Orlova' };

describe('the text after its author’s name', () => {
  const rest = (...nodes: RichText): RichText => textWithoutAuthor({ text: nodes, author: ANNA });

  it('is what follows the name, whatever marks it', () => {
    const commented = [text('commented')];
    for (const nodes of [
      [text('Anna Orlova commented')],
      [text(' Anna Orlova\u00a0 commented')],
      [text('Anna Orlova, commented')],
      [text('Anna Orlova: commented')],
      [text('Anna Orlova — commented')],
      [text('Anna Orlova; commented')],
      [text('Anna Orlova - commented')],
      [text('Anna  Orlova commented')],
      [text('Anna\u00a0Orlova commented')],
      [text('\u200eAnna Orlova\u200e commented')],
      [text('Anna Orlova:'), lineBreak, text('commented')],
      [text('Anna Orlova'), lineBreak, text('commented')],
      [link(HREF, text('Anna Orlova')), text(' commented')],
      [bold(text('Anna '), italic(text('Orlova')), text(', ')), text('commented')],
      [text('Anna '), bold(text('Orlova')), text(' commented')],
    ]) {
      assert.deepEqual(rest(...nodes), commented, JSON.stringify(nodes));
    }
    assert.deepEqual(rest(bold(text('Anna Orlova commented')), text('!')), [bold(text('commented')), text('!')]);
    assert.deepEqual(rest(text('Anna Orlova: Approved')), [text('Approved')]);
    assert.deepEqual(rest(text('Anna Orlova — 5 points')), [text('5 points')]);
    assert.deepEqual(rest(text('Anna Orlova: '), code('x')), [code('x')]);
  });

  it('is all of it where another name or nothing else stands there', () => {
    for (const nodes of [
      [text('Anna Orlovas comment')],
      [text('Anna Orlova’s comment')],
      [text('Anna Orlova-Smith commented')],
      [text('Anna Orlova - Smith commented')],
      [text('Anna Orlova Smith commented')],
      [text('Anna Orlova  Smith commented')],
      [text('Anna Orlova, Tom and others commented')],
      [text('Anna Orlova - 5 points')],
      [text('Anna Orlova -5')],
      [text('Anna Orlova. Approved')],
      [text('Anna commented')],
      [text('anna orlova commented')],
      [text('By Anna Orlova')],
      [text('Anna Orlova')],
      [text('Anna Orlova: ')],
      [bold(text('Anna Orlova')), text('s comment')],
      [quote(text('Anna Orlova')), text(' commented')],
      [code('Anna Orlova'), text(' commented')],
      [],
    ]) {
      assert.deepEqual(rest(...nodes), nodes, JSON.stringify(nodes));
    }
    const ann = [text('Ann Bee commented')];
    assert.deepEqual(textWithoutAuthor({ text: ann, author: { id: 3, name: 'Ann' } }), ann);
  });

  it('is the text without the system’s name where there is no author', () => {
    assert.deepEqual(textWithoutAuthor({ text: [text('Bitrix24: update')] }), [text('update')]);
    assert.deepEqual(textWithoutAuthor({ text: [text('Битрикс24: обновление')] }), [text('обновление')]);
    for (const words of ['Bitrix24 Sales: a new lead', 'Bitrix24', 'A text']) {
      assert.deepEqual(textWithoutAuthor({ text: [text(words)] }), [text(words)]);
    }
  });

  it('is found whatever signs a name has', () => {
    const author = { id: 3, name: 'A.B (*) [x]' };
    assert.deepEqual(textWithoutAuthor({ text: [text('A.B (*) [x]: hi')], author }), [text('hi')]);
    assert.deepEqual(textWithoutAuthor({ text: [text('AxB (*) [x]: hi')], author }), [text('AxB (*) [x]: hi')]);
  });
});

describe('what a row says of a notification', () => {
  const summary = (nodes: RichText, attachments: readonly Attachment[] = [], more: Partial<Notification> = {}) =>
    summaryParts(notification(1, { text: nodes, attachments, author: ANNA, ...more }), at => `at ${at}`);
  const message = (...nodes: RichText): Attachment => ({ kind: 'message', text: nodes });

  it('is the text, and the attachments where there is room', () => {
    const down = message(text('[My site] [Down]'), lineBreak, text('No space left'));
    assert.deepEqual(summary([bold(text('Uptime Kuma'))], [down]), ['Uptime Kuma', '[My site] [Down] No space left']);
    assert.deepEqual(summary([], [down]), ['[My site] [Down] No space left']);
    assert.deepEqual(summary([text('Anna Orlova commented:')], [down]), [
      'commented:',
      '[My site] [Down] No space left',
    ]);
    const long = 'x'.repeat(240);
    assert.deepEqual(summary([text(long)], [down]), [long]);
    assert.deepEqual(summary([text(long.slice(1))], [down]).length, 2);
  });

  it('is told once', () => {
    const failed = message(text('Deploy failed: see log'));
    assert.deepEqual(summary([text('Deploy failed')], [failed]), ['Deploy failed: see log']);
    assert.deepEqual(summary([text('DEPLOY FAILED')], [failed]), ['Deploy failed: see log']);
    assert.deepEqual(summary([text('Deploy')], [message(text('Deployment failed'))]), ['Deploy', 'Deployment failed']);
    assert.deepEqual(summary([text('Nothing')], [message(text('No'))]), ['Nothing', 'No']);
    assert.deepEqual(summary([text('See Report 5')], [message(text('Report'))]), ['See Report 5']);
    assert.deepEqual(summary([], [message(text('Anna Orlova commented')), failed]), [
      'commented Deploy failed: see log',
    ]);
    assert.deepEqual(summary([text('Report')], [{ kind: 'file', href: HREF, name: 'Report' }]), ['Report']);
  });

  it('has the words of every kind of attachment', () => {
    const attachments: readonly Attachment[] = [
      { kind: 'delimiter' },
      { kind: 'link', href: HREF, name: 'Deal', description: [text('12 chairs')] },
      { kind: 'user', name: 'Tom' },
      {
        kind: 'grid',
        cells: [
          { name: 'Amount', value: [text('$5')] },
          { name: '', value: [bold(text('New'))] },
        ],
      },
      { kind: 'image', href: HREF, name: 'a.png' },
      { kind: 'file', href: HREF, name: 'a.txt', size: 5 },
      message({ kind: 'time', at: 5 }),
    ];
    assert.deepEqual(summary([], attachments), ['Deal 12 chairs Tom Amount $5 New a.png a.txt at 5']);
  });

  it('has no more of many than a row can show', () => {
    const [words = ''] = summary([], Array<Attachment>(100).fill(message(text('y'.repeat(200)))));
    assert.ok(words.length > 300 && words.length <= 600, String(words.length));
  });

  it('is nothing only where there are no words at all', () => {
    assert.deepEqual(summary([], [{ kind: 'delimiter' }]), []);
    const component = { blocks: [message(text('Subject'))] };
    assert.deepEqual(summary([], [], { component }), ['Subject']);
    assert.deepEqual(summary([text('Short')], [], { component }), ['Short']);
    assert.deepEqual(summary([], [message(text('a'))], { component }), ['a']);
  });
});
