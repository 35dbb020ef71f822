import assert from 'node:assert/strict';
import { parseBbCode } from '../../../../src/bitrix24/text/bbcode';
import {
  type CodeLocation,
  codeLocationBbCode,
  formatCodeBlock,
  formatCodeLocation,
  type IncludedLineCount,
  minCodeBlockLength,
} from '../../../../src/model/compose/codeBlock';
import {
  type CodeContext,
  composeOutgoingText,
  findOutgoingTextProblem,
  MAX_OUTGOING_LENGTH,
  maxTextLength,
} from '../../../../src/model/compose/outgoingText';
import { readableText } from '../../../portal/text';

describe('outgoingText', () => {
  const place = { path: 'src/main.ts', from: 1, to: 900 };
  const nothing: CodeContext = { kind: 'nothing' };
  const link: CodeContext = { kind: 'link', place, href: 'https://git.example/a#L1' };
  const long: CodeContext = { kind: 'code', place, code: `${'x'.repeat(49)}\n`.repeat(900) };

  const cutWords = ({ lines, of }: IncludedLineCount): string => `(The first ${lines} of ${of} lines.)`;
  const textOf = (text: string, enclosure: CodeContext): string => composeOutgoingText(text, enclosure, cutWords).text;

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
      const short = composeOutgoingText('Look!', long, cutWords);
      assert.deepEqual(short.cut, { lines: 398, of: 900 });
      assert.ok(short.text.endsWith('x[/code]\n(The first 398 of 900 lines.)'));
      const longer = composeOutgoingText('Look!'.repeat(1000), long, cutWords);
      assert.deepEqual(longer.cut, { lines: 298, of: 900 });
    });

    for (const [name, enclosure] of Object.entries({ nothing, link, long })) {
      it(`is never longer than the portal keeps, with the longest text: ${name}`, () => {
        const text = 'ы'.repeat(maxTextLength(enclosure));
        assert.equal(findOutgoingTextProblem(text, enclosure), undefined);
        assert.ok(textOf(text, enclosure).length <= MAX_OUTGOING_LENGTH);
        assert.equal(findOutgoingTextProblem(`${text}ы`, enclosure), 'tooLong');
      });
    }
  });

  describe('a short code', () => {
    const short: CodeContext = { kind: 'code', place, code: 'x'.repeat(999) };

    it('goes along whole, with the longest text', () => {
      const outgoing = composeOutgoingText('ы'.repeat(maxTextLength(short)), short, cutWords);
      assert.equal('cut' in outgoing, false);
      assert.equal(outgoing.text.length, MAX_OUTGOING_LENGTH);
    });
  });

  describe('a text that cannot be sent', () => {
    it('is empty, whatever goes along', () => {
      for (const text of ['', ' ', '\n\t ']) {
        assert.equal(findOutgoingTextProblem(text, nothing), 'empty');
        assert.equal(findOutgoingTextProblem(text, long), 'empty');
      }
      assert.equal(findOutgoingTextProblem('0', nothing), undefined);
    });

    it('has more than 20,000 characters, those around it aside', () => {
      assert.equal(findOutgoingTextProblem(`  ${'a'.repeat(20_000)}  `, nothing), undefined);
      assert.equal(findOutgoingTextProblem('a'.repeat(20_001), nothing), 'tooLong');
    });
  });
});

