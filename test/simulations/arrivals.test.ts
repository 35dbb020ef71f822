import assert from 'node:assert/strict';
import { startPortal } from '../portal/portal';
import { ManyWindows } from '../unit/support/manyWindows';
import { type ArrivalSchedule, arrivalSchedules } from './arrivalSchedules';
import { ArrivalSimulation, type ArrivalTally } from './arrivalSimulation';

const SCHEDULES = Number(process.env.SCHEDULES ?? 500);
const SEED = Number(process.env.SEED ?? 20_261_130);

const tally: ArrivalTally = {
  arrivals: 0,
  told: 0,
  away: 0,
  byTheFocused: 0,
  read: 0,
  removed: 0,
  crashes: 0,
  suspensions: 0,
  lostWithTheirTeller: 0,
  lostWithAllWindows: 0,
};

async function simulate(schedule: ArrivalSchedule): Promise<void> {
  const many = new ManyWindows({ delayMs: schedule.delayMs, seed: schedule.seed, canSuspend: true });
  const portal = await startPortal({ seed: [{ id: 1, text: 'One' }, { id: 2, text: 'Two' }] }); // prettier-ignore
  try {
    const simulation = new ArrivalSimulation(many, portal, tally);
    await simulation.run(schedule);
    simulation.check();
  } finally {
    await many.end();
    await portal.close();
  }
}

describe('ten windows that are told of arrivals', () => {
  it(`tell each once, in one of them, over ${SCHEDULES} schedules of crashes, sleeps and changes of focus`, async function () {
    this.timeout(300_000);
    for (const [index, schedule] of arrivalSchedules(SCHEDULES, SEED).entries()) {
      try {
        await simulate(schedule);
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        throw new Error(`Schedule ${index} of seed ${SEED}: ${reason}\n${JSON.stringify(schedule)}`, { cause: error });
      }
    }
    if (process.env.SHOW !== undefined) console.log(tally);
    // Told once is worth more than told for certain: what a window was about to tell when it crashed is not.
    const lost = tally.lostWithTheirTeller + tally.lostWithAllWindows;
    assert.ok(lost <= tally.arrivals / 50, `${lost} of ${tally.arrivals} are lost`);
    for (const [name, count] of Object.entries(tally)) {
      assert.ok(count > 0 || name.startsWith('lost'), name);
    }
  });
});
