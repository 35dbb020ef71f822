import assert from 'node:assert/strict';
import { LastLook } from '../../../../src/model/arrivals/lastLook';
import { Emitter } from '../../../../src/model/emitter';
import type { InboxState } from '../../../../src/model/inbox/inboxState';
import type { Notification } from '../../../../src/model/notification/notification';
import { MapState } from '../../support/memento';
import { notification, run } from '../../support/notifications';
import { ready } from '../../ui/tree/states';

describe('the last look at the view', () => {
  let shared: MapState;
  const ticks = new Emitter();
  beforeEach(() => {
    shared = new MapState();
  });
  let unreadable = 0;
  const open = (): LastLook => new LastLook({ memento: shared, onDidTick: ticks.event }, () => unreadable++);
  const portal = (id: string, inbox: InboxState): { portal: { id: string }; inbox: InboxState } => ({
    portal: { id },
    inbox,
  });
  const list = (...notifications: readonly Notification[]): InboxState => ready({ notifications });

  it('tells how many unread ones have come since', () => {
    const look = open();
    look.look([portal('a', list(...run(5, 1)))]);
    const after = list(notification(9, { isRead: true }), notification(8), notification(7), ...run(5, 1));
    assert.equal(look.countNewer([portal('a', after)]), 2);
    look.look([portal('a', after)]);
    assert.equal(look.countNewer([portal('a', after)]), 0);
  });

  it('leaves out what is snoozed', () => {
    const look = open();
    look.look([portal('a', list(...run(5, 1)))]);
    const snoozes = new Map([[7, {}], [3, {}]]); // prettier-ignore
    assert.equal(look.countNewer([{ ...portal('a', list(...run(8, 1))), snoozes }]), 2);
  });

  it('tells nothing before the first one, nor of what is not loaded', () => {
    const look = open();
    assert.equal(look.countNewer([portal('a', list(...run(5, 1)))]), 0);
    look.look([portal('a', { kind: 'loading' })]);
    assert.equal(look.countNewer([portal('a', list(...run(5, 1)))]), 0);
    look.look([portal('a', list())]);
    assert.equal(look.countNewer([portal('a', list(...run(5, 1)))]), 5);
    assert.equal(look.countNewer([portal('a', { kind: 'loading' })]), 0);
  });

  it('is kept for each account, for all windows and the next start', () => {
    const [here, there] = [open(), open()];
    let changes = 0;
    there.onDidChange(() => changes++);
    here.look([portal('a', list(...run(5, 1))), portal('b', list(...run(90, 89)))]);
    ticks.fire();
    const after = [portal('a', list(...run(6, 1))), portal('b', list(...run(92, 89)))];
    assert.deepEqual([there.countNewer(after), open().countNewer(after), changes], [3, 3, 1]);
  });

  it('does not go back if the newest one is deleted, and is written only if it changes', () => {
    const look = open();
    let changes = 0;
    look.onDidChange(() => changes++);
    look.look([portal('a', list(...run(5, 1)))]);
    for (let times = 0; times < 10; times++) look.look([portal('a', list(...run(4, 1)))]);
    assert.equal(look.countNewer([portal('a', list(...run(5, 1)))]), 0);
    assert.deepEqual([shared.writes, changes], [1, 1]);
  });

  it('is forgotten with the account, but not before the accounts are known', () => {
    const look = open();
    look.keepPortals([]);
    look.look([portal('a', list(...run(5, 1)))]);
    const later = open();
    later.keepPortals([]);
    const after = [portal('a', list(...run(7, 1)))];
    assert.equal(later.countNewer(after), 2);
    later.keepPortals([{ id: 'a' }, { id: 'b' }]);
    later.keepPortals([{ id: 'b' }]);
    assert.equal(later.countNewer(after), 0);
  });

  it('is none if what is stored is not one, and says so', () => {
    unreadable = 0;
    for (const value of ['5', 1.5, null, {}, true]) {
      void shared.update('bitrix24.lastLook', { a: { at: 1, value } });
      assert.equal(open().countNewer([portal('a', list(...run(5, 1)))]), 0, JSON.stringify(value));
    }
    assert.equal(unreadable, 5);
  });
});