describe('codeReference', () => {
  const place: CodeLocation = { path: 'src/main.ts', from: 10, to: 12 };
  const HEAD = 'src/main.ts:10-12\n[code]';
  const TAIL = '[/code]';
  const EMPTY = HEAD.length + TAIL.length;
  const MUCH = 20_000;

  const cutWords = ({ lines, of }: IncludedLineCount): string => `(${lines}/${of})`;
  const textOf = (code: string, room = MUCH): string => formatCodeBlock(place, code, room, cutWords).text;

  /** The code as it arrives: read by the portal, then by this extension; without what takes no room. */
  function arrived(code: string): string {
    const nodes = parseBbCode(readableText(textOf(code)), 'https://portal.example');
    return nodes.flatMap(node => (node.kind === 'code' ? node.text.replaceAll('\u2060', '') : [])).join('|');
  }

  describe('the place of code', () => {
    it('is a path with a line, or with the first and the last', () => {
      assert.equal(formatCodeLocation(place), 'src/main.ts:10-12');
      assert.equal(formatCodeLocation({ ...place, to: 10 }), 'src/main.ts:10');
    });

    it('becomes a link where there is an address', () => {
      assert.equal(codeLocationBbCode(place), 'src/main.ts:10-12');
      assert.equal(
        codeLocationBbCode(place, 'https://git.example/a#L10'),
        '[url=https://git.example/a#L10]src/main.ts:10-12[/url]',
      );
    });

    it('is no markup, whatever the folders are called', () => {
      const named = (path: string): string => codeLocationBbCode({ path, from: 1, to: 1 });
      assert.equal(named('app/[id]/[...rest]/page.tsx'), 'app/[id]/[...rest]/page.tsx:1');
      assert.equal(named('app/[url]/[BR]/x[/b].ts'), 'app/[\u2060url]/[\u2060BR]/x[\u2060/b].ts:1');
    });
  });

  describe('a block of code', () => {
    it('has its place above it and the code word for word', () => {
      assert.equal(textOf('  if (a[0] < b) {\n    go();\n  }'), `${HEAD}  if (a[0] < b) {\n    go();\n  }${TAIL}`);
      assert.equal('cut' in formatCodeBlock(place, 'a', MUCH, cutWords), false);
    });

    it('has one kind of line ends, and none of them last', () => {
      assert.equal(textOf('a\r\nb\rc\n\n  \n'), `${HEAD}a\nb\nc${TAIL}`);
    });

    it('is ended by nothing in the code', () => {
      assert.equal(textOf('x = "[/code]"; y = "[/CODE]"'), `${HEAD}x = "[\u2060/code]"; y = "[\u2060/CODE]"${TAIL}`);
      assert.equal(arrived('before [/code] [b]after[/b]'), 'before [/code] [b]after[/b]');
    });

    for (const code of [
      '<div class="a"><span>b</span></div>',
      '<b>bold</b>, <I>italic</I>, <u>u</u >, <s>s</s>',
      '<a href="https:">x</a>',
      'one<br>two<BR />three<hr>four',
      'a #BR# b #br# c [br] d [BR] e',
      'x&nbsp;y',
      '<font color="#ff0000">red</font>',
      'const list: Array<string> = a < b ? [] : [c];',
    ]) {
      it(`arrives as it is: ${code}`, () => {
        assert.equal(arrived(code), code);
      });
    }

    it('breaks nothing that means nothing to the portal', () => {
      const code = 'Map<string, Array<Set<number>>>; a<b>(c); <p></p>; &amp; # [code] </strong>';
      assert.equal(textOf(code), `${HEAD}${code}${TAIL}`);
    });
  });

  describe('a code that does not fit', () => {
    const lines = ['12345', '12345', '12345', '12345'];
    const code = lines.join('\n');

    it('is whole as long as there is room to the last character', () => {
      assert.equal(textOf(code, EMPTY + 23), `${HEAD}${code}${TAIL}`);
    });

    it('loses whole lines, and says so', () => {
      const words = '\n(4/4)'.length;
      const cutTo = (room: number) => formatCodeBlock(place, code, EMPTY + words + room, cutWords);
      assert.deepEqual(cutTo(16), {
        text: `${HEAD}12345\n12345${TAIL}\n(2/4)`,
        cut: { lines: 2, of: 4 },
      });
      assert.equal(cutTo(11).text, `${HEAD}12345\n12345${TAIL}\n(2/4)`);
      assert.equal(cutTo(10).text, `${HEAD}12345${TAIL}\n(1/4)`);
      assert.deepEqual(cutTo(3), { text: `${HEAD}123${TAIL}\n(1/4)`, cut: { lines: 1, of: 4 } });
    });

    it('never takes more than the room', () => {
      const long = Array.from({ length: 300 }, (_line, index) => `${'<br>'.repeat(index % 40)}x`).join('\n');
      for (let room = minCodeBlockLength(place, long); room < 40_000; room += 997) {
        const { text } = formatCodeBlock(place, long, room, cutWords);
        assert.ok(text.length <= room, `${text.length} > ${room}`);
      }
    });

    it('is not cut in the middle of a character', () => {
      const room = EMPTY + '\n(1/1)'.length;
      assert.equal(textOf('😀'.repeat(50), room + 3), `${HEAD}😀${TAIL}\n(1/1)`);
    });

    it('keeps a thousand characters at least, or all that it has', () => {
      assert.equal(minCodeBlockLength(place, 'abc'), EMPTY + 3);
      assert.equal(minCodeBlockLength(place, 'a'.repeat(5000)), EMPTY + 1000);
    });
  });
});
