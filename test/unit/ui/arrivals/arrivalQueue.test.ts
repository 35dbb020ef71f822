import '../../../vscodeStandIn';
import assert from 'node:assert/strict';
import { ArrivalQueue, MAX_WAITING } from '../../../../src/ui/arrivals/arrivalQueue';
import { toastText } from '../../../../src/ui/arrivals/toastText';
import { Times } from '../../../../src/ui/text/times';
import { notification, page, run } from '../../support/notifications';
import { type HeldPortal, heldPortal } from '../../support/portals';

describe('the arrivals that wait', () => {
  let held: HeldPortal;
  let queue: ArrivalQueue;
  beforeEach(() => {
    held = heldPortal();
    queue = new ArrivalQueue();
  });
  afterEach(() => held.portal.dispose());
  const add = (newest: number, oldest: number): void =>
    queue.add(held.portal, { notifications: run(newest, oldest), reason: 'new' });
  const taken = (): readonly number[] => queue.take([held.portal]).arrivals.map(({ notification: { id } }) => id);

  it('are taken once, the newest first, each once', () => {
    add(3, 1);
    add(5, 3);
    assert.deepEqual(taken(), [5, 4, 3, 2, 1]);
    assert.deepEqual(taken(), []);
  });

  it('are no more than a few hundred, however many arrive; the message says that there were more', () => {
    let most = 0;
    for (let second = 0; second < 60; second++) {
      add(second * 100 + 100, second * 100 + 1);
      most = Math.max(most, queue.size);
    }
    assert.equal(most, MAX_WAITING);
    const { arrivals, isMore } = queue.take([held.portal]);
    assert.equal(arrivals[0]?.notification.id, 6_000);
    assert.equal(toastText(arrivals, isMore, new Times('en')), `${MAX_WAITING}+ new: Bitrix24 (${MAX_WAITING})`);
    add(6_001, 6_001);
    assert.equal(queue.take([held.portal]).isMore, false);
  });

  it('are still there if they are older than all that is loaded, and gone if the list should have them', async () => {
    const refreshed = held.portal.inbox.refresh();
    const list = [...run(60, 51), notification(49)];
    (await held.centre.next('getPage')).answer(page(list, { lastId: 49, lastType: 3 }));
    await refreshed;
    add(51, 48);
    assert.deepEqual(taken(), [51, 49, 48]);
  });

  it('are none of a portal that is no longer connected', () => {
    add(3, 1);
    assert.deepEqual(queue.take([]).arrivals, []);
  });
});
