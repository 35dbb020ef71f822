import assert from 'node:assert/strict';
import { replyDocument, replyFooter, replyTextIn } from '../../../../src/model/replies/replyDocument';

const FOOTER = replyFooter(['Not sent.'], 'Anna\nDone?\n\n------------------------ >8 ------------------------\n');

describe('the document of a reply', () => {
  const read = (content: string): string => replyTextIn(content, FOOTER);

  it('gives back its text as it was written', () => {
    const texts = ['', 'One', 'One\n\n\tTwo  \n  three ', '\n 👍🏽 [b]x[/b]', '> quoted', `One\n${FOOTER[0]}\nTwo`];
    assert.deepEqual(
      texts.map(text => read(replyDocument(text, FOOTER))),
      texts,
    );
  });

  it('has no line breaks at its end, and those of Windows are as good as others', () => {
    assert.equal(read(replyDocument('One\r\nTwo\r\n\r\n', FOOTER)), 'One\nTwo');
  });

  it('ends at the scissors, whatever is written below', () => {
    assert.equal(read(`${replyDocument('One', FOOTER)}Two`), 'One');
  });

  it('is not what is answered where the line with the scissors was deleted', () => {
    const rest = FOOTER.slice(1).filter(line => line !== FOOTER[0]);
    assert.equal(read(`One\n> two\n\n${rest.join('\n')}\n`), 'One\n> two');
    assert.equal(read(rest.join('\n')), '');
    assert.equal(read('Pasted\nover all of it\n'), 'Pasted\nover all of it');
  });

  it('quotes what is answered', () => {
    assert.deepEqual(FOOTER.slice(1), [
      'Not sent.',
      '',
      '> Anna',
      '> Done?',
      '>',
      '> ------------------------ >8 ------------------------',
    ]);
  });
});
