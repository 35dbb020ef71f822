import assert from 'node:assert/strict';
import { type StandInPortal, startPortal } from '../../../portal/portal';
import { MINUTE_MS } from '../../support/clock';
import { ManyWindows, type SimulatedWindow } from '../../support/manyWindows';
import { webhookOf } from '../../support/openPortals';

describe('what is new while the focused one of two windows stands still', () => {
  let many: ManyWindows;
  let portal: StandInPortal;
  let focused: SimulatedWindow;
  let other: SimulatedWindow;
  beforeEach(async () => {
    portal = await startPortal({ seed: [{ id: 1, text: 'One' }] });
    many = new ManyWindows({ canSuspend: true });
    focused = many.open(webhookOf(portal.webhook));
    other = many.open(webhookOf(portal.webhook));
    many.within(focused, () => focused.windows.focus.setFocused(true));
    await many.until(() => many.all.every(({ shown }) => shown === '1*'));
    await many.advance(15_000);
    portal.box.add({ id: 2, text: 'News' });
  });
  afterEach(async () => {
    await many.end();
    await portal.close();
  });
  const told = (): readonly string[] => many.all.map(window => window.told.map(({ id }) => id).join(' '));

  it('is told in the other one, and not again when the first goes on', async () => {
    focused.thread.suspend();
    await many.until(() => other.told.length > 0, 5 * MINUTE_MS);
    focused.thread.resume();
    await many.advance(MINUTE_MS);
    assert.deepEqual(told(), ['', '2']);
  });

  it('is no longer told by the first, which was about to, once the other has told of what is newer', async () => {
    await many.until(() => focused.shown === '2* 1*');
    await many.advance(2_500);
    focused.thread.suspend();
    await many.advance(MINUTE_MS);
    portal.box.add({ id: 3, text: 'News' });
    await many.until(() => other.told.length > 0, 5 * MINUTE_MS);
    focused.thread.resume();
    await many.advance(MINUTE_MS);
    assert.deepEqual(told(), ['', '3']);
  });

  for (const ms of [8_000, MINUTE_MS]) {
    it(`is told by the first if it was about to, and goes on after ${ms / 1_000} seconds`, async () => {
      await many.until(() => focused.shown === '2* 1*');
      await many.advance(2_500);
      focused.thread.suspend();
      await many.advance(ms);
      assert.deepEqual(told(), ['', '']);
      focused.thread.resume();
      await many.advance(MINUTE_MS);
      assert.deepEqual(told(), ['2', '']);
    });
  }
});
