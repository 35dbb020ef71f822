import { useScreen } from '../../../vscodeStandIn';
import type { Clock } from '@sinonjs/fake-timers';
import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import { LastLook } from '../../../../src/model/arrivals/lastLook';
import { Pause } from '../../../../src/model/arrivals/pause';
import { Emitter } from '../../../../src/model/emitter';
import type { Notification } from '../../../../src/model/notification/notification';
import { Session } from '../../../../src/model/portal/session';
import { Quiet } from '../../../../src/ui/arrivals/quiet';
import { NotificationSettings } from '../../../../src/ui/settings';
import { StatusBar } from '../../../../src/ui/statusBar';
import { Times } from '../../../../src/ui/text/times';
import { NotificationsView } from '../../../../src/ui/tree/notificationsView';
import { ViewOptions } from '../../../../src/ui/tree/viewOptions';
import { HOUR_MS, MINUTE_MS, stoppedClock } from '../../support/clock';
import { MapState } from '../../support/memento';
import { confirmation, page, run } from '../../support/notifications';
import { type HeldPortal, heldPortal } from '../../support/portals';
import { UserSettings } from './userSettings';

describe('the status bar and the badge', () => {
  const NOW = new Date('2026-03-04T14:00').getTime();
  const ticks = new Emitter();
  const windowState = new Emitter();
  const visibility = new Emitter();
  const times = new Times('en');
  const state = { focused: true };
  const tree = { visible: false, badge: undefined as { readonly tooltip: string } | undefined };
  const item = { text: '', tooltip: { value: '' }, accessibilityInformation: { label: '' } };
  const contexts = new Map<unknown, unknown>();

  let clock: Clock;
  let user: UserSettings;
  let held: HeldPortal;
  let pause: Pause;
  let ends: readonly { dispose(): void }[];
  beforeEach(async () => {
    clock = stoppedClock(NOW);
    user = new UserSettings();
    Object.assign(state, { focused: true });
    Object.assign(tree, { visible: false });
    useScreen({
      window: {
        state,
        onDidChangeWindowState: windowState.event,
        createTreeView: () => Object.assign(tree, { selection: [], onDidChangeVisibility: visibility.event, dispose }),
        createStatusBarItem: () => Object.assign(item, { show: dispose, hide: dispose, dispose }),
      },
      commands: {
        executeCommand: (_command: string, key: unknown, value: unknown) => Promise.resolve(contexts.set(key, value)),
      },
    });
    const shared = new MapState();
    const context = { memento: shared, onDidTick: ticks.event };
    const session = new Session();
    const settings = new NotificationSettings(() => undefined);
    pause = new Pause(context);
    const quiet = new Quiet(pause, settings, context, times);
    const lastLook = new LastLook(context);
    held = heldPortal();
    const view = new NotificationsView(session, times, new ViewOptions(shared), { settings, lastLook });
    ends = [view, new StatusBar(session, times, { quiet, lastLook }), quiet, pause, lastLook, settings, session];
    session.open([held.portal]);
    await list(run(5, 1));
  });
  afterEach(() => {
    ends.forEach(each => each.dispose());
    user.end();
    clock.uninstall();
  });
  const dispose = (): void => undefined;
  const list = async (notifications: readonly Notification[]): Promise<void> => {
    const refreshed = held.portal.inbox.refresh();
    // The poller may have asked for the fingerprint already.
    for (const call of held.centre.calls.filter(({ method }) => method === 'getFingerprint')) call.answer({});
    await setImmediate();
    for (const call of held.centre.calls.filter(({ method }) => method === 'getPage')) call.answer(page(notifications));
    await refreshed;
  };
  const tick = async (ms: number): Promise<void> => {
    await clock.tickAsync(ms);
    ticks.fire();
  };
  const tooltip = (): readonly string[] => item.tooltip.value.replaceAll('\\', '').split('\n\n');
  const look = (isLooking: boolean): void => {
    Object.assign(tree, { visible: isLooking });
    visibility.fire();
  };

  it('say until when all is paused, with a slash through the bell', async () => {
    assert.deepEqual([item.text, contexts.get('bitrix24.isPaused')], ['$(bell-dot) 5', false]);
    pause.start(NOW + HOUR_MS);
    assert.deepEqual([item.text, contexts.get('bitrix24.isPaused')], ['$(bell-slash-dot) 5', true]);
    const words = 'Notifications are paused until 3:00 PM.';
    assert.equal(item.accessibilityInformation.label, `Bitrix24: 5 unread. ${words}`);
    assert.ok(tooltip().includes(words));
    await tick(HOUR_MS);
    assert.deepEqual([item.text, contexts.get('bitrix24.isPaused')], ['$(bell-dot) 5', false]);
    assert.equal(item.accessibilityInformation.label, 'Bitrix24: 5 unread');
    pause.start(Infinity);
    await list([]);
    assert.equal(item.text, '$(bell-slash) 0');
    assert.equal(item.accessibilityInformation.label, 'Bitrix24: 0 unread. Notifications are paused.');
    pause.resume();
    assert.equal(item.text, '$(bell) 0');
  });

  it('say until when it is quiet, and begin and end to do so by themselves', async () => {
    user.set('notifications.quietHours', { from: '15:00', to: '16:30' });
    const isQuiet = (): boolean => item.tooltip.value.replaceAll('\\', '').includes('Quiet until 4:30 PM');
    assert.equal(isQuiet(), false);
    await tick(HOUR_MS);
    assert.equal(isQuiet(), true);
    assert.equal(item.text, '$(bell-dot) 5');
    await tick(90 * MINUTE_MS);
    assert.equal(isQuiet(), false);
    user.set('notifications.quietHours', { days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] });
    assert.match(item.tooltip.value, /Quiet at all hours/);
    user.set('notifications.quietHours', undefined);
    assert.doesNotMatch(item.tooltip.value, /Quiet/);
  });

  it('say what is new since the person last looked at the view', async () => {
    assert.doesNotMatch(item.tooltip.value, /new/);
    look(true);
    look(false);
    await list(run(8, 1));
    const words = '3 new since you last looked.';
    assert.ok(tooltip().includes(words));
    assert.equal(tree.badge?.tooltip, `8 unread. ${words}`);
    look(true);
    assert.doesNotMatch(item.tooltip.value, /new/);
    assert.equal(tree.badge.tooltip, '8 unread');
  });

  it('name the count first, then decisions, what is unread, and how many more there are', async () => {
    await list([...run(12, 4), { ...confirmation(3), isRead: true }, ...run(2, 1)]);
    held.portal.snoozes.snooze(run(12, 11), 'next');
    const [count, lines] = tooltip();
    assert.equal(count, 'Bitrix24: 10 unread. 2 snoozed.');
    const names = (lines ?? '').split('\n').map(line => line.replace(/^- \[?([^\]]*).*$/, '$1'));
    assert.deepEqual(names, [3, 10, 9, 8, 7].map(id => `Bitrix24, Notification ${id}`).concat('and 6 more'));
    assert.match(lines ?? '', /\(command:bitrix24\.reveal\?%5B%7B%22id%22%3A3%2C/);
  });

  it('don’t take a view in a window without the focus for a look', async () => {
    look(true);
    Object.assign(state, { focused: false });
    windowState.fire();
    await list(run(8, 1));
    assert.match(tree.badge?.tooltip ?? '', /3 new/);
    Object.assign(state, { focused: true });
    windowState.fire();
    assert.equal(tree.badge?.tooltip, '8 unread');
    assert.doesNotMatch(item.tooltip.value, /new/);
  });

  it('are left alone once they end', () => {
    ends.forEach(each => each.dispose());
    const { text } = item;
    pause.start(NOW + HOUR_MS);
    assert.equal(item.text, text);
  });
});
