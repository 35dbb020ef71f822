import assert from 'node:assert/strict';
import { pushSchedules } from './pushSchedules';
import { PushSimulation } from './pushSimulation';

const COUNT = Number(process.env.SCHEDULES ?? 1_000);
const SEED = Number(process.env.SEED ?? 12);

describe('push', () => {
  it(`leaves the list as the portal’s after any of ${COUNT} schedules of faults`, async () => {
    const tookMs: number[] = [];
    for (const [index, schedule] of pushSchedules(COUNT, SEED).entries()) {
      const simulation = new PushSimulation(schedule.seed);
      try {
        await simulation.run(schedule);
        tookMs.push(simulation.tookMs);
      } catch (cause) {
        const reason = cause instanceof Error ? cause.message : String(cause);
        throw new Error(`Schedule ${index} of seed ${SEED}: ${reason}\n${JSON.stringify(schedule)}`, { cause });
      } finally {
        simulation.end();
      }
    }
    const within = (ms: number): number => tookMs.filter(each => each <= ms).length;
    console.log(`    within 3 s: ${within(3_000)}, 30 s: ${within(30_000)}, 60 s: ${within(60_000)} of ${COUNT}`);
    assert.ok(within(3_000) >= 0.6 * COUNT, `${within(3_000)} within three seconds`);
  }).timeout(120_000);
});
