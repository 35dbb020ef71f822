import { type Clock, install } from '@sinonjs/fake-timers';
import assert from 'node:assert/strict';
import { Inbox } from '../../../../src/model/inbox/inbox';
import { type StandInPortal, startPortal } from '../../../portal/portal';
import { askedMethods, connect } from '../../support/connection';
import { drawn } from '../../support/inboxScene';
import { MINUTE_MS } from '../../support/clock';

describe('a check of an inbox', () => {
  let portal: StandInPortal;
  let inbox: Inbox;
  let clock: Clock;
  beforeEach(async () => {
    clock = install({ now: Date.now(), toFake: ['Date'] });
    portal = await startPortal({
      seed: [
        { id: 1, text: 'One' },
        { id: 2, text: 'Two' },
      ],
    });
    inbox = new Inbox(connect(portal).client);
    await inbox.refresh();
    clock.tick(1000);
    portal.journal.clear();
  });
  afterEach(async () => {
    clock.uninstall();
    await portal.close();
  });
  const asked = (): string => askedMethods(portal);
  const checked = async (): Promise<string> => {
    await inbox.refreshIfChanged();
    clock.tick(1000);
    return asked();
  };

  it('asks for the count alone while it stays the same, and moves nothing but the moment', async () => {
    const before = inbox.state;
    assert.equal(await checked(), 'counters.get');
    const { state } = inbox;
    assert.ok(before.kind === 'ready' && state.kind === 'ready');
    assert.ok(state.updatedAt > before.updatedAt);
    assert.equal(state.notifications, before.notifications);
    assert.deepEqual({ ...state, updatedAt: 0 }, { ...before, updatedAt: 0 });
  });

  it('asks for the list where the count is another one, and then no more', async () => {
    portal.box.add({ id: 3, text: 'Three' });
    assert.equal(await checked(), 'counters.get notify.get');
    assert.equal(drawn(inbox), '3* 2* 1*');
    assert.equal(await checked(), 'counters.get');
  });

  it('misses one that came and one that was read for five minutes at most', async () => {
    portal.box.add({ id: 3, text: 'Three' });
    portal.box.mark([1], true);
    assert.equal(await checked(), 'counters.get');
    assert.equal(drawn(inbox), '2* 1*');
    clock.tick(5 * MINUTE_MS);
    assert.equal(await checked(), 'notify.get');
    assert.equal(drawn(inbox), '3* 2* 1');
    assert.equal(await checked(), 'counters.get');
  });

  it('asks for the list at the portal’s limit, where the count says nothing', async () => {
    for (let id = 3; id <= 120; id++) {
      portal.box.add({ id, text: `No. ${id}` });
    }
    assert.equal(await checked(), 'counters.get notify.get');
    assert.equal(await checked(), 'notify.get');
    assert.equal(await checked(), 'notify.get');
    portal.box.mark(
      portal.box.list().map(({ id }) => id),
      true,
    );
    assert.equal(await checked(), 'notify.get');
    assert.equal(await checked(), 'counters.get');
  });

  it('sees what came between the count and the list the next time', async () => {
    portal.box.add({ id: 3, text: 'Three' });
    portal.faults.add({ method: 'im.notify.get', fault: { kind: 'hold' } });
    const check = inbox.refreshIfChanged();
    await portal.journal.nextArrival('im.notify.get');
    portal.box.add({ id: 4, text: 'Four' });
    portal.faults.release();
    await check;
    assert.equal(drawn(inbox), '4* 3* 2* 1*');
    portal.box.mark([1], true);
    clock.tick(1000);
    assert.equal(asked(), 'counters.get notify.get');
    assert.equal(await checked(), 'counters.get');
  });

  for (const code of ['ERROR_METHOD_NOT_FOUND', 'insufficient_scope', 'SOME_ERROR', 'ERROR_CORE']) {
    it(`does without the count where the portal refuses it (${code}), and remembers`, async () => {
      portal.faults.add({ method: 'im.counters.get', fault: { kind: 'error', code } });
      assert.equal(await checked(), 'counters.get notify.get');
      assert.equal(inbox.failure, undefined);
      assert.equal(await checked(), 'notify.get');
    });
  }

  it('asks for a count that was refused once more after five minutes', async () => {
    portal.faults.add({ method: 'im.counters.get', fault: { kind: 'error', code: 'SOME_ERROR' } });
    const asked = [await checked()];
    for (let minute = 1; minute <= 6; minute++) {
      clock.tick(MINUTE_MS);
      asked.push(await checked());
    }
    const withoutCount = ['notify.get', 'notify.get', 'notify.get', 'notify.get'];
    assert.deepEqual(asked, ['counters.get notify.get', ...withoutCount, 'counters.get', 'counters.get']);
  });

  it('does without a count that makes no sense', async () => {
    for (const result of [[], { TYPE: [] }, { TYPE: { NOTIFY: 'many' } }]) {
      portal.faults.add({ method: 'im.counters.get', fault: { kind: 'result', result } });
      inbox = new Inbox(connect(portal).client);
      await inbox.refresh();
      asked();
      assert.equal(await checked(), 'counters.get notify.get');
      assert.equal(await checked(), 'notify.get');
    }
  });

  it('that fails is followed by one for the list', async () => {
    portal.access.state = 'held';
    assert.equal(await checked(), 'counters.get');
    assert.equal(inbox.failure?.kind, 'blocked');
    portal.access.state = 'active';
    assert.equal(await checked(), 'notify.get');
    assert.equal(inbox.failure, undefined);
    assert.equal(await checked(), 'counters.get');
  });

  it('asks for the list while the time for counting is spent', async () => {
    portal.faults.add({
      method: 'im.counters.get',
      fault: { kind: 'error', code: 'OPERATION_TIME_LIMIT' },
    });
    assert.equal(await checked(), 'counters.get notify.get');
    assert.equal(inbox.failure, undefined);
    assert.equal(await checked(), 'notify.get');
    assert.equal(inbox.failure, undefined);
  });

  it('becomes one for the list where a person asks meanwhile', async () => {
    portal.faults.add({ method: 'im.counters.get', fault: { kind: 'hold' } });
    const both = [inbox.refreshIfChanged()];
    await portal.journal.nextArrival('im.counters.get');
    both.push(inbox.refresh());
    portal.faults.release();
    await Promise.all(both);
    assert.equal(asked(), 'counters.get notify.get');
  });

  it('is nothing that a person asks for', async () => {
    await inbox.refresh();
    await inbox.refreshAfterWrite();
    assert.equal(asked(), 'notify.get notify.get');
  });
});
