import assert from 'node:assert/strict';
import type { Attachment } from '../../../../src/model/notification/notification';
import type { RichText } from '../../../../src/model/notification/richText';
import { type Excerpt, takeExcerpt, truncateAtWord } from '../../../../src/ui/text/excerpt';
import { bold, code, lineBreak, link, quote, text, wordsOf } from '../../support/notifications';
import { everyAttachment } from './notices';

describe('the beginning of a notification', () => {
  const HREF = 'https://x.example/';

  const cut = (length: number, value: RichText, attachments: readonly Attachment[] = []): Excerpt =>
    takeExcerpt({ text: value, attachments }, length);

  it('is all of it where there is room', () => {
    const value = [text('a '), bold(link(HREF, text('b'))), quote(code('c\nd')), lineBreak];
    const attachments = everyAttachment('name');
    assert.deepEqual(cut(2000, value, attachments), { text: value, attachments, isCut: false });
  });

  it('fits to the last character', () => {
    assert.deepEqual(cut(5, [text('abc'), bold(text('de'))]).isCut, false);
    assert.deepEqual(cut(4, [text('abc'), bold(text('de'))]), {
      text: [text('abc'), bold(text('d…'))],
      attachments: [],
      isCut: true,
    });
  });

  it('ends at a word’s end, at any depth', () => {
    const value = [text('one '), quote(bold(text('two three four')), text('five')), text('six')];
    assert.equal(wordsOf(cut(14, value).text), 'one two three…');
  });

  it('cuts no character in two', () => {
    assert.deepEqual(cut(2, [text('👍👍👍')]).text, [text('👍👍…')]);
    assert.equal(cut(3, [text('👍👍👍')]).isCut, false);
  });

  it('has no link without words', () => {
    assert.deepEqual(cut(5, [link(HREF, lineBreak, text('a'))]).text, []);
    assert.deepEqual(cut(1, [link(HREF, text('abc'))]).text, [link(HREF, text('…'))]);
  });

  it('has few lines and few addresses where it has few words', () => {
    const lines = cut(
      2000,
      Array.from({ length: 2000 }, () => lineBreak),
    ).text;
    assert.ok(lines.length <= 50, String(lines.length));
    const codeLines = cut(2000, [code('a\n'.repeat(2000))]).text;
    assert.ok(wordsOf(codeLines).split(' ').length <= 50);
    const links = cut(
      2000,
      Array.from({ length: 2000 }, () => link(HREF + 'a'.repeat(400), text('b'))),
    ).text;
    assert.ok(links.length < 100, String(links.length));
    assert.deepEqual(cut(2000, [link(HREF + 'a'.repeat(100_000), text('b'))]), {
      text: [],
      attachments: [],
      isCut: true,
    });
  });

  it('has the attachments that there is room for after the text', () => {
    const attachments = everyAttachment('name');
    assert.deepEqual(cut(4, [text('word')], attachments), {
      text: [text('word')],
      attachments: [{ kind: 'message', text: [text('…')] }],
      isCut: true,
    });
    assert.deepEqual(cut(60, [text('word')], attachments).attachments, attachments.slice(0, 2));
  });

  it('has what a component shows before the attachments', () => {
    const [message, ...others] = everyAttachment('name');
    assert.ok(message);
    const component = { href: HREF, blocks: [message] };
    const content = { text: [text('word')], component, attachments: others };
    assert.deepEqual(takeExcerpt(content, 2000), { ...content, isCut: false });
    assert.deepEqual(takeExcerpt(content, 6), {
      text: [text('word')],
      component: { href: HREF, blocks: [{ kind: 'message', text: [text('na…')] }] },
      attachments: [],
      isCut: true,
    });
  });

  it('has a part of a grid', () => {
    const cells = Array.from({ length: 10 }, (_item, index) => ({ name: `n${index}`, value: [text('v')] }));
    const { attachments, isCut } = cut(130, [], [{ kind: 'grid', cells }, { kind: 'delimiter' }]);
    assert.deepEqual(attachments, [{ kind: 'grid', cells: cells.slice(0, 3) }]);
    assert.ok(isCut);
  });
});

describe('a shortened text', () => {
  it('is the text where it is short enough', () => {
    assert.equal(truncateAtWord('', 5), '');
    assert.equal(truncateAtWord('abcde', 5), 'abcde');
    assert.equal(truncateAtWord('👍👍👍', 3), '👍👍👍');
  });

  it('ends at the end of a word', () => {
    assert.equal(truncateAtWord('one two three', 10), 'one two…');
    assert.equal(truncateAtWord('one two three', 8), 'one two…');
  });

  it('is cut in the middle of a word that is too long', () => {
    assert.equal(truncateAtWord('a'.repeat(50), 10), `${'a'.repeat(10)}…`);
    assert.equal(truncateAtWord(`one ${'a'.repeat(50)}`, 30), `one ${'a'.repeat(26)}…`);
  });

  it('cuts no character in two', () => {
    assert.equal(truncateAtWord('👍'.repeat(5), 3), '👍👍👍…');
  });
});
