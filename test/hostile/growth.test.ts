import assert from 'node:assert/strict';
import { parseBbCode } from '../../src/bitrix24/text/bbcode';
import type { RichText } from '../../src/model/notification/richText';
import { GROWING } from './growing';
import { takeShown } from './shown';
import { timesOf, type Work, workOn } from './work';
import { ORIGIN } from './loadedPortal';

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
  return text.reduce((depth, node) => Math.max(depth, 'children' in node ? 1 + depthOf(node.children) : 1), 0);
}

/** How many characters each work shows, and how long it takes: milliseconds. */
async function measure(works: readonly Work[]): Promise<readonly { length: number; ms: number }[]> {
  const measured: { length: number; ms: number }[] = [];
  for (const work of works) {
    const ms = await leastTime(work, 1);
    measured.push({ length: takeShown().reduce((sum, { words }) => sum + words.length, 0), ms });
  }
  return measured;
}

/** The least of several times counts: what else the machine does only adds to it. */
async function leastTime(work: Work, rounds: number): Promise<number> {
  return Math.min(...(await timesOf(work, rounds)));
}

function isInProportion(smallMs: number, largeMs: number): boolean {
  return largeMs < Math.max(smallMs, LEAST_MS) * GROWTH * 4;
}

/** For one that the first time spoke against. */
async function assertInProportion(small: Work, large: Work): Promise<void> {
  for (const rounds of [3, 9]) {
    const before = await leastTime(small, rounds);
    const after = await leastTime(large, rounds);
    if (isInProportion(before, after)) {
      return;
    }
    assert.ok(rounds < 9, `${large.name}: ${after.toFixed(1)} ms after ${before.toFixed(1)} ms`);
  }
}

describe('the work on hostile content', function () {
  this.timeout(120_000);

  // Nothing is timed before the compiler has seen it.
  before(async () => {
    for (const grown of Object.values(GROWING).slice(-6)) {
      const { works, end } = await workOn(grown(LARGE));
      await measure(works);
      end();
    }
  });

  for (const [name, grown] of Object.entries(GROWING)) {
    it(`grows as the text does, and takes no longer than four times as long: ${name}`, async () => {
      const text = parseBbCode(grown(LARGE), ORIGIN);
      assert.ok(nodesIn(text) <= LARGE + 100, `${nodesIn(text)} nodes`);
      assert.ok(depthOf(text) <= MOST_DEPTH, `${depthOf(text)} deep`);

      const small = await workOn(grown(SMALL));
      const large = await workOn(grown(LARGE));
      try {
        const before = await measure(small.works);
        const after = await measure(large.works);
        for (const [index, work] of large.works.entries()) {
          const [one, other, now] = [small.works[index], before[index], after[index]];
          assert.ok(one !== undefined && other !== undefined && now !== undefined);
          const { length, ms } = now;
          assert.ok(
            length <= other.length * GROWTH * 1.25 + 1000,
            `${work.name}: ${length} characters after ${other.length}`,
          );
          assert.ok(length <= LARGE * MOST_SHOWN, `${work.name}: ${length} characters`);
          if (!isInProportion(other.ms, ms)) {
            await assertInProportion(one, work);
          }
        }
      } finally {
        small.end();
        large.end();
      }
    });
  }
});
