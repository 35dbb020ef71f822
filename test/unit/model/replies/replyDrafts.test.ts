import { type Clock, install } from '@sinonjs/fake-timers';
import assert from 'node:assert/strict';
import { ReplyDrafts } from '../../../../src/model/replies/replyDrafts';
import { MapState } from '../../support/memento';
import { DAY_MS } from '../../support/clock';
import { NOON } from '../../support/notifications';

const ACCOUNT = '1@https://portal.example';

describe('drafts', () => {
  let clock: Clock;
  let shared: MapState;
  let drafts: ReplyDrafts;
  beforeEach(() => {
    clock = install();
    shared = new MapState();
    drafts = new ReplyDrafts(shared, ACCOUNT);
  });
  afterEach(() => {
    clock.uninstall();
  });

  it('are kept as they were typed, each for its notification', () => {
    drafts.set(1, ' one \n');
    drafts.set(2, 'two');
    drafts.set(2, 'two more');
    assert.deepEqual([drafts.get(1), drafts.get(2), drafts.get(3)], [' one \n', 'two more', '']);
  });

  it('are forgotten when they were sent, but for what was typed since', () => {
    drafts.set(1, ' one \n');
    drafts.set(2, 'two');
    drafts.deleteIfUnchanged(1, 'one');
    drafts.deleteIfUnchanged(2, 'another');
    assert.deepEqual([drafts.get(1), drafts.get(2)], ['', 'two']);
    assert.equal(new ReplyDrafts(shared, ACCOUNT).get(1), '');
  });

  it('are forgotten when nothing is left of them, also by the next start', async () => {
    drafts.set(1, 'one');
    await clock.tickAsync(300);
    drafts.set(1, ' \n');
    drafts.set(2, '');
    await clock.tickAsync(300);
    assert.deepEqual([drafts.get(1), drafts.get(2)], ['', '']);
    assert.equal(new ReplyDrafts(shared, ACCOUNT).get(1), '');
  });

  it('outlive the window from 300 ms after a key was pressed, however fast one types', async () => {
    for (let keys = 1; keys <= 5; keys++) {
      drafts.set(1, 'x'.repeat(keys));
      await clock.tickAsync(100);
    }
    assert.equal(new ReplyDrafts(shared, ACCOUNT).get(1), 'xxx');
    await clock.tickAsync(300);
    assert.equal(new ReplyDrafts(shared, ACCOUNT).get(1), 'xxxxx');
  });

  it('are saved at once where somebody asks for it, and no timer is left', () => {
    drafts.set(1, 'one');
    drafts.save();
    assert.equal(new ReplyDrafts(shared, ACCOUNT).get(1), 'one');
    assert.equal(clock.countTimers(), 0);
  });

  it('are saved again where another window’s write undid it', async () => {
    drafts.set(1, 'one');
    drafts.save();
    await shared.update('bitrix24.drafts:1@https://portal.example', undefined);
    drafts.sync();
    await clock.tickAsync(0);
    assert.equal(new ReplyDrafts(shared, ACCOUNT).get(1), 'one');
  });

  it('expire a day after nobody has changed them for 90 days', async () => {
    clock.setSystemTime(1_800_000_000_000);
    drafts.set(1, 'one');
    drafts.save();
    await clock.tickAsync(0);
    clock.setSystemTime(Date.now() - 365 * DAY_MS);
    drafts.sync();
    assert.equal(drafts.get(1), 'one');
    clock.setSystemTime(Date.now() + (365 + 90) * DAY_MS);
    const later = new ReplyDrafts(shared, ACCOUNT);
    later.sync();
    assert.equal(later.get(1), 'one');
    later.set(2, 'two');
    later.save();
    clock.setSystemTime(Date.now() + 1);
    later.sync();
    clock.setSystemTime(Date.now() + DAY_MS);
    later.sync();
    assert.deepEqual([later.get(1), later.get(2)], ['one', 'two']);
    clock.setSystemTime(Date.now() + 1);
    const next = new ReplyDrafts(shared, ACCOUNT);
    next.sync();
    assert.deepEqual([next.get(1), next.get(2)], ['', 'two']);
    await clock.tickAsync(0);
    assert.equal(new ReplyDrafts(shared, ACCOUNT).get(1), '');
    const { writes } = shared;
    next.sync();
    assert.equal(shared.writes, writes);
  });

  it('outlive a clock that is wrong for a moment, and expire all the same', () => {
    clock.setSystemTime(NOON);
    drafts.set(1, 'one');
    drafts.save();
    const at = (days: number): void => {
      clock.setSystemTime(NOON + days * DAY_MS);
      drafts.sync();
    };
    [91, 10, 400, 50, 300, 91].forEach(at);
    drafts.set(2, 'two');
    drafts.save();
    [90.5, 91.4].forEach(at);
    assert.deepEqual([drafts.get(1), drafts.get(2)], ['one', 'two']);
    [300, 91.5].forEach(at);
    assert.deepEqual([drafts.get(1), drafts.get(2)], ['', 'two']);
  });

  it('are the latest in every window, also when the clock was set back', async () => {
    const elsewhere = new ReplyDrafts(shared, ACCOUNT);
    clock.setSystemTime(NOON);
    drafts.set(1, 'old');
    drafts.save();
    elsewhere.sync();
    clock.setSystemTime(NOON - 8_500);
    drafts.set(1, 'old and new');
    drafts.save();
    await clock.tickAsync(1_000);
    elsewhere.sync();
    await clock.tickAsync(0);
    assert.deepEqual([drafts.get(1), elsewhere.get(1)], ['old and new', 'old and new']);
  });

  it('are those of one account', () => {
    drafts.set(1, 'one');
    drafts.save();
    assert.equal(new ReplyDrafts(shared, '2@https://portal.example').get(1), '');
  });

  it('say when they were changed, here or in another window', () => {
    const elsewhere = new ReplyDrafts(shared, ACCOUNT);
    const seen: string[] = [];
    drafts.onDidChange(() => seen.push(`here ${drafts.get(1)}`));
    elsewhere.onDidChange(() => seen.push(`there ${elsewhere.get(1)}`));
    drafts.set(1, 'one');
    drafts.save();
    elsewhere.sync();
    elsewhere.set(1, 'one\ntwo');
    elsewhere.save();
    drafts.sync();
    drafts.sync();
    assert.deepEqual(seen, ['here one', 'there one', 'there one\ntwo', 'here one\ntwo']);
  });

  it('of another window are there when the box is opened', () => {
    const elsewhere = new ReplyDrafts(shared, ACCOUNT);
    elsewhere.set(1, 'from there');
    elsewhere.save();
    assert.equal(drafts.get(1), 'from there');
  });
});
