import assert from 'node:assert/strict';
import { insertedLength, restorePastedLines } from '../../../../src/ui/reply/pastedLines';

describe('lines pasted into a box of one line', () => {
  it('are restored where they were pasted, whether the box made blanks of their breaks or nothing', () => {
    assert.equal(restorePastedLines('', 'one two', 'one\ntwo'), 'one⏎two');
    assert.equal(restorePastedLines('', 'onetwo', 'one\r\ntwo'), 'one⏎two');
    assert.equal(restorePastedLines('Look: !', 'Look: a b c!', 'a\nb\nc'), 'Look: a⏎b⏎c!');
    assert.equal(restorePastedLines('one selected two', 'one a b two', 'a\nb'), 'one a⏎b two');
    assert.equal(restorePastedLines('a b', 'a ba b', 'a\nb'), 'a ba⏎b');
  });

  it('are restored with the empty lines and the indentation among them', () => {
    assert.equal(restorePastedLines('', 'if (a)     b  }', 'if (a)\n    b\n\n}'), 'if (a)⏎    b⏎⏎}');
  });

  it('are none where something else was inserted, or one line', () => {
    assert.equal(restorePastedLines('', 'one two', 'three\nfour'), undefined);
    assert.equal(restorePastedLines('one two', 'one two and', 'one\ntwo'), undefined);
    assert.equal(restorePastedLines('', 'one ', 'one\n'), undefined);
    assert.equal(restorePastedLines('', '', '\n'), undefined);
  });
});

describe('what was inserted', () => {
  it('is counted, also where it replaces something', () => {
    const counts = [
      ['', 'a'],
      ['ab', 'axxb'],
      ['abc', 'ac'],
      ['one', 'two'],
      ['aa', 'aaa'],
    ] as const;
    assert.deepEqual(
      counts.map(([before, value]) => insertedLength(before, value)),
      [1, 2, 0, 3, 1],
    );
  });
});
