import { type Clock, install } from '@sinonjs/fake-timers';
import assert from 'node:assert/strict';
import { loadedNotifications } from '../../../../src/model/inbox/inboxState';
import type { Notification } from '../../../../src/model/notification/notification';
import { snoozesKey, sourceOf } from '../../../../src/model/triage/snoozes';
import { HOUR_MS } from '../../support/clock';
import { MapState } from '../../support/memento';
import { ACCEPT, confirmation, link, NOON, notification, page, run } from '../../support/notifications';
import { heldPortal, type HeldPortal } from '../../support/portals';

describe('a snooze', () => {
  let clock: Clock;
  let shared: MapState;
  let ignored: string[];
  const opened: HeldPortal[] = [];
  beforeEach(() => {
    clock = install({ now: NOON });
    shared = new MapState();
    ignored = [];
  });
  afterEach(() => {
    opened.splice(0).forEach(({ portal }) => portal.dispose());
    clock.uninstall();
  });

  /** A window whose portal has answered with this list. */
  const open = async (list: readonly Notification[] = run(5, 1)): Promise<HeldPortal> => {
    const held = heldPortal('1', undefined, shared, name => ignored.push(name));
    opened.push(held);
    void held.portal.inbox.refresh();
    await refreshed(held, list);
    return held;
  };
  const refreshed = async ({ centre }: HeldPortal, list: readonly Notification[]): Promise<void> => {
    (await centre.next('getPage')).answer(page(list));
    await clock.tickAsync(0);
  };
  const snooze = ({ portal }: HeldPortal, ids: readonly number[], until: number | 'next' = NOON + HOUR_MS) =>
    portal.snoozes.snooze(
      loadedNotifications(portal.inbox.state).filter(({ id }) => ids.includes(id)),
      until,
    );
  const snoozed = ({ portal }: HeldPortal): readonly number[] => [...portal.snoozes.state.keys()].sort();

  it('outlives a deletion that is undone, and is forgotten with one that is sent', async () => {
    const held = await open();
    snooze(held, [5, 4]);
    const { undo } = held.portal.triage.delete([5], 6_000);
    held.beat();
    void undo();
    held.beat();
    assert.deepEqual(snoozed(held), [4, 5]);
    held.portal.triage.delete([5], 0);
    await clock.tickAsync(0);
    (await held.centre.next('delete')).answer(new Map());
    await clock.tickAsync(0);
    assert.deepEqual(snoozed(held), [4]);
  });

  it('is forgotten with the decision', async () => {
    const held = await open([confirmation(6), ...run(5, 1)]);
    snooze(held, [6]);
    void held.portal.decisions.pressButton(6, ACCEPT, 0);
    (await held.centre.next('confirm')).answer([]);
    await clock.tickAsync(0);
    assert.deepEqual(snoozed(held), []);
  });

  it('is forgotten with the answer; what was answered can be snoozed again', async () => {
    const held = await open();
    snooze(held, [3]);
    const { done } = held.portal.replies.send({ notificationId: 3, to: 'Anna', text: 'Yes' }, 0);
    await clock.tickAsync(0);
    assert.deepEqual(snoozed(held), [3]);
    (await held.centre.next('answer')).answer([]);
    await done;
    assert.deepEqual(snoozed(held), []);
    snooze(held, [3]);
    held.beat();
    assert.deepEqual(snoozed(held), [3]);
  });

  it('is not forgotten by a window that does not know the notification yet', async () => {
    const newer = await open();
    const older = await open(run(4, 1));
    snooze(newer, [5]);
    older.beat();
    newer.beat();
    assert.deepEqual([snoozed(newer), snoozed(older)], [[5], [5]]);
  });

  it('is forgotten once the notification is missing between others', async () => {
    const held = await open();
    snooze(held, [3]);
    void held.portal.inbox.refresh();
    await refreshed(held, [...run(6, 4), ...run(2, 1)]);
    assert.deepEqual(snoozed(held), []);
  });

  it('can’t be undone once it has ended, and its end can’t once its time has passed', async () => {
    const held = await open();
    const undo = snooze(held, [3]);
    const undoEnd = held.portal.snoozes.unsnooze([3]);
    assert.equal(undo(), false);
    clock.setSystemTime(NOON + HOUR_MS);
    assert.equal(undoEnd(), false);
    assert.deepEqual(snoozed(held), []);
  });

  it('is undone in part where another one has replaced it', async () => {
    const held = await open();
    const undo = snooze(held, [3, 4]);
    snooze(held, [3], NOON + 2 * HOUR_MS);
    assert.equal(undo(), true);
    assert.deepEqual([...held.portal.snoozes.state], [[3, { kind: 'until', until: NOON + 2 * HOUR_MS }]]);
  });

  it('that can’t be read counts as none, which is reported once', async () => {
    await shared.update(snoozesKey((await open()).portal.id), {
      4: { at: NOON, value: { until: 'soon' } },
      3: { at: NOON, value: 7 },
      2: { at: NOON, value: { until: NOON + HOUR_MS } },
    });
    const held = await open();
    held.beat();
    assert.deepEqual(snoozed(held), [2]);
    held.beat();
    assert.deepEqual(ignored, ['snooze']);
  });
});

describe('the source of a notification', () => {
  const ORIGIN = 'https://portal.example';
  const about = (path: string, changes: Partial<Notification> = {}): string =>
    sourceOf(notification(1, { text: [link(`${ORIGIN}${path}`)], ...changes }), ORIGIN);

  it('is the page that it is about, whichever comment the link leads to', () => {
    assert.equal(about('/company/personal/user/1/blog/7/?commentId=1#com1'), about('/company/personal/user/1/blog/7/'));
    assert.notEqual(about('/company/personal/user/1/blog/7/'), about('/company/personal/user/1/blog/8/'));
    assert.notEqual(about('/crm/deal/details/7/'), about('/crm/deal/details/7/', { typeId: 'crm|other' }));
  });

  it('tells pages apart that differ in their parameters alone', () => {
    assert.notEqual(about('/online/?IM_DIALOG=chat5'), about('/online/?IM_DIALOG=chat6'));
  });

  it('is the author where there is no page, whatever the type', () => {
    const by = (id: number, typeId = 'im|default'): string =>
      sourceOf(notification(1, { typeId, author: { id, name: 'Anna' } }), ORIGIN);
    assert.equal(by(5), by(5, 'im|like'));
    assert.notEqual(by(5), by(6));
  });
});
