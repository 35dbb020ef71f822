import assert from 'node:assert/strict';
import { fullTextMarkdown, fullTextPlain } from '../../../../src/ui/reading/fullTextContent';
import { lineBreak, text } from '../../model/richTexts';
import { context, notice, systemNotice, words } from '../text/notices';
import { read } from '../text/reader';

const long = 'word '.repeat(4000).trim();
const buttons = [
  { label: 'Accept', value: 'secret 1', isAccept: true },
  { label: '[No](command:a)', value: 'secret 2', isAccept: false },
];

describe('the full text', () => {
  it('is everything, however long it is', () => {
    const others = Array.from({ length: 20 }, (_item, index) => ({ id: index + 10 }));
    const { words: found } = read(fullTextMarkdown(notice({ text: [text(long)], others }), context, words));
    assert.match(found, /^Anna and #10, .*, #29 Comments · \*at\* 5 word/);
    assert.ok(found.endsWith(long));
  });

  it('tells which buttons there are, in words', () => {
    const markdown = fullTextMarkdown(notice({ kind: 'confirmation', buttons }), context, words);
    const { words: found, links } = read(markdown);
    assert.match(found, /Hello Decide: Accept · \[No\]\(command:a\)$/);
    assert.equal(links.length, 1);
    assert.doesNotMatch(markdown, /secret/);
  });

  it('is plain where nothing draws Markdown', () => {
    const value = [text('*Hello*'), lineBreak, text('[you]')];
    const others = [{ id: 3, name: 'Tom' }, { id: 7 }];
    assert.equal(
      fullTextPlain(notice({ text: value, others, buttons }), context, words),
      'Anna and Tom, #7\nComments\n*at* 5\n\n*Hello*\n[you]\n\nDecide: Accept · [No](command:a)\n',
    );
    const system = systemNotice({ text: [], typeId: 'x|y' });
    assert.equal(fullTextPlain(system, context, words), 'Bitrix24\n*at* 5\n\n(no text)\n');
  });
});
