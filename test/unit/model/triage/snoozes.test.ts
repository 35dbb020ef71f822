import assert from 'node:assert/strict';
import { MAX_SNOOZES, snoozesKey } from '../../../../src/model/triage/snoozes';
import { type StandInPortal, startPortal } from '../../../portal/portal';
import { HOUR_MS, MINUTE_MS } from '../../support/clock';
import { ManyWindows, type SimulatedWindow } from '../../support/manyWindows';
import { webhookOf } from '../../support/openPortals';
import { loadedNotifications } from '../../../../src/model/inbox/inboxState';

const LINK = '[url=/company/personal/user/1/tasks/task/view/7/]Task[/url]';

describe('snoozed notifications', () => {
  let many: ManyWindows;
  let portal: StandInPortal;
  beforeEach(async () => {
    portal = await startPortal({
      seed: [1, 2, 3].map(id => ({
        id,
        authorId: id,
        text: id === 3 ? `One ${LINK}` : 'One',
        module: 'tasks',
        event: 'manage',
      })),
    });
    many = new ManyWindows();
  });
  afterEach(async () => {
    await many.end();
    await portal.close();
  });

  const open = (count: number): readonly SimulatedWindow[] =>
    Array.from({ length: count }, () => many.open(webhookOf(portal.webhook)));
  const start = async (count = 1): Promise<readonly SimulatedWindow[]> => {
    const windows = open(count);
    windows[0]?.windows.focus.setFocused(true);
    await many.until(() => many.all.every(({ shown }) => shown === '3* 2* 1*'));
    await many.advance(15_000);
    return windows;
  };
  const snoozed = ({ portal: { snoozes } }: SimulatedWindow): readonly number[] => [...snoozes.state.keys()].sort();
  const snooze = (
    window: SimulatedWindow | undefined,
    ids: readonly number[],
    until: number | 'next',
  ): (() => void) => {
    assert.ok(window);
    const { inbox, snoozes } = window.portal;
    return snoozes.snooze(
      loadedNotifications(inbox.state).filter(({ id }) => ids.includes(id)),
      until,
    );
  };
  const count = ({ session }: SimulatedWindow): unknown => {
    const { state } = session;
    const [only] = state.kind === 'signedIn' ? state.portals : [];
    return only?.inbox.kind === 'ready' ? only.inbox.unreadTotal : undefined;
  };
  const told = (): readonly string[] =>
    many.all.map(window => window.told.map(({ id, reason }) => `${id} ${reason}`).join(' '));

  it('are the same in all windows, do not count, and come back at their time, told once', async () => {
    const [first, second] = await start(3);
    snooze(second, [1, 2], Date.now() + HOUR_MS);
    await many.advance(4_000);
    assert.deepEqual(many.all.map(snoozed), [[1, 2], [1, 2], [1, 2]]); // prettier-ignore
    assert.deepEqual(many.all.map(count), [1, 1, 1]);
    await many.advance(HOUR_MS - 10_000);
    assert.deepEqual(many.all.map(snoozed), [[1, 2], [1, 2], [1, 2]]); // prettier-ignore
    await many.advance(20_000);
    assert.deepEqual(many.all.map(snoozed), [[], [], []]);
    assert.deepEqual(many.all.map(count), [3, 3, 3]);
    assert.deepEqual(told(), ['2 returned 1 returned', '', '']);
    assert.ok(first);
  });

  it('come back in silence if they were read meanwhile', async () => {
    const [window] = await start();
    assert.ok(window);
    snooze(window, [1], Date.now() + 10 * MINUTE_MS);
    portal.box.mark([1], true);
    await many.advance(11 * MINUTE_MS);
    assert.deepEqual(snoozed(window), []);
    assert.deepEqual(told(), ['']);
  });

  it('come back with the next one about the same, and not with another one', async () => {
    const [window] = await start();
    assert.ok(window);
    snooze(window, [1, 3], 'next');
    portal.box.add({ id: 10, authorId: 4, text: 'Other [url=/company/personal/user/1/tasks/task/view/8/]Task[/url]', module: 'tasks', event: 'manage' }); // prettier-ignore
    await many.advance(MINUTE_MS);
    assert.deepEqual(snoozed(window), [1, 3]);
    portal.box.add({ id: 11, authorId: 4, text: `Again ${LINK}`, module: 'tasks', event: 'manage' });
    await many.advance(MINUTE_MS);
    assert.deepEqual(snoozed(window), [1]);
    portal.box.add({ id: 12, authorId: 1, text: 'By the same person' });
    await many.advance(MINUTE_MS);
    assert.deepEqual(snoozed(window), []);
  });

  it('are not brought back by what has come already', async () => {
    const [window] = await start();
    assert.ok(window);
    portal.box.add({ id: 11, authorId: 1, text: 'By the same person' });
    await many.until(() => window.shown === '11* 3* 2* 1*');
    snooze(window, [1], 'next');
    await many.advance(MINUTE_MS);
    assert.deepEqual(snoozed(window), [1]);
  });

  it('are forgotten once they are gone from the portal, or deleted here', async () => {
    const [window] = await start();
    assert.ok(window);
    snooze(window, [1, 2, 3], Date.now() + HOUR_MS);
    portal.box.remove(2);
    await many.advance(MINUTE_MS);
    assert.deepEqual(snoozed(window), [1, 3]);
    window.portal.triage.delete([3], 0);
    await many.advance(MINUTE_MS);
    assert.deepEqual(snoozed(window), [1]);
  });

  it('can be taken back, with what was before', async () => {
    const [window] = await start();
    assert.ok(window);
    const undoFirst = snooze(window, [1], Date.now() + HOUR_MS);
    const undoSecond = snooze(window, [1, 2], 'next');
    undoSecond();
    assert.deepEqual(snoozed(window), [1]);
    assert.equal(window.portal.snoozes.state.get(1)?.kind, 'until');
    const undoEnd = window.portal.snoozes.unsnooze([1]);
    assert.deepEqual(snoozed(window), []);
    undoEnd();
    assert.deepEqual(snoozed(window), [1]);
    undoFirst();
    assert.deepEqual(snoozed(window), []);
  });

  it('survive a restart, and those whose time has come meanwhile come back then', async () => {
    const [window] = await start();
    assert.ok(window);
    snooze(window, [1], Date.now() + HOUR_MS);
    snooze(window, [2], Date.now() + 10 * HOUR_MS);
    await many.advance(2_000);
    many.close(window);
    await many.advance(1_000);
    many.clock.setSystemTime(Date.now() + 2 * HOUR_MS);
    const [next] = open(1);
    assert.ok(next);
    next.windows.focus.setFocused(true);
    await many.advance(MINUTE_MS);
    assert.deepEqual(snoozed(next), [2]);
    assert.deepEqual(told(), ['1 returned']);
  });

  it('hold no words of the notification', async () => {
    const [window] = await start();
    assert.ok(window);
    snooze(window, [1, 2], Date.now() + HOUR_MS);
    snooze(window, [3], 'next');
    await many.advance(2_000);
    const stored = JSON.stringify(window.memento.values[snoozesKey(window.portal.id)]);
    assert.ok(stored.includes('"3"') && !/task|company|One/i.test(stored), stored);
  });

  it('are at most a thousand, without those that end first', async () => {
    const [window] = await start();
    assert.ok(window);
    const [notification] = loadedNotifications(window.portal.inbox.state);
    assert.ok(notification);
    const five = [1, 2, 3, 4, 5].map(id => ({ ...notification, id }));
    window.portal.snoozes.snooze(five, Date.now() + HOUR_MS);
    const others = Array.from({ length: MAX_SNOOZES }, (_item, index) => ({ ...notification, id: index + 6 }));
    window.portal.snoozes.snooze(others, Date.now() + 2 * HOUR_MS);
    assert.equal(window.portal.snoozes.state.size, MAX_SNOOZES);
    assert.ok(!window.portal.snoozes.state.has(5) && window.portal.snoozes.state.has(6));
  });

  it('ignore a kept ID that is written in another way, by which it could not be deleted', async () => {
    const [window] = await start();
    assert.ok(window);
    const entry = { at: Date.now(), value: { until: Date.now() + HOUR_MS } };
    many.close(window);
    void window.memento.update(snoozesKey(window.portal.id), { '003': entry, 2: entry });
    await many.advance(1_000);
    const [next] = open(1);
    assert.ok(next);
    await many.advance(5_000);
    assert.deepEqual(snoozed(next), [2]);
  });

  for (const poison of [
    'later',
    7,
    null,
    { until: 'soon' },
    { until: 1e300 },
    { source: 7, after: 1 },
    { source: '7' },
    { source: 'x'.repeat(99) },
  ]) {
    it(`ignore what is kept if it is ${JSON.stringify(poison).slice(0, 30)}`, async () => {
      const [window] = await start();
      assert.ok(window);
      many.close(window);
      void window.memento.update(snoozesKey(window.portal.id), { 1: { at: Date.now(), value: poison }, 2: poison });
      await many.advance(1_000);
      const [next] = open(1);
      assert.ok(next);
      await many.advance(5_000);
      assert.deepEqual(snoozed(next), []);
    });
  }
});
