import assert from 'node:assert/strict';
import type { Cut } from '../../../src/model/codeReference';
import { OUTGOING_MAX_LENGTH, outgoingText, roomForText, textProblem } from '../../../src/model/outgoingText';
import type { Enclosure } from '../../../src/model/outgoingText';

const place = { path: 'src/main.ts', from: 1, to: 900 };
const nothing: Enclosure = { kind: 'nothing' };
const link: Enclosure = { kind: 'link', place, href: 'https://git.example/a#L1' };
const long: Enclosure = { kind: 'code', place, code: `${'x'.repeat(49)}\n`.repeat(900) };

const cutWords = ({ lines, of }: Cut): string => `(The first ${lines} of ${of} lines.)`;
const textOf = (text: string, enclosure: Enclosure): string => outgoingText(text, enclosure, cutWords).text;

describe('what is sent', () => {
  it('is the trimmed text, and below it what goes along', () => {
    assert.equal(textOf('  Look! \n', nothing), 'Look!');
    assert.equal(textOf(' Look! ', link), 'Look!\n\n[url=https://git.example/a#L1]src/main.ts:1-900[/url]');
    assert.equal(textOf('Look!', { kind: 'link', place }), 'Look!\n\nsrc/main.ts:1-900');
    assert.equal(
      textOf('Look!', { kind: 'code', place, code: 'go();' }),
      'Look!\n\nsrc/main.ts:1-900\n[code]go();[/code]',
    );
  });

  it('leaves out of the code what the text leaves no room for', () => {
    const short = outgoingText('Look!', long, cutWords);
    assert.deepEqual(short.cut, { lines: 398, of: 900 });
    assert.ok(short.text.endsWith('x[/code]\n(The first 398 of 900 lines.)'));
    const longer = outgoingText('Look!'.repeat(1000), long, cutWords);
    assert.deepEqual(longer.cut, { lines: 298, of: 900 });
  });

  for (const [name, enclosure] of Object.entries({ nothing, link, long })) {
    it(`is never longer than the portal keeps, with the longest text: ${name}`, () => {
      const text = 'ы'.repeat(roomForText(enclosure));
      assert.equal(textProblem(text, enclosure), undefined);
      assert.ok(textOf(text, enclosure).length <= OUTGOING_MAX_LENGTH);
      assert.equal(textProblem(`${text}ы`, enclosure), 'tooLong');
    });
  }
});

describe('a short code', () => {
  const short: Enclosure = { kind: 'code', place, code: 'x'.repeat(999) };

  it('goes along whole, with the longest text', () => {
    const outgoing = outgoingText('ы'.repeat(roomForText(short)), short, cutWords);
    assert.equal('cut' in outgoing, false);
    assert.equal(outgoing.text.length, OUTGOING_MAX_LENGTH);
  });
});

describe('a text that cannot be sent', () => {
  it('is empty, whatever goes along', () => {
    for (const text of ['', ' ', '\n\t ']) {
      assert.equal(textProblem(text, nothing), 'empty');
      assert.equal(textProblem(text, long), 'empty');
    }
    assert.equal(textProblem('0', nothing), undefined);
  });

  it('has more than 20,000 characters, those around it aside', () => {
    assert.equal(textProblem(`  ${'a'.repeat(20_000)}  `, nothing), undefined);
    assert.equal(textProblem('a'.repeat(20_001), nothing), 'tooLong');
  });
});
