import assert from 'node:assert/strict';
import { readBbCode } from '../../../src/bitrix24/bbcode';
import { codeBlock, leastBlock, placeBbCode, placeText } from '../../../src/model/codeReference';
import type { CodePlace, Cut } from '../../../src/model/codeReference';
import { readableText } from '../../portal/text';

const place: CodePlace = { path: 'src/main.ts', from: 10, to: 12 };
const HEAD = 'src/main.ts:10-12\n[code]';
const TAIL = '[/code]';
const EMPTY = HEAD.length + TAIL.length;
const MUCH = 20_000;

const cutWords = ({ lines, of }: Cut): string => `(${lines}/${of})`;
const textOf = (code: string, room = MUCH): string => codeBlock(place, code, room, cutWords).text;

/** The code as it arrives: read by the portal, then by this extension; without what takes no room. */
function arrived(code: string): string {
  const nodes = readBbCode(readableText(textOf(code)), 'https://portal.example');
  return nodes.flatMap(node => (node.kind === 'code' ? node.text.replaceAll('\u2060', '') : [])).join('|');
}

describe('the place of code', () => {
  it('is a path with a line, or with the first and the last', () => {
    assert.equal(placeText(place), 'src/main.ts:10-12');
    assert.equal(placeText({ ...place, to: 10 }), 'src/main.ts:10');
  });

  it('becomes a link where there is an address', () => {
    assert.equal(placeBbCode(place), 'src/main.ts:10-12');
    assert.equal(
      placeBbCode(place, 'https://git.example/a#L10'),
      '[url=https://git.example/a#L10]src/main.ts:10-12[/url]',
    );
  });

  it('is no markup, whatever the folders are called', () => {
    const named = (path: string): string => placeBbCode({ path, from: 1, to: 1 });
    assert.equal(named('app/[id]/[...rest]/page.tsx'), 'app/[id]/[...rest]/page.tsx:1');
    assert.equal(named('app/[url]/[BR]/x[/b].ts'), 'app/[\u2060url]/[\u2060BR]/x[\u2060/b].ts:1');
  });
});

describe('a block of code', () => {
  it('has its place above it and the code word for word', () => {
    assert.equal(
      textOf('  if (a[0] < b) {\n    go();\n  }'),
      `${HEAD}  if (a[0] < b) {\n    go();\n  }${TAIL}`,
    );
    assert.equal('cut' in codeBlock(place, 'a', MUCH, cutWords), false);
  });

  it('has one kind of line ends, and none of them last', () => {
    assert.equal(textOf('a\r\nb\rc\n\n  \n'), `${HEAD}a\nb\nc${TAIL}`);
  });

  it('is ended by nothing in the code', () => {
    assert.equal(
      textOf('x = "[/code]"; y = "[/CODE]"'),
      `${HEAD}x = "[\u2060/code]"; y = "[\u2060/CODE]"${TAIL}`,
    );
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
    const cutTo = (room: number) => codeBlock(place, code, EMPTY + words + room, cutWords);
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
    for (let room = leastBlock(place, long); room < 40_000; room += 997) {
      const { text } = codeBlock(place, long, room, cutWords);
      assert.ok(text.length <= room, `${text.length} > ${room}`);
    }
  });

  it('is not cut in the middle of a character', () => {
    const room = EMPTY + '\n(1/1)'.length;
    assert.equal(textOf('😀'.repeat(50), room + 3), `${HEAD}😀${TAIL}\n(1/1)`);
  });

  it('keeps a thousand characters at least, or all that it has', () => {
    assert.equal(leastBlock(place, 'abc'), EMPTY + 3);
    assert.equal(leastBlock(place, 'a'.repeat(5000)), EMPTY + 1000);
  });
});
