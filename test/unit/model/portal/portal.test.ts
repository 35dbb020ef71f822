import type { Clock } from '@sinonjs/fake-timers';
import assert from 'node:assert/strict';
import { drawn } from '../../support/inboxScene';
import { MapState } from '../../support/memento';
import { ACCEPT, confirmation, NOON, page, run, unreachable } from '../../support/notifications';
import { heldPortal, type HeldPortal } from '../../support/portals';
import { HOUR_MS, stoppedClock } from '../../support/clock';

const NAMES = new Map([['im|default', 'Messages']]);

describe('a portal', () => {
  let clock: Clock;
  let held: HeldPortal;
  beforeEach(() => {
    clock = stoppedClock(NOON);
    held = heldPortal();
  });
  afterEach(() => {
    held.portal.dispose();
    clock.uninstall();
  });
  const settled = async (): Promise<void> => {
    await clock.tickAsync(0);
  };
  const polled = async (): Promise<void> => {
    void held.portal.poller.poll();
    (await held.centre.next('getPage')).answer(page([confirmation(4), ...run(3, 1)]));
    await settled();
  };
  const asked = (): readonly string[] => held.centre.calls.map(({ method }) => method);

  it('asks for nothing by itself', async () => {
    await clock.tickAsync(HOUR_MS);
    assert.deepEqual(asked(), []);
  });

  it('makes its parts of one inbox', async () => {
    const { portal, centre } = held;
    await polled();
    portal.triage.setRead([3], true);
    void portal.decisions.pressButton(4, ACCEPT, 0);
    assert.equal(drawn(portal.inbox), '4*? 3 2* 1*');
    await settled();
    assert.deepEqual(centre.written.slice(1), [
      ['confirm', 4, 'Y'],
      ['setRead', [3], true],
    ]);
    void portal.history.search({ text: 'three', authorIds: [] });
    void portal.outbox.findPeople('Ann');
    assert.deepEqual(asked().slice(-2), ['search', 'findPeople']);
  });

  it('is known by its account, and by the name a person gave it', () => {
    assert.equal(held.portal.id, '1@https://portal.example');
    assert.equal(held.portal.name, 'Portal 1');
  });

  it('tells what its credential may do, or why nobody knows', async () => {
    const told = held.portal.getPermissions();
    (await held.centre.next('getPermissions')).answer(['im', 'user']);
    assert.deepEqual(await told, ['im', 'user']);
    const failed = held.portal.getPermissions();
    (await held.centre.next('getPermissions')).fail(unreachable);
    await assert.rejects(failed, { name: 'PortalFailure', failure: unreachable });
  });

  describe('asks for the names of the types', () => {
    it('once the first refresh went well, and no more', async () => {
      void held.portal.poller.poll();
      const first = await held.centre.next('getPage');
      assert.deepEqual(asked(), ['getPage']);
      first.answer(page(run(3, 1)));
      (await held.centre.next('getTypeNames')).answer(NAMES);
      await settled();
      assert.equal(held.portal.typeNames.nameOf('im|default'), 'Messages');
      await polled();
      await polled();
      assert.equal(asked().filter(method => method === 'getTypeNames').length, 1);
    });

    it('not after one that failed', async () => {
      void held.portal.poller.poll();
      (await held.centre.next('getPage')).fail(unreachable);
      await settled();
      assert.deepEqual(asked(), ['getPage']);
      await polled();
      assert.deepEqual(asked(), ['getPage', 'getPage', 'getTypeNames']);
    });

    it('again with the next good refresh, where the portal was not reached', async () => {
      await polled();
      (await held.centre.next('getTypeNames')).fail(unreachable);
      await settled();
      assert.deepEqual(asked(), ['getPage', 'getTypeNames']);
      await polled();
      assert.deepEqual(asked(), ['getPage', 'getTypeNames', 'getPage', 'getTypeNames']);
    });
  });

  it('takes in at each beat what was written in other windows, and leaves to a person what nobody looks after', async () => {
    const shared = new MapState();
    const [here, there] = [heldPortal('1', undefined, shared), heldPortal('1', undefined, shared)];
    there.portal.drafts.set(7, 'Half a sentence');
    there.portal.drafts.save();
    there.portal.replies.send({ notificationId: 8, to: 'Ann', text: 'Hello' }, HOUR_MS);
    here.beat();
    assert.deepEqual(
      [here.portal.drafts.get(7), here.portal.replies.pendingReplyTo(8)?.stage],
      ['Half a sentence', 'waiting'],
    );
    void shared.update(`bitrix24.drafts:${here.portal.id}`, undefined);
    here.beat();
    assert.equal(heldPortal('1', undefined, shared).portal.drafts.get(7), 'Half a sentence');
    clock.setSystemTime(NOON + HOUR_MS / 2);
    here.beat();
    assert.equal(here.portal.replies.pendingReplyTo(8)?.stage, 'failed');
    here.portal.dispose();
    there.portal.dispose();
    await settled();
  });

  describe('at its end', () => {
    it('sends no reply that still waits', async () => {
      held.portal.replies.send({ notificationId: 7, to: 'Ann', text: 'Hello' }, 6_000);
      held.portal.dispose();
      assert.equal(held.portal.replies.pendingReplyTo(7)?.stage, 'failed');
      await clock.tickAsync(HOUR_MS);
      assert.deepEqual(asked(), []);
    });

    it('ends its calls, its polls and what waits', async () => {
      await polled();
      const { done } = held.portal.triage.delete([3], 6_000);
      held.portal.dispose();
      assert.equal(held.hangUps(), 1);
      assert.equal(await done, undefined);
      assert.equal(drawn(held.portal.inbox), '4* 3* 2* 1*');
      assert.equal(clock.countTimers(), 0);
      await clock.tickAsync(HOUR_MS);
      void held.portal.poller.poll();
      void held.portal.poller.focus();
      await settled();
      assert.deepEqual(asked(), ['getPage', 'getTypeNames']);
    });

    it('hangs up before anything else, so that nothing more is sent', async () => {
      await polled();
      const order: string[] = [];
      held.portal.triage.delete([3], 6_000);
      held.portal.inbox.onDidChange(() => order.push(`changed after ${held.hangUps()}`));
      held.portal.dispose();
      assert.deepEqual(order, ['changed after 1']);
    });

    it('asks for nothing more after an answer that comes late', async () => {
      void held.portal.poller.poll();
      const late = await held.centre.next('getPage');
      held.portal.dispose();
      late.answer(page(run(3, 1)));
      await clock.tickAsync(HOUR_MS);
      assert.deepEqual(asked(), ['getPage']);
      assert.equal(clock.countTimers(), 0);
    });

    it('leaves another one alone', async () => {
      const other = heldPortal('2');
      void other.portal.poller.poll();
      (await other.centre.next('getPage')).answer(page(run(3, 1)));
      await settled();
      other.portal.triage.delete([3], 6_000);
      held.portal.dispose();
      assert.equal(other.hangUps(), 0);
      assert.equal(drawn(other.portal.inbox), '2* 1*');
      await clock.tickAsync(6_000);
      assert.deepEqual(other.centre.written.at(-1), ['delete', [3]]);
      other.portal.dispose();
    });
  });
});
