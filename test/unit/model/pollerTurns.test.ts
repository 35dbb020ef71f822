import assert from 'node:assert/strict';
import { install } from '@sinonjs/fake-timers';
import { Emitter } from '../../../src/model/emitter';
import { Poller } from '../../../src/model/poller';
import { FakeInbox } from './fakeInbox';
import { NOON, unreachable } from './notifications';

const INTERVAL_MS = 30_000;

/** Something that is so or not. */
class Switch {
  isMine: boolean;
  isPaid: boolean;
  readonly #changed = new Emitter();
  readonly onDidChange = this.#changed.event;

  constructor(isSo: boolean) {
    this.isMine = this.isPaid = isSo;
  }

  turn(isSo: boolean): void {
    this.isMine = this.isPaid = isSo;
    this.#changed.fire();
  }
}

describe('the poller of one of several windows', () => {
  let clock: ReturnType<typeof install>;
  let inbox: FakeInbox;
  let turn: Switch;
  let attention: Switch;
  let poller: Poller;
  const open = (intervalMs = INTERVAL_MS): void => {
    poller = new Poller(inbox, { intervalMs, turn, attention, random: () => 0 });
  };
  beforeEach(() => {
    clock = install({ now: NOON, toFake: ['setTimeout', 'clearTimeout', 'Date'] });
    inbox = new FakeInbox();
    [turn, attention] = [new Switch(false), new Switch(true)];
    open();
  });
  afterEach(() => {
    poller.dispose();
    clock.uninstall();
  });

  it('asks nothing while another one’s answers come, and first of all when its turn has come', async () => {
    poller.start();
    for (let times = 0; times < 10; times++) {
      await clock.tickAsync(INTERVAL_MS);
      inbox.hear();
    }
    assert.deepEqual(inbox.polls, []);
    await clock.tickAsync(5_000);
    turn.turn(true);
    assert.deepEqual(inbox.polls, [305]);
    await clock.tickAsync(INTERVAL_MS);
    assert.deepEqual(inbox.polls, [305, 335]);
    assert.equal(inbox.checks, 2);
  });

  it('that has asked before goes on when the next poll is due', async () => {
    poller.start();
    await poller.poll();
    assert.equal(inbox.checks, 0);
    await clock.tickAsync(INTERVAL_MS);
    inbox.hear();
    await clock.tickAsync(10_000);
    turn.turn(true);
    await clock.tickAsync(INTERVAL_MS);
    assert.deepEqual(inbox.polls, [0, 60]);
  });

  it('asks no more when its turn is over', async () => {
    turn.turn(true);
    poller.start();
    await clock.tickAsync(20_000);
    turn.turn(false);
    await clock.tickAsync(20_000);
    inbox.hear();
    await clock.tickAsync(60_000);
    assert.deepEqual(inbox.polls, [0]);
  });

  it('asks nothing where its turn is over and nobody said so', async () => {
    turn.turn(true);
    poller.start();
    await clock.tickAsync(1_000);
    turn.isMine = false;
    await clock.tickAsync(60_000);
    assert.deepEqual(inbox.polls, [0]);
  });

  it('asks by itself where it hears nothing for more than twice as long', async () => {
    poller.start();
    await clock.tickAsync(69_999);
    assert.deepEqual(inbox.polls, []);
    await clock.tickAsync(1);
    assert.deepEqual(inbox.polls, [70]);
  });

  it('asks nothing with the focus where another one has just asked', async () => {
    inbox.hear();
    await clock.tickAsync(9_999);
    await poller.focus();
    assert.deepEqual(inbox.polls, []);
    await clock.tickAsync(1);
    await poller.focus();
    assert.deepEqual(inbox.polls, [10]);
  });

  it('waits longer after each failure of another one', async () => {
    poller.start();
    await poller.poll();
    for (let failures = 1; failures <= 4; failures++) {
      inbox.hear(unreachable);
    }
    turn.turn(true);
    await clock.tickAsync(479_999);
    assert.deepEqual(inbox.polls, [0]);
    await clock.tickAsync(1);
    assert.deepEqual(inbox.polls, [0, 480]);
  });

  describe('while nobody is before any of them', () => {
    const waits = async (intervalMs: number): Promise<number | undefined> => {
      poller.dispose();
      attention.turn(false);
      turn.turn(true);
      inbox.polls.length = 0;
      open(intervalMs);
      poller.start();
      await clock.tickAsync(2 * 3_600_000);
      const [first = 0, second = 0] = inbox.polls;
      return second - first;
    };

    it('waits four times as long, no more than a quarter of an hour, and never less than set', async () => {
      assert.equal(await waits(INTERVAL_MS), 120);
      assert.equal(await waits(300_000), 900);
      assert.equal(await waits(1_800_000), 1_800);
    });

    it('waits no longer than usual once somebody is there', async () => {
      attention.turn(false);
      turn.turn(true);
      poller.start();
      await clock.tickAsync(60_000);
      attention.turn(true);
      await clock.tickAsync(INTERVAL_MS);
      assert.deepEqual(inbox.polls, [0, 90]);
    });
  });
});
