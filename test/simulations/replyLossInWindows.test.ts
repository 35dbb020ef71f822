import assert from 'node:assert/strict';
import { ReplyWindowsSimulation } from './replyWindowsSimulation';
import { type WindowsSchedule, windowsSchedules } from './windowsSchedules';

const SCHEDULES = Number(process.env.SCHEDULES ?? 2_000);
const SEED = Number(process.env.SEED ?? 20_261_126);

const tally = { replies: 0, sent: 0, unconfirmed: 0, failed: 0, givenUp: 0, draft: 0 };

async function check(schedule: WindowsSchedule): Promise<void> {
  const simulation = new ReplyWindowsSimulation(schedule.seed, schedule.longestWayMs);
  try {
    await simulation.run(schedule);
    const { left, window } = await simulation.last();
    for (const { notificationId, text, clicks, isGivenUp } of simulation.sent) {
      const arrived = simulation.executed.filter(each => each === text).length;
      const found = left.filter(each => each.text === text);
      const stages = found.map(({ stage }) => stage);
      tally.replies++;
      assert.ok(arrived <= clicks, `${text} is ${arrived} times on the portal after ${clicks} clicks`);
      assert.ok(found.length <= 1, `${text} is left twice`);
      assert.ok(!stages.includes('waiting') && !stages.includes('sending'), `${text} is under way for ever`);
      assert.ok(!stages.includes('failed') || arrived < clicks, `${text} is said not to be sent, and was`);
      if (isGivenUp) {
        tally.givenUp++;
      } else if (found[0] !== undefined) {
        tally[found[0].stage === 'failed' ? 'failed' : 'unconfirmed']++;
      } else if (arrived > 0 && window.replies.state.answered.has(notificationId)) {
        tally.sent++;
      } else {
        assert.equal(window.drafts.get(notificationId), text, `${text} is lost`);
        tally.draft++;
      }
    }
  } finally {
    simulation.end();
  }
}

describe('replies of several windows at the same time', () => {
  it(`lose none and double none over ${SCHEDULES} schedules of crashes and second thoughts`, async function () {
    this.timeout(240_000);
    for (const [index, schedule] of windowsSchedules(SCHEDULES, SEED).entries()) {
      try {
        await check(schedule);
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        throw new Error(`Schedule ${index} of seed ${SEED}: ${reason}\n${JSON.stringify(schedule)}`, {
          cause: error,
        });
      }
    }
    // Each way to end has to have been taken, else the property says little.
    for (const [name, count] of Object.entries(tally)) {
      assert.ok(count > 0, name);
    }
    if (process.env.SHOW !== undefined) {
      console.log(tally);
    }
  });
});
