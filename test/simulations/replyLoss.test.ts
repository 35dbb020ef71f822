import { type Clock, install } from '@sinonjs/fake-timers';
import assert from 'node:assert/strict';
import { startPortal } from '../portal/portal';
import { ReplySimulation, type Written } from './replySimulation';
import { type Schedule, schedules } from './schedules';

const SCHEDULES = Number(process.env.SCHEDULES ?? 1_000);
const SEED = Number(process.env.SEED ?? 20_261_126);
/** So many at once: they mostly wait for a portal that does not answer. */
const LANES = 8;

const tally = { replies: 0, sent: 0, unconfirmed: 0, failed: 0, givenUp: 0, draft: 0, twice: 0 };

/** Each reply is confirmed and on the portal, or kept with its text and marked: whatever goes wrong. */
async function check(schedule: Schedule, sleep: (ms: number) => void): Promise<void> {
  const portal = await startPortal({ seed: 'empty' });
  const simulation = new ReplySimulation(portal, sleep);
  try {
    await simulation.run(schedule);
    const left = simulation.left();
    for (const written of simulation.written) {
      const arrived = portal.box.answers.filter(({ text }) => text === written.text).length;
      assert.ok(arrived <= written.clicks, `${arrived} times on the portal after ${written.clicks} clicks`);
      verify(
        written,
        arrived,
        simulation,
        left.filter(({ text }) => text === written.text),
      );
    }
    assert.ok(
      left.every(({ stage }) => stage === 'failed' || stage === 'unconfirmed'),
      'something is under way for ever',
    );
  } finally {
    simulation.end();
    await portal.close();
  }
}

function verify(
  written: Written,
  arrived: number,
  simulation: ReplySimulation,
  left: ReturnType<ReplySimulation['left']>,
): void {
  const { clicks, givenUp } = written;
  tally.replies++;
  tally.twice += arrived > 1 ? 1 : 0;
  if (simulation.isAnswered(written)) {
    assert.ok(arrived >= 1, 'said to be sent, and not on the portal');
    assert.equal(left.length, 0, 'sent, and left as well');
    tally.sent++;
    return;
  }
  if (givenUp !== undefined) {
    assert.ok(left.length === 0 || givenUp === 'said', 'given up, and left as well');
    tally.givenUp++;
    return;
  }
  if (left.length === 0) {
    assert.equal(simulation.draft(written), written.text, 'neither sent nor left nor a draft');
    assert.equal(arrived, 0, 'a draft, and on the portal');
    tally.draft++;
    return;
  }
  assert.equal(left.length, 1, 'left twice');
  const [{ stage } = assert.fail()] = left;
  if (stage === 'failed') {
    assert.ok(arrived < clicks, 'said not to be sent, and on the portal');
    tally.failed++;
  } else {
    tally.unconfirmed++;
  }
}

describe('replies over a portal and windows that fail', () => {
  let clock: Clock;
  before(() => {
    clock = install({ now: Date.now(), toFake: ['Date', 'setInterval', 'clearInterval'] });
  });
  after(() => {
    clock.uninstall();
  });
  const sleep = (ms: number): void => {
    clock.setSystemTime(Date.now() + ms);
  };

  it(`lose none and double none over ${SCHEDULES} schedules of faults, restarts and second clicks`, async function () {
    this.timeout(240_000);
    const queue = [...schedules(SCHEDULES, SEED).entries()];
    const lane = async (): Promise<void> => {
      for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
        const [index, schedule] = next;
        try {
          await check(schedule, sleep);
        } catch (error) {
          const reason = error instanceof Error ? error.message : String(error);
          throw new Error(`Schedule ${index} of seed ${SEED}: ${reason}\n${JSON.stringify(schedule)}`, {
            cause: error,
          });
        }
      }
    };
    await Promise.all(Array.from({ length: LANES }, lane));
    // Each way to end has to have been taken, else the property says little.
    for (const [name, count] of Object.entries(tally)) {
      assert.ok(count > SCHEDULES / 250, `${name}: ${count}`);
    }
    if (process.env.SHOW !== undefined) {
      console.log(tally);
    }
  });
});
