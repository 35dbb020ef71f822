import assert from 'node:assert/strict';
import { install } from '@sinonjs/fake-timers';
import type { Clock } from '@sinonjs/fake-timers';
import { Drafts } from '../../../src/model/drafts';
import type { SharedState } from '../../../src/model/sharedState';
import { MapState } from './mapState';

const ACCOUNT = '1@https://portal.example';

describe('drafts', () => {
  let clock: Clock;
  let shared: SharedState;
  let drafts: Drafts;
  beforeEach(() => {
    clock = install();
    shared = new MapState();
    drafts = new Drafts(shared, ACCOUNT);
  });
  afterEach(() => {
    clock.uninstall();
  });

  it('are kept as they were typed, each for its notification', () => {
    drafts.keep(1, ' one \n');
    drafts.keep(2, 'two');
    drafts.keep(2, 'two more');
    assert.deepEqual([drafts.get(1), drafts.get(2), drafts.get(3)], [' one \n', 'two more', '']);
  });

  it('are forgotten when they were sent, but for what was typed since', () => {
    drafts.keep(1, ' one \n');
    drafts.keep(2, 'two');
    drafts.drop(1, 'one');
    drafts.drop(2, 'another');
    assert.deepEqual([drafts.get(1), drafts.get(2)], ['', 'two']);
    assert.equal(new Drafts(shared, ACCOUNT).get(1), '');
  });

  it('are forgotten when nothing is left of them, also by the next start', async () => {
    drafts.keep(1, 'one');
    await clock.tickAsync(300);
    drafts.keep(1, ' \n');
    drafts.keep(2, '');
    await clock.tickAsync(300);
    assert.deepEqual([drafts.get(1), drafts.get(2)], ['', '']);
    assert.equal(new Drafts(shared, ACCOUNT).get(1), '');
  });

  it('outlive the window from 300 ms after a key was pressed, however fast one types', async () => {
    for (let keys = 1; keys <= 5; keys++) {
      drafts.keep(1, 'x'.repeat(keys));
      await clock.tickAsync(100);
    }
    assert.equal(new Drafts(shared, ACCOUNT).get(1), 'xxx');
    await clock.tickAsync(300);
    assert.equal(new Drafts(shared, ACCOUNT).get(1), 'xxxxx');
  });

  it('are saved at once where somebody asks for it, and no timer is left', () => {
    drafts.keep(1, 'one');
    drafts.save();
    assert.equal(new Drafts(shared, ACCOUNT).get(1), 'one');
    assert.equal(clock.countTimers(), 0);
  });

  it('are saved again where another window’s write undid it', async () => {
    drafts.keep(1, 'one');
    drafts.save();
    await shared.update('bitrix24.drafts:1@https://portal.example', undefined);
    drafts.look();
    await clock.tickAsync(0);
    assert.equal(new Drafts(shared, ACCOUNT).get(1), 'one');
  });

  it('are those of one account', () => {
    drafts.keep(1, 'one');
    drafts.save();
    assert.equal(new Drafts(shared, '2@https://portal.example').get(1), '');
  });

  it('of another window are there when the box is opened', () => {
    const elsewhere = new Drafts(shared, ACCOUNT);
    elsewhere.keep(1, 'from there');
    elsewhere.save();
    assert.equal(drafts.get(1), 'from there');
  });
});
