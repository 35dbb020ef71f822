import assert from 'node:assert/strict';
import { type StandInPortal, startPortal } from '../../../portal/portal';
import { HOUR_MS, MINUTE_MS } from '../../support/clock';
import { ManyWindows, type SimulatedWindow } from '../../support/manyWindows';
import { webhookOf } from '../../support/openPortals';

/** By when at the latest something new is told after a poll. */
const TOLD_MS = 45_000;

describe('what is new', () => {
  let many: ManyWindows;
  let portal: StandInPortal;
  let windows: SimulatedWindow[];
  beforeEach(async () => {
    portal = await startPortal({ seed: [{ id: 1, text: 'One' }, { id: 2, text: 'Two' }] }); // prettier-ignore
    many = new ManyWindows();
    windows = [];
  });
  afterEach(async () => {
    await many.end();
    await portal.close();
  });

  const open = (): SimulatedWindow => {
    const window = many.open(webhookOf(portal.webhook));
    windows.push(window);
    return window;
  };
  /** As many windows as said, the first with the focus. */
  const start = async (count = 1): Promise<void> => {
    for (let index = 0; index < count; index++) open();
    windows[0]?.windows.focus.setFocused(true);
    await many.until(() => many.all.every(({ shown }) => shown === '2* 1*'));
    await many.advance(15_000);
  };
  const add = (...ids: readonly number[]): void => {
    for (const id of ids) portal.box.add({ id, text: 'News', authorId: 2 });
  };
  /** What each window has told, in the order they were opened. */
  const told = (): readonly string[] =>
    windows.map(window =>
      window.told.map(({ id, reason }) => (reason === 'new' ? `${id}` : `${id} ${reason}`)).join(' '),
    );
  const state = (): Readonly<Record<string, { readonly value?: unknown }>> =>
    (many.all[0]?.memento.values[`bitrix24.arrivals:${many.all[0].portal.id}`] ?? {}) as never;

  it('is nothing on the first connection, even if nothing is there', async () => {
    portal.box.remove(1);
    portal.box.remove(2);
    open();
    await many.advance(MINUTE_MS);
    assert.deepEqual(told(), ['']);
    add(3);
    await many.until(() => told()[0] === '3', 6 * MINUTE_MS);
  });

  it('is told once, what comes together together, in the focused window', async () => {
    await start(3);
    windows[0]?.windows.focus.setFocused(false);
    windows[2]?.windows.focus.setFocused(true);
    await many.advance(10_000);
    add(3, 4);
    await many.advance(TOLD_MS);
    assert.deepEqual(told(), ['', '', '4 3']);
    add(5);
    await many.advance(TOLD_MS);
    assert.deepEqual(told(), ['', '', '4 3 5']);
  });

  it('is told by the leader if no window has the focus', async () => {
    await start(2);
    windows[0]?.windows.focus.setFocused(false);
    await many.advance(10_000);
    add(3);
    await many.advance(6 * MINUTE_MS);
    assert.deepEqual(
      windows.map(({ told: one }) => one.length),
      windows.map(({ isLeader }) => (isLeader ? 1 : 0)),
    );
  });

  it('is not what was read or deleted elsewhere, or here, before it could be told', async () => {
    await start();
    add(3, 4, 5);
    await many.until(() => many.all[0]?.shown.startsWith('5*') === true);
    portal.box.mark([3], true);
    portal.box.remove(4);
    many.all[0]?.portal.triage.setRead([5], true);
    await windows[0]?.portal.poller.poll();
    await many.advance(TOLD_MS);
    assert.deepEqual(told(), ['']);
    assert.equal(state().told?.value, 5);
    portal.box.mark([5], false);
    await many.advance(6 * MINUTE_MS);
    assert.deepEqual(told(), [''], 'it is unread again, and nothing new');
  });

  it('is not told again by a window that is opened later, or after a restart', async () => {
    await start();
    add(3);
    await many.advance(TOLD_MS);
    open();
    await many.advance(TOLD_MS);
    for (const each of many.all) many.close(each);
    await many.advance(10_000);
    open();
    await many.advance(TOLD_MS);
    assert.deepEqual(told(), ['3', '', '']);
  });

  it('is told by another window if the one that was about to tell is gone', async () => {
    await start(2);
    add(3);
    await many.until(() => state().claim?.value !== undefined);
    const [first] = windows;
    assert.ok(first);
    many.kill(first);
    await many.advance(4 * MINUTE_MS);
    assert.deepEqual(told(), ['', '3']);
  });

  for (const [hours, expected] of [
    [0.5, '4 3'],
    [5, '4 away 3 away'],
  ] as const) {
    it(`says what it is if nothing ran for ${hours} hours`, async () => {
      await start();
      for (const each of many.all) many.close(each);
      add(3, 4);
      await many.advance(1_000);
      many.clock.setSystemTime(Date.now() + hours * HOUR_MS);
      open();
      await many.advance(TOLD_MS);
      assert.deepEqual(told(), ['', expected]);
    });
  }

  it('is said to have come while away after a sleep, too', async () => {
    await start();
    add(3);
    many.clock.setSystemTime(Date.now() + 8 * HOUR_MS);
    await many.advance(TOLD_MS);
    assert.deepEqual(told(), ['3 away']);
  });

  it('is told though the clock was set back, and not again', async () => {
    await start(2);
    add(3);
    await many.advance(TOLD_MS);
    many.clock.setSystemTime(Date.now() - HOUR_MS);
    await many.advance(TOLD_MS);
    add(4);
    await many.advance(2 * TOLD_MS);
    assert.deepEqual(told(), ['3 4', '']);
  });

  it('writes nothing while nothing comes', async () => {
    await start();
    const before = JSON.stringify(state());
    await many.advance(10 * MINUTE_MS);
    assert.equal(JSON.stringify(state()), before);
  });

  for (const poison of ['many', -1, 1.5, 2 ** 60, null, { windowId: 7 }, [3]]) {
    it(`begins anew if what is kept is ${JSON.stringify(poison)}`, async () => {
      await start();
      const [{ memento, portal: { id } } = assert.fail()] = windows; // prettier-ignore
      for (const each of many.all) many.close(each);
      void memento.update(`bitrix24.arrivals:${id}`, { told: { at: Date.now(), value: poison } });
      await many.advance(1_000);
      add(3);
      open().windows.focus.setFocused(true);
      await many.advance(TOLD_MS);
      add(4);
      await many.advance(TOLD_MS);
      assert.deepEqual(told(), ['', '4']);
    });
  }

  it('is a snooze that has ended, told once in one of the windows that know of it', async () => {
    await start(3);
    const endedAt = Date.now();
    for (const each of many.all) each.portal.arrivals.announceReturned([1], endedAt);
    await many.advance(20_000);
    for (const each of many.all) each.portal.arrivals.announceReturned([1], endedAt);
    await many.advance(20_000);
    assert.deepEqual(told(), ['1 returned', '', '']);
  });
});
