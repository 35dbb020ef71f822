import assert from 'node:assert/strict';
import type { Attachment } from '../../../../src/model/attachment';
import type { Notification } from '../../../../src/model/notification';
import { details } from '../../../../src/ui/text/details';
import { bold, code, lineBreak, link, quote, text } from '../../model/richTexts';
import { context, notice, ORIGIN, systemNotice, words } from './notices';
import { read } from './reader';
import type { Reading } from './reader';

const HREF = 'https://x.example/a';
const shown = (changes: Partial<Notification>, mostOthers?: number): Reading =>
  read(details(notice(changes), context, words, mostOthers));
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

  it('tell that the portal itself speaks, and that it says nothing', () => {
    const { words: found, links } = read(details(systemNotice({ text: [] }), context, words));
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
    assert.match(shown({ others }, 5).words, /^Anna and #10, #11, #12, #13, #14 and 12 more Comments/);
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
    assert.deepEqual(links.slice(1), [
      HREF,
      `${HREF}.png`,
      profile(3),
      `${HREF}.jpg`,
      `${HREF}.txt`,
      `${HREF}.zip`,
    ]);
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
    assert.doesNotMatch(details(notice({ author: { id: 2, name: '---' } }), context, words), /^---/);
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
    assert.deepEqual(
      grid({ name: 'a', value: [link('https://y.example/', text('b'))], href: HREF }).links.slice(1),
      [HREF],
    );
  });

  it('keeps the bars and the backslashes in its cells', () => {
    for (const sign of ['|', '\\', '\\|', '\\\\|', '||', '|\\', '`|`', '| --- | --- |']) {
      const { words: found } = grid(
        { name: `a${sign}`, value: [text(`${sign}b${sign}`)] },
        { name: 'c', value: [link(`${HREF}?a|b`, text(sign))] },
      );
      assert.equal(found, `${HEAD}a${sign} ${sign}b${sign} c ${sign}`);
    }
    assert.deepEqual(grid({ name: '', value: [link(`${HREF}?a|b`, text('c'))] }).links.slice(1), [
      `${HREF}?a%7Cb`,
    ]);
  });

  it('stands a cell that is empty, and is nothing without cells', () => {
    assert.equal(grid({ name: '', value: [] }, { name: 'a', value: [] }).words, `${HEAD}a`);
    assert.equal(grid().words, `${HEAD}(no text)`);
  });
});
