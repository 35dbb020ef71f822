import assert from 'node:assert/strict';
import type { ArrivalMark } from '../../../../src/model/arrivals/arrivals';
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
    for (const id of ids) portal.box.add({ id, text: 'News', authorId: 2, dateMs: Date.now() });
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
    assert.equal((state().told?.value as ArrivalMark).id, 5);
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

  it('is told by another window if the one that was about to tell is closed', async () => {
    await start(2);
    add(3);
    await many.until(() => state().claim?.value !== undefined);
    many.close(windows[0] ?? assert.fail());
    await many.advance(4 * MINUTE_MS);
    assert.deepEqual(told(), ['', '3']);
  });

  it('counts as told if the window that was about to tell crashes: it may have told; what is newer is told', async () => {
    await start(2);
    add(3);
    await many.until(() => state().claim?.value !== undefined);
    many.kill(windows[0] ?? assert.fail());
    await many.advance(MINUTE_MS);
    add(4);
    await many.advance(4 * MINUTE_MS);
    assert.deepEqual(told(), ['', '4']);
  });

  it('is not told again if another window has overwritten that it was, and the one that told crashes', async () => {
    await start(2);
    const [teller, other] = windows;
    assert.ok(teller && other);
    const key = `bitrix24.arrivals:${teller.portal.id}`;
    add(3);
    await many.until(() => state().claim?.value !== undefined);
    await many.advance(1_000);
    const claimed = other.memento.get(key);
    await many.until(() => teller.told.length > 0);
    many.kill(teller);
    await many.settled();
    void other.memento.update(key, claimed);
    await many.advance(4 * MINUTE_MS);
    assert.deepEqual(told(), ['3', '']);
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

  it('is not told again if another window writes a lower mark later, which is raised again', async () => {
    await start(2);
    add(3);
    await many.advance(TOLD_MS);
    const [{ memento, portal: { id } } = assert.fail()] = windows; // prettier-ignore
    const lower = { at: Date.now() + 1, value: { id: 2, date: 0 } };
    void memento.update(`bitrix24.arrivals:${id}`, { told: lower });
    await many.advance(TOLD_MS);
    assert.deepEqual(told(), ['3', '']);
    assert.equal((state().told?.value as ArrivalMark).id, 3);
  });

  it('writes nothing while nothing comes', async () => {
    await start();
    const before = JSON.stringify(state());
    await many.advance(10 * MINUTE_MS);
    assert.equal(JSON.stringify(state()), before);
  });

  /** Everything is closed, another program writes to the state, and a window is opened again. */
  const reopenWith = async (
    entries: Readonly<Record<string, unknown>>,
    meanwhile = (): void => undefined,
  ): Promise<SimulatedWindow> => {
    await start();
    const [{ memento, portal: { id } } = assert.fail()] = windows; // prettier-ignore
    for (const each of many.all) many.close(each);
    const at = Date.now();
    const stored = Object.fromEntries(Object.entries(entries).map(([name, value]) => [name, { at, value }]));
    void memento.update(`bitrix24.arrivals:${id}`, stored);
    await many.advance(1_000);
    meanwhile();
    const window = open();
    window.windows.focus.setFocused(true);
    return window;
  };

  for (const poison of [
    'many',
    5,
    -1,
    null,
    { windowId: 7 },
    [3],
    { id: 2 ** 60, date: 0 },
    { id: 1.5, date: 0 },
    { id: 2 },
    { id: 2, date: 8e15 },
    { id: Number.MAX_SAFE_INTEGER, date: 8e15 },
  ]) {
    it(`begins anew if what is kept is ${JSON.stringify(poison)}`, async () => {
      await reopenWith({ told: poison }, () => add(3));
      await many.advance(TOLD_MS);
      add(4);
      await many.advance(TOLD_MS);
      assert.deepEqual(told(), ['', '4']);
    });
  }

  it('is told though a claim of what will never come is kept', async () => {
    const claim = { windowId: 'gone', mark: { id: Number.MAX_SAFE_INTEGER, date: 8e15 }, endedAt: 0 };
    await reopenWith({ claim });
    await many.advance(MINUTE_MS);
    add(3);
    await many.advance(TOLD_MS);
    assert.equal(told().at(-1), '3');
  });

  it('is said in the log, once, to have been unreadable', async () => {
    for (const poison of [{ told: { id: 'many' }, claim: [] }, { told: { id: 2, date: 8e15 } }]) {
      const window = await reopenWith(poison);
      await many.advance(TOLD_MS);
      assert.deepEqual(window.ignored, ['arrivals']);
      many.close(window);
      windows = [];
    }
  });

  it('is told though a higher ID than any of the portal is kept', async () => {
    await reopenWith({ told: { id: Number.MAX_SAFE_INTEGER, date: Date.now() } });
    await many.advance(10_000);
    add(3);
    await many.advance(TOLD_MS);
    assert.deepEqual(told(), ['', '3']);
  });

  it('is told, and nothing else, after the portal was restored from a backup and counts its IDs anew', async () => {
    await start();
    add(900);
    await many.advance(TOLD_MS);
    portal.box.remove(900);
    await many.advance(MINUTE_MS);
    add(3);
    await many.advance(TOLD_MS);
    add(4);
    await many.advance(TOLD_MS);
    assert.deepEqual(told(), ['900 3 4']);
  });

  it('is told by the leader if the focused window has another account, or none', async () => {
    await start();
    windows[0]?.windows.focus.setFocused(false);
    many.open().windows.focus.setFocused(true);
    await many.advance(10_000);
    add(3);
    await many.advance(MINUTE_MS);
    assert.deepEqual(told(), ['3']);
  });

  it('is a snooze that has ended, even if an earlier start has left a claim', async () => {
    const claim = { windowId: 'gone', mark: { id: 2, date: Date.now() }, endedAt: 0 };
    const window = await reopenWith({ told: { id: 1, date: 0 }, claim });
    window.portal.arrivals.announceReturned([1], Date.now());
    await many.advance(TOLD_MS);
    assert.deepEqual(told(), ['', '1 returned']);
  });

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
