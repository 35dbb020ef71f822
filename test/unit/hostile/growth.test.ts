import assert from 'node:assert/strict';
import { parseBbCode } from '../../../src/bitrix24/text/bbcode';
import type { RichText } from '../../../src/model/notification/richText';
import { GROWING } from './growing';
import { takeShown } from './shown';
import { timesOf, workOn } from './work';
import type { Work } from './work';
import { ORIGIN } from './world';

const SMALL = 2_500;
const LARGE = 20_000;
const GROWTH = LARGE / SMALL;
/** Characters shown for each that came: what Markdown has to escape, five lines of a quote, a table’s row. */
const MOST_SHOWN = 30;
/** Quotes in quotes, and in the innermost every style and a link. */
const MOST_DEPTH = 10;
/** Nobody measures less on a machine that does something else too. */
const LEAST_MS = 0.5;

function nodesIn(text: RichText): number {
  return text.reduce((sum, node) => sum + 1 + ('children' in node ? nodesIn(node.children) : 0), 0);
}

function depthOf(text: RichText): number {
  return text.reduce(
    (depth, node) => Math.max(depth, 'children' in node ? 1 + depthOf(node.children) : 1),
    0,
  );
}

/** Characters that are shown by each. */
async function lengthsOf(words: string): Promise<ReadonlyMap<string, number>> {
  const { works, end } = await workOn(words);
  const lengths = new Map<string, number>();
  for (const work of works) {
    takeShown();
    await work.run();
    lengths.set(
      work.name,
      takeShown().reduce((sum, shown) => sum + shown.words.length, 0),
    );
  }
  end();
  return lengths;
}

async function leastTime(work: Work, rounds: number): Promise<number> {
  return Math.min(...(await timesOf(work, rounds)));
}

/** The least of several times counts: what else the machine does only adds to it. Most are told by the first. */
async function slowWords(small: Work, large: Work): Promise<readonly string[]> {
  for (const rounds of [1, 3, 9]) {
    const before = Math.max(await leastTime(small, rounds), LEAST_MS);
    const after = await leastTime(large, rounds);
    if (after < before * GROWTH * 4) {
      return [];
    }
    if (rounds === 9) {
      return [`${large.name}: ${after.toFixed(1)} ms after ${before.toFixed(1)} ms`];
    }
  }
  return [];
}

describe('the work on hostile content', function () {
  this.timeout(120_000);

  for (const [name, grown] of Object.entries(GROWING)) {
    it(`grows as the text does: ${name}`, async () => {
      const text = parseBbCode(grown(LARGE), ORIGIN);
      assert.ok(nodesIn(text) <= LARGE + 100, `${nodesIn(text)} nodes`);
      assert.ok(depthOf(text) <= MOST_DEPTH, `${depthOf(text)} deep`);

      const before = await lengthsOf(grown(SMALL));
      for (const [work, length] of await lengthsOf(grown(LARGE))) {
        const small = before.get(work) ?? 0;
        assert.ok(length <= small * GROWTH * 1.25 + 1000, `${work}: ${length} characters after ${small}`);
        assert.ok(length <= LARGE * MOST_SHOWN, `${work}: ${length} characters`);
      }
    });
  }

  it('takes no longer than the text is longer, four times over', async () => {
    const slow: string[] = [];
    for (const [name, grown] of Object.entries(GROWING)) {
      const small = await workOn(grown(SMALL));
      const large = await workOn(grown(LARGE));
      for (const [index, work] of large.works.entries()) {
        const before = small.works[index] ?? work;
        slow.push(...(await slowWords(before, work)).map(words => `${name}: ${words}`));
      }
      small.end();
      large.end();
    }
    assert.deepEqual(slow, []);
  });
});
