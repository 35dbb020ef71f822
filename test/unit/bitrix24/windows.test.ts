import assert from 'node:assert/strict';
import { loadedNotifications } from '../../../src/model/inbox/inboxState';
import type { Notification } from '../../../src/model/notification/notification';
import { flood } from '../../portal/flood';
import { type StandInPortal, startPortal } from '../../portal/portal';
import { INTERVAL_MS, ManyWindows, type SimulatedWindow } from '../support/manyWindows';
import { pages as pagesOf, webhookOf } from '../support/openPortals';
import { HOUR_MS, MINUTE_MS } from '../support/clock';

/** How long a write takes to the other windows, in milliseconds. */
const DESKTOP = [1, 50] as const;
const BROWSER = [100, 1_500] as const;

describe('ten windows', () => {
  let many: ManyWindows;
  let portal: StandInPortal;
  afterEach(async () => {
    await many.end();
    await portal.close();
  });

  /** Windows with one account, opened together; somebody is before the first. */
  const start = async (count = 10, delayMs: readonly [number, number] = DESKTOP, seed = 7): Promise<void> => {
    many = new ManyWindows({ delayMs, seed });
    portal = await startPortal({ seed: [{ id: 1, text: 'One' }, { id: 2, text: 'Two' }] }); // prettier-ignore
    for (let index = 0; index < count; index++) {
      many.open();
    }
    many.all[0]?.windows.focus.setFocused(true);
    for (const each of many.all) {
      each.connect(webhookOf(portal.webhook));
    }
  };
  /** The same, once one of them leads. */
  const startLed = async (...given: Parameters<typeof start>): Promise<void> => {
    await start(...given);
    await many.until(() => many.leaders.length === 1);
  };
  /** Puts many notifications in the place of the few. */
  const fill = (unread: number): void => {
    portal.box.remove(1);
    portal.box.remove(2);
    for (const seed of flood({ count: 300, unread })) {
      portal.box.add(seed);
    }
  };
  const asked = (): number => portal.journal.calls().length;
  const leader = (): SimulatedWindow => {
    const [one, ...others] = many.leaders;
    assert.ok(one !== undefined && others.length === 0, `${many.leaders.length} windows poll`);
    return one;
  };
  const followers = (): readonly SimulatedWindow[] => many.all.filter(each => each !== leader());
  const follower = (): SimulatedWindow => followers()[0] ?? assert.fail();
  const allShow = (words: string) => (): boolean => many.all.every(({ shown }) => shown === words);
  const callers = (): readonly SimulatedWindow[] => many.all.filter(({ calls }) => calls.length > 0);

  const forgetCalls = (): void => {
    for (const { calls } of many.all) {
      calls.length = 0;
    }
  };

  for (const [delayMs, followMs] of [
    [DESKTOP, 4_000],
    // Where writes are so slow, one overwrites another now and then, which is noticed and written again.
    [BROWSER, 8_000],
  ] as const) {
    describe(`whose writes are with the others after up to ${delayMs[1]} ms`, () => {
      it('cost the portal in an hour what one costs', async () => {
        await start(1, delayMs);
        await many.advance(HOUR_MS);
        const one = asked();
        await many.end();
        await portal.close();
        await start(10, delayMs);
        await many.advance(HOUR_MS);
        assert.ok(allShow('2* 1*')());
        // Windows that start together find no leader, and each asks once.
        assert.ok(asked() <= 1.1 * one, `${asked()} instead of ${one}`);
      }).timeout(60_000);

      it(`follow the one that polls within ${followMs / 1000} seconds`, async () => {
        for (let seed = 1; seed <= 20; seed++) {
          await start(10, delayMs, seed);
          await many.until(allShow('2* 1*'));
          forgetCalls();
          for (const id of [3, 4, 5]) {
            portal.box.add({ id, text: 'News' });
            await many.until(() => many.all.some(({ shown }) => shown.startsWith(`${id}*`)));
            const tookMs = await many.until(() => many.all.every(({ shown }) => shown.startsWith(`${id}*`)));
            assert.ok(tookMs <= followMs, `${tookMs} ms`);
          }
          assert.equal(callers().length, 1);
          if (seed < 20) {
            await many.end();
            await portal.close();
          }
        }
      }).timeout(20_000);

      it('replace the one that polls within a minute of its death, and go on in time', async () => {
        await start(10, delayMs);
        await many.advance(MINUTE_MS);
        for (let deaths = 1; deaths < 9; deaths++) {
          many.kill(leader());
          const tookMs = await many.until(() => many.leaders.length > 0);
          assert.ok(tookMs <= 60_000, `${tookMs} ms`);
          await many.advance(10_000);
          leader();
        }
        many.all[0]?.windows.focus.setFocused(true);
        const before = asked();
        await many.advance(10 * MINUTE_MS);
        assert.ok(asked() - before >= 18, `${asked() - before} requests`);
      });
    });
  }

  it('write nothing in an idle hour but the results of polls, the leader’s heartbeats and the focused window’s', async () => {
    await startLed();
    await many.advance(MINUTE_MS);
    const [focused] = many.all;
    for (const isAnyFocused of [true, false]) {
      focused?.windows.focus.setFocused(isAnyFocused);
      await many.advance(10_000);
      forgetCalls();
      for (const each of many.all) {
        each.writes = 0;
      }
      await many.advance(HOUR_MS);
      const polls = leader().calls.length;
      assert.ok(leader().writes <= 120 + polls, `${leader().writes} writes for ${polls} polls`);
      for (const each of followers()) {
        // Two windows write: what one of them overwrites of the other's, whoever notices writes again.
        const most = isAnyFocused ? (each === focused ? 120 : 3) : 0;
        assert.ok(each.writes <= most, `${each.writes} writes`);
      }
    }
  }).timeout(60_000);

  it('have another one that polls within five seconds of the closing of the one that did', async () => {
    await start();
    await many.advance(MINUTE_MS);
    many.close(leader());
    const tookMs = await many.until(() => many.leaders.length > 0);
    assert.ok(tookMs <= 5_000, `${tookMs} ms`);
  });

  it('never have two that keep polling, however they were opened and whatever became of the clock', async () => {
    for (const seed of [1, 2, 3, 4, 5]) {
      await start(10, BROWSER, seed);
      for (const jumpMs of [0, HOUR_MS, -HOUR_MS, 20_000, -20_000]) {
        many.clock.setSystemTime(Date.now() + jumpMs);
        // One that takes a poll for an old one, because of its time, asks once itself after somewhat more than a minute.
        await many.advance(90_000);
        leader();
        forgetCalls();
        const before = asked();
        await many.advance(5 * MINUTE_MS);
        assert.equal(callers().length, 1, `after ${jumpMs} ms`);
        const requests = asked() - before;
        assert.ok(requests >= 8 && requests <= 12, `${requests} requests after ${jumpMs} ms`);
        portal.box.add({ text: 'News' });
        await many.until(() => new Set(many.all.map(({ shown }) => shown)).size === 1);
      }
      if (seed < 5) {
        await many.end();
        await portal.close();
      }
    }
  }).timeout(60_000);

  for (const [state, prepare] of [
    ['with the focus', () => Promise.resolve()],
    ['without the focus', () => Promise.resolve(many.all[0]?.windows.focus.setFocused(false))],
    [
      'after hours without the portal',
      async () => {
        portal.faults.add({ times: Infinity, fault: { kind: 'html', status: 502 } });
        await many.advance(HOUR_MS + 10 * MINUTE_MS);
        portal.faults.clear();
      },
    ],
  ] as const) {
    for (const [how, sleep] of [
      [
        'where timers stood still',
        (ms: number) => {
          many.clock.setSystemTime(Date.now() + ms);
        },
      ],
      [
        'where timers come late',
        (ms: number) => {
          many.clock.jump(ms);
        },
      ],
    ] as const) {
      // prettier-ignore
      it(`ask once within six seconds after the computer has slept, however many there are, ${state}, ${how}`, async () => {
        for (const [count, sleptMs] of [
          [1, 8 * HOUR_MS],
          [1, 5 * MINUTE_MS],
          [3, 8 * HOUR_MS],
        ] as const) {
          await start(count);
          await many.advance(MINUTE_MS);
          await prepare();
          await many.advance(7_000);
          portal.box.add({ id: 3, text: 'News' });
          portal.journal.clear();
          sleep(sleptMs);
          const tookMs = await many.until(allShow('3* 2* 1*'));
          assert.ok(tookMs <= 6_000, `${tookMs} ms`);
          assert.equal(pagesOf(portal), 1);
          leader();
          if (count === 1) {
            await many.end();
            await portal.close();
          }
        }
      }).timeout(20_000);
    }
  }

  it('see what is done in one that does not poll', async () => {
    await startLed();
    await many.until(allShow('2* 1*'));
    await many.until(() => portal.journal.calls('pull.config.get').length === 1);
    const before = asked();
    follower().portal.triage.setRead([1], true);
    const tookMs = await many.until(allShow('2* 1'));
    assert.ok(tookMs <= 4_000, `${tookMs} ms`);
    assert.equal(asked() - before, 2);

    portal.box.add({ id: 3, text: 'News' });
    await follower().portal.poller.poll();
    await many.until(allShow('3* 2* 1'), 4_000);
    const polled = asked();
    await many.advance(INTERVAL_MS - 4_000);
    assert.equal(asked(), polled, 'counts anew from the last answer, whoever got it');
  });

  it('cost the portal little more in an hour where five pages are loaded', async () => {
    await start(1);
    fill(50);
    await many.advance(MINUTE_MS);
    const { inbox } = leader().portal;
    void inbox.loadMoreUntil(() => false, 4);
    await many.until(() => loadedNotifications(inbox.state).length === 250);
    portal.journal.clear();
    await many.advance(HOUR_MS);
    const pages = pagesOf(portal);
    assert.ok(asked() >= 115 && asked() <= 140, `${asked()} requests`);
    assert.ok(pages >= 3 * 5 && pages <= 4 + 4 * 5, `${pages} of them for pages`);
  }).timeout(20_000);

  it('see in one that has loaded more than the one that polls what was read or deleted elsewhere', async () => {
    await startLed(3);
    fill(150);
    await many.advance(MINUTE_MS);
    const reader = follower();
    void reader.portal.inbox.loadMoreUntil(() => false, 10);
    const list = (): readonly Notification[] => loadedNotifications(reader.portal.inbox.state);
    const at = (index: number): number => list()[index]?.id ?? assert.fail();
    const isRead = (id: number): boolean | undefined => list().find(each => each.id === id)?.isRead;
    await many.until(() => list().length === portal.box.count);
    await many.advance(MINUTE_MS);
    const pages = (): number => pagesOf(portal);
    const [before, startedAt] = [pages(), Date.now()];
    const [gone, read] = [at(270), at(120)];
    portal.box.remove(gone);
    await many.until(() => isRead(gone) === undefined, 8 * MINUTE_MS);
    portal.box.mark([read], true);
    await many.until(() => isRead(read) === true, 17 * MINUTE_MS);
    assert.equal(list().length, portal.box.count);
    assert.ok(reader !== leader());
    // Twice the six pages that it has loaded, and the four that the one that polls knows from it.
    const polls = Math.ceil((Date.now() - startedAt) / INTERVAL_MS);
    assert.ok(pages() - before <= polls + 20, `${pages() - before} pages in ${polls} polls`);
  }).timeout(20_000);

  it('keep all that is loaded in one where something far down is read elsewhere, and soon show it as read', async () => {
    await startLed(3);
    fill(80);
    await many.advance(MINUTE_MS);
    const reader = follower();
    void reader.portal.inbox.loadMoreUntil(() => false, 10);
    const list = (): readonly Notification[] => loadedNotifications(reader.portal.inbox.state);
    await many.until(() => list().length === portal.box.count);
    await many.advance(MINUTE_MS);
    const lengths = new Set<number>();
    const subscription = reader.portal.inbox.onDidChange(() => lengths.add(list().length));
    portal.journal.clear();
    forgetCalls();
    const read = portal.box.list()[70]?.id ?? assert.fail();
    portal.box.mark([read], true);
    const isShown = (): boolean => list().find(({ id }) => id === read)?.isRead === true;
    const tookMs = await many.until(isShown, 2 * INTERVAL_MS);
    assert.ok(tookMs <= INTERVAL_MS + 10_000, `${tookMs} ms`);
    await many.advance(4 * MINUTE_MS);
    subscription.dispose();
    assert.deepEqual([...lengths], [300]);
    assert.ok(reader !== leader());
    // All six pages once.
    assert.equal(reader.calls.filter(method => method === 'im.notify.get').length, 6);
    const pages = pagesOf(portal);
    assert.ok(pages <= 6 + 4, `${pages} pages`);
  }).timeout(20_000);

  it('keep what a person has just done, though an older list comes from another window', async () => {
    await startLed();
    await many.until(allShow('2* 1*'));
    const one = follower();
    portal.faults.add({ method: 'im.notify.read.list', fault: { kind: 'hold' } });
    one.portal.triage.setRead([2], true);
    await portal.journal.nextArrival('im.notify.read.list');
    assert.equal(one.shown, '2 1*');
    portal.faults.release();
    await many.until(allShow('2 1*'));
  });

  it('share a failure and the moment that the portal named, and none asks before', async () => {
    await start();
    await many.until(allShow('2* 1*'));
    const resetAt = Math.ceil(Date.now() / 1000) + 600;
    portal.faults.add({
      times: Infinity,
      fault: { kind: 'error', code: 'OPERATION_TIME_LIMIT', extra: { operating_reset_at: resetAt } },
    });
    await many.until(allShow('2* 1* (rateLimited)'));
    portal.faults.clear();
    const before = asked();
    for (const { portal: each } of many.all) {
      assert.deepEqual(each.inbox.failure, {
        kind: 'rateLimited',
        code: 'OPERATION_TIME_LIMIT',
        retryAt: resetAt * 1000,
      });
      await each.poller.poll();
      await each.poller.focus();
    }
    await many.advance(9 * MINUTE_MS);
    assert.equal(asked(), before);
    await many.until(allShow('2* 1*'), 2 * MINUTE_MS);
  });

  for (const [what, fault] of [
    ['nothing reached', { kind: 'reset' }],
    ['answered with an error', { kind: 'html', status: 502 }],
  ] as const) {
    it(`ask a portal that ${what} for 75 seconds again within three minutes, however often a person asks meanwhile`, async () => {
      await start(3);
      await many.until(allShow('2* 1*'));
      portal.faults.add({ times: Infinity, fault });
      for (let times = 0; times < 15; times++) {
        const one = many.all[times % 3] ?? assert.fail();
        for (const each of many.all) {
          each.windows.focus.setFocused(each === one);
        }
        void one.portal.poller.focus();
        await many.advance(1_000);
        void one.portal.poller.pollAll();
        await many.advance(4_000);
      }
      portal.faults.clear();
      portal.box.add({ id: 3, text: 'News' });
      const tookMs = await many.until(allShow('3* 2* 1*'), 20 * MINUTE_MS);
      assert.ok(tookMs <= 3 * MINUTE_MS, `${tookMs / 1000} s`);
    }).timeout(20_000);
  }

  for (const code of ['NO_AUTH_FOUND', 'authorization_error', 'CONNECTION_ERROR']) {
    it(`go on by themselves after one 401 ${code} in a good series`, async () => {
      await start(3);
      await many.until(allShow('2* 1*'));
      portal.faults.add({
        method: 'im.notify.get',
        params: { LIMIT: 50 },
        fault: { kind: 'error', code, status: 401 },
      });
      await many.until(() => many.all.every(({ portal: each }) => each.inbox.failure !== undefined), 17 * MINUTE_MS);
      portal.box.add({ id: 3, text: 'News' });
      await many.until(allShow('3* 2* 1*'), 16 * MINUTE_MS);
    }).timeout(20_000);
  }

  it('share that the portal is out of reach and back again; a new window asks nothing by itself', async () => {
    await start();
    await many.until(allShow('2* 1*'));
    portal.faults.add({ times: Infinity, fault: { kind: 'html', status: 502 } });
    await many.until(allShow('2* 1* (unreachable)'), 2 * MINUTE_MS);
    const fresh = many.open(webhookOf(portal.webhook));
    await many.advance(5_000);
    assert.equal(fresh.shown, '2* 1* (unreachable)');
    assert.deepEqual(fresh.calls, []);
    portal.faults.clear();
    await many.until(allShow('2* 1*'), 20 * MINUTE_MS);
  });

  it('open one more for nothing: it has the list at once, and soon knows that it is not old', async () => {
    await start();
    await many.advance(5 * MINUTE_MS);
    const before = asked();
    const fresh = many.open(webhookOf(portal.webhook));
    await many.settled();
    assert.equal(fresh.shown, '2* 1* (kept)');
    await many.until(() => fresh.shown === '2* 1*', 4_500);
    await many.advance(10_000);
    assert.deepEqual(fresh.calls, []);
    assert.ok(asked() - before <= 1);
  });

  it('believe what a stranger has written only as far as the portal itself', async () => {
    await startLed(2);
    await many.until(allShow('2* 1*'));
    const key = `bitrix24.polled:1@${portal.origin}`;
    for (const movedTo of ['http://evil.example', 'https://ann:pass@evil.example', 7, 'https://new.example']) {
      const value = { listAt: 0, failure: { kind: 'unreachable', reason: 'moved', movedTo } };
      void leader().state.update(key, { last: { at: Date.now(), value } });
      await many.until(() => followers().every(({ shown }) => shown === '2* 1* (unreachable)'));
      const told = JSON.stringify(follower().portal.inbox.failure);
      assert.equal(told.includes('movedTo'), movedTo === 'https://new.example', told);
      await many.until(allShow('2* 1*'), 2 * MINUTE_MS);
    }
  });

  it('do not make a person wait who connects the first portal', async () => {
    await start(0);
    const one = many.open(webhookOf(portal.webhook));
    void one.portal.poller.poll();
    await many.settled();
    assert.equal(one.shown, '2* 1*');
    assert.deepEqual(one.calls, ['im.notify.get', 'im.notify.schema.get']);
  });

  it('with different accounts leave none unasked', async () => {
    await start(3);
    const other = portal.addWebhook(2);
    const one = many.open(webhookOf(other));
    await many.advance(MINUTE_MS);
    assert.equal(one.shown, '');
    forgetCalls();
    const before = one.calls.length;
    await many.advance(5 * MINUTE_MS);
    assert.ok(one.calls.length - before >= 9);
    assert.equal(callers().length, 2);
  });

  it('ask by themselves, and less often, where nothing can be kept', async () => {
    await start(3);
    many.shelf.isBroken = true;
    await many.advance(2 * MINUTE_MS);
    assert.ok(allShow('2* 1*')());
    portal.box.add({ id: 3, text: 'News' });
    await many.until(allShow('3* 2* 1*'), 2 * MINUTE_MS);
  });

  it('keep nothing of an account that is disconnected in all of them', async () => {
    await start(3);
    await many.until(allShow('2* 1*'));
    assert.equal(many.shelf.kept.size, 2);
    many.all[1]?.connect();
    await many.advance(2_000);
    for (const each of many.all) {
      each.connect();
    }
    await many.advance(10_000);
    assert.deepEqual([...many.shelf.kept], []);
    for (const { memento } of [...many.all, many.open()]) {
      assert.ok(!JSON.stringify(memento.values).includes(portal.origin), Object.keys(memento.values).join(' '));
    }
  });
});
