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

  it('asks for the fingerprint alone while it stays the same, and moves nothing but the moment', async () => {
    const before = inbox.state;
    assert.equal(await checked(), 'fingerprint');
    const { state } = inbox;
    assert.ok(before.kind === 'ready' && state.kind === 'ready');
    assert.ok(state.updatedAt > before.updatedAt);
    assert.equal(state.notifications, before.notifications);
    assert.deepEqual({ ...state, updatedAt: 0 }, { ...before, updatedAt: 0 });
  });

  for (const [what, change, drawing] of [
    ['one arrives', () => portal.box.add({ id: 3, text: 'Three' }), '3* 2* 1*'],
    ['a confirmation arrives', () => portal.box.add({ id: 3, type: 1, text: 'Three' }), '3* 2* 1*'],
    ['one is read', () => portal.box.mark([1], true), '2* 1'],
    ['one is deleted', () => portal.box.remove(1), '2*'],
    [
      'one arrives and another is read',
      () => {
        portal.box.add({ id: 3, text: 'Three' });
        portal.box.mark([1], true);
      },
      '3* 2* 1',
    ],
    [
      'one arrives and another is deleted',
      () => {
        portal.box.add({ id: 3, text: 'Three' });
        portal.box.remove(1);
      },
      '3* 2*',
    ],
    [
      'the last ones are deleted',
      () => {
        portal.box.remove(1);
        portal.box.remove(2);
      },
      '',
    ],
  ] as const) {
    it(`asks for the list where ${what}, and then no more`, async () => {
      change();
      assert.equal(await checked(), 'fingerprint notify.get');
      assert.equal(drawn(inbox), drawing);
      assert.equal(await checked(), 'fingerprint');
      assert.equal(await checked(), 'fingerprint');
    });
  }

  it('goes on with the fingerprint where there was nothing at first', async () => {
    portal.box.remove(1);
    portal.box.remove(2);
    inbox = new Inbox(connect(portal).client);
    await inbox.refresh();
    asked();
    assert.equal(await checked(), 'fingerprint');
    portal.box.add({ id: 3, text: 'Three' });
    assert.equal(await checked(), 'fingerprint notify.get');
    assert.equal(await checked(), 'fingerprint');
  });

  it('asks for no more than the fingerprint at the limit of the count', async () => {
    for (let id = 3; id <= 120; id++) portal.box.add({ id, text: `No. ${id}` });
    assert.equal(await checked(), 'fingerprint notify.get');
    assert.equal(await checked(), 'fingerprint');
    portal.box.add({ id: 121, text: 'No. 121' });
    assert.equal(await checked(), 'fingerprint notify.get');
  });

  it('misses that one was read and another one marked as unread for fourteen minutes at most', async () => {
    portal.box.mark([1], true);
    assert.equal(await checked(), 'fingerprint notify.get');
    portal.box.mark([1], false);
    portal.box.mark([2], true);
    assert.equal(await checked(), 'fingerprint');
    assert.equal(drawn(inbox), '2* 1');
    clock.tick(14 * MINUTE_MS);
    assert.equal(await checked(), 'notify.get');
    assert.equal(drawn(inbox), '2 1*');
  });

  it('sees what came between the fingerprint and the list the next time', async () => {
    portal.box.add({ id: 3, text: 'Three' });
    portal.faults.add({ method: 'im.notify.get', params: { LIMIT: 50 }, fault: { kind: 'hold' } });
    const check = inbox.refreshIfChanged();
    await portal.journal.nextArrival('im.notify.get', ({ params }) => params.LIMIT === 50);
    portal.box.add({ id: 4, text: 'Four' });
    portal.faults.release();
    await check;
    assert.equal(drawn(inbox), '4* 3* 2* 1*');
    clock.tick(1000);
    asked();
    assert.equal(await checked(), 'fingerprint notify.get');
    assert.equal(await checked(), 'fingerprint');
  });

  it('takes a fingerprint for what it is where it never fits the list', async () => {
    const result = { notifications: [], users: [], total_count: 7, total_unread_count: 2 };
    portal.faults.add({
      method: 'im.notify.get',
      params: { LIMIT: 1 },
      times: Infinity,
      fault: { kind: 'result', result },
    });
    assert.equal(await checked(), 'fingerprint notify.get');
    assert.equal(await checked(), 'fingerprint');
    assert.equal(await checked(), 'fingerprint');
  });

  it('does without a fingerprint that changes for nothing', async () => {
    const asked = [];
    for (let times = 1; times <= 6; times++) {
      const result = { notifications: [], users: [], total_count: 7 + times };
      portal.faults.add({ method: 'im.notify.get', params: { LIMIT: 1 }, fault: { kind: 'result', result } });
      asked.push(await checked());
    }
    assert.deepEqual(asked, [
      ...Array<string>(3).fill('fingerprint notify.get'),
      ...Array<string>(3).fill('counters.get'),
    ]);
  });

  it('keeps to a fingerprint that changes for nothing now and then', async () => {
    const asked = [];
    for (const total_count of [8, 9, 9, 10, 11, 11, 12, 13, 13]) {
      const result = { notifications: [], users: [], total_count, total_unread_count: 0 };
      portal.faults.add({ method: 'im.notify.get', params: { LIMIT: 1 }, fault: { kind: 'result', result } });
      asked.push(await checked());
    }
    const list = 'fingerprint notify.get';
    assert.deepEqual(asked, Array.from({ length: 3 }, () => [list, list, 'fingerprint']).flat());
  });

  for (const [what, totals] of [
    ['no totals', {}],
    ['no count of the unread', { total_count: 2 }],
    ['no total', { total_unread_count: 2 }],
    ['totals that make no sense', { total_count: 'many', total_unread_count: {} }],
  ] as const) {
    for (const notifications of [[], [{ id: 2, notify_type: 2 }]]) {
      it(`does without a fingerprint that has ${what} and ${notifications.length} notifications`, async () => {
        portal.faults.add({
          method: 'im.notify.get',
          params: { LIMIT: 1 },
          times: Infinity,
          fault: { kind: 'result', result: { notifications, users: [], ...totals } },
        });
        const asked = [];
        for (let times = 1; times <= 4; times++) asked.push(await checked());
        assert.deepEqual(asked, [...Array<string>(3).fill('fingerprint notify.get'), 'counters.get']);
        portal.box.mark([1], true);
        assert.equal(await checked(), 'counters.get notify.get');
        assert.equal(drawn(inbox), '2* 1');
      });
    }
  }

  for (const code of ['SOME_ERROR', 'ERROR_CORE']) {
    it(`asks for the count where the portal refuses the fingerprint (${code}), for fourteen minutes`, async () => {
      portal.faults.add({ method: 'im.notify.get', params: { LIMIT: 1 }, fault: { kind: 'error', code } });
      assert.equal(await checked(), 'fingerprint counters.get');
      assert.equal(inbox.failure, undefined);
      assert.equal(await checked(), 'counters.get');
      portal.box.add({ id: 3, text: 'Three' });
      assert.equal(await checked(), 'counters.get notify.get');
      clock.tick(4 * MINUTE_MS);
      assert.equal(await checked(), 'counters.get');
      clock.tick(10 * MINUTE_MS);
      assert.equal(await checked(), 'notify.get');
      assert.equal(await checked(), 'fingerprint');
    });
  }

  for (const result of [[], {}, { notifications: 'none' }, 'x', null]) {
    it(`asks for the count where the fingerprint makes no sense (${JSON.stringify(result)})`, async () => {
      portal.faults.add({ method: 'im.notify.get', params: { LIMIT: 1 }, fault: { kind: 'result', result } });
      assert.equal(await checked(), 'fingerprint counters.get');
      assert.equal(inbox.failure, undefined);
      assert.equal(drawn(inbox), '2* 1*');
      assert.equal(await checked(), 'counters.get');
    });
  }

  it('asks for the count while the time for lists is spent, and says so once the list is needed', async () => {
    const failureKind = (): string | undefined => inbox.failure?.kind;
    portal.faults.add({ method: 'im.notify.get', fault: { kind: 'error', code: 'OPERATION_TIME_LIMIT' } });
    assert.equal(await checked(), 'fingerprint counters.get');
    assert.equal(failureKind(), undefined);
    assert.equal(await checked(), 'counters.get');
    portal.box.add({ id: 3, text: 'Three' });
    assert.equal(await checked(), 'counters.get');
    assert.equal(failureKind(), 'rateLimited');
    assert.equal(drawn(inbox), '2* 1*');
  });

  it('waits where the portal is asked too often', async () => {
    portal.faults.add({
      method: 'im.notify.get',
      params: { LIMIT: 1 },
      fault: { kind: 'error', code: 'QUERY_LIMIT_EXCEEDED' },
    });
    assert.equal(await checked(), 'fingerprint fingerprint');
    assert.equal(inbox.failure, undefined);
  });

  it('asks for the list alone where the fingerprint changes for nothing and the count is refused', async () => {
    portal.faults.add({ method: 'im.counters.get', fault: { kind: 'error', code: 'SOME_ERROR' } });
    const asked = [];
    for (let times = 1; times <= 5; times++) {
      const result = { notifications: [], users: [], total_count: 7 + times };
      portal.faults.add({ method: 'im.notify.get', params: { LIMIT: 1 }, fault: { kind: 'result', result } });
      asked.push(await checked());
    }
    assert.deepEqual(asked.slice(3), ['counters.get notify.get', 'notify.get']);
    portal.box.add({ id: 3, text: 'Three' });
    assert.equal(await checked(), 'notify.get');
    assert.equal(drawn(inbox), '3* 2* 1*');
  });

  it('that fails is followed by one for the list', async () => {
    portal.access.state = 'held';
    assert.equal(await checked(), 'fingerprint');
    assert.equal(inbox.failure?.kind, 'blocked');
    portal.access.state = 'active';
    assert.equal(await checked(), 'notify.get');
    assert.equal(inbox.failure, undefined);
    assert.equal(await checked(), 'fingerprint');
  });

  it('becomes one for the list where a person asks meanwhile', async () => {
    portal.faults.add({ method: 'im.notify.get', fault: { kind: 'hold' } });
    const both = [inbox.refreshIfChanged()];
    await portal.journal.nextArrival('im.notify.get');
    both.push(inbox.refresh());
    portal.faults.release();
    await Promise.all(both);
    assert.equal(asked(), 'fingerprint notify.get');
  });

  describe('of a portal without the fingerprint', () => {
    beforeEach(async () => {
      const fault = { kind: 'error', code: 'SOME_ERROR' } as const;
      portal.faults.add({ method: 'im.notify.get', params: { LIMIT: 1 }, fault });
      await checked();
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
      for (let id = 3; id <= 120; id++) portal.box.add({ id, text: `No. ${id}` });
      assert.equal(await checked(), 'counters.get notify.get');
      assert.equal(await checked(), 'notify.get');
      portal.box.mark(
        portal.box.list().map(({ id }) => id),
        true,
      );
      assert.equal(await checked(), 'notify.get');
      assert.equal(await checked(), 'counters.get');
    });

    for (const code of ['ERROR_METHOD_NOT_FOUND', 'insufficient_scope', 'SOME_ERROR', 'ERROR_CORE']) {
      it(`does without the count where the portal refuses it (${code}), for five minutes`, async () => {
        portal.faults.add({ method: 'im.counters.get', fault: { kind: 'error', code } });
        assert.equal(await checked(), 'counters.get notify.get');
        assert.equal(inbox.failure, undefined);
        assert.equal(await checked(), 'notify.get');
        clock.tick(5 * MINUTE_MS);
        assert.equal(await checked(), 'notify.get');
        assert.equal(await checked(), 'counters.get');
      });
    }

    it('does without a count that makes no sense', async () => {
      for (const result of [[], { TYPE: [] }, { TYPE: { NOTIFY: 'many' } }]) {
        const fault = { kind: 'error', code: 'SOME_ERROR' } as const;
        portal.faults.add({ method: 'im.notify.get', params: { LIMIT: 1 }, fault });
        portal.faults.add({ method: 'im.counters.get', fault: { kind: 'result', result } });
        inbox = new Inbox(connect(portal).client);
        await inbox.refresh();
        asked();
        assert.equal(await checked(), 'fingerprint counters.get notify.get');
        assert.equal(await checked(), 'notify.get');
      }
    });

    it('asks for the list while the time for counting is spent', async () => {
      portal.faults.add({ method: 'im.counters.get', fault: { kind: 'error', code: 'OPERATION_TIME_LIMIT' } });
      assert.equal(await checked(), 'counters.get notify.get');
      assert.equal(inbox.failure, undefined);
      assert.equal(await checked(), 'notify.get');
      assert.equal(inbox.failure, undefined);
    });
  });

  it('is nothing that a person asks for', async () => {
    await inbox.refresh();
    await inbox.refreshAfterWrite();
    assert.equal(asked(), 'notify.get notify.get');
  });
});
