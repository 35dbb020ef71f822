import { GROWING } from '../hostile/growing';
import { timesOf, workOn } from '../hostile/work';

const LENGTH = 10_000;
const ROUNDS = 5;
/** A ratio of moments that are hardly there says nothing. */
const LEAST_MS = 1;

interface Worst {
  msPerKb: number;
  text: string;
  ratio: number;
  ratioText: string;
}

function median(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
}

async function mediansOf(words: string): Promise<ReadonlyMap<string, number>> {
  const { works, end } = await workOn(words);
  const medians = new Map<string, number>();
  for (const work of works) {
    medians.set(work.name, median(await timesOf(work, ROUNDS)));
  }
  end();
  return medians;
}

/** Worst time per KB of each renderer, and how it grows from a text to one of twice its length: linear is about 2. */
async function main(): Promise<void> {
  await mediansOf('x'.repeat(LENGTH));
  const worst = new Map<string, Worst>();
  for (const [text, grown] of Object.entries(GROWING)) {
    const once = await mediansOf(grown(LENGTH));
    for (const [name, ms] of await mediansOf(grown(2 * LENGTH))) {
      const known = worst.get(name) ?? { msPerKb: 0, text: '', ratio: 0, ratioText: '' };
      const msPerKb = ms / ((2 * LENGTH) / 1024);
      const ratio = ms / Math.max(once.get(name) ?? 0, LEAST_MS);
      worst.set(name, {
        ...known,
        ...(msPerKb > known.msPerKb && { msPerKb, text }),
        ...(ratio > known.ratio && { ratio, ratioText: text }),
      });
    }
  }
  console.log(`${Object.keys(GROWING).length} texts of ${LENGTH} and ${2 * LENGTH} characters, median of ${ROUNDS}\n`);
  console.log('| renderer | worst ms per KB | with | worst ratio 2n : n | with |');
  console.log('|---|---|---|---|---|');
  for (const [name, { msPerKb, text, ratio, ratioText }] of worst) {
    const cells = [name, msPerKb.toFixed(3), `\`${text}\``, ratio.toFixed(1), `\`${ratioText}\``];
    console.log(`| ${cells.join(' | ')} |`);
  }
}

void main();
