import '../../../vscodeStandIn';
import { type Clock, install } from '@sinonjs/fake-timers';
import assert from 'node:assert/strict';
import { loadedNotifications } from '../../../../src/model/inbox/inboxState';
import { Times } from '../../../../src/ui/text/times';
import type { PortalNotifications } from '../../../../src/ui/tree/notificationTarget';
import { SnoozeCommands } from '../../../../src/ui/triage/snoozeCommands';
import { TriageCommands } from '../../../../src/ui/triage/triageCommands';
import { UndoHistory } from '../../../../src/ui/undo/undoHistory';
import { useScreen, vscode } from '../../../vscodeStandIn';
import { HOUR_MS } from '../../support/clock';
import { drawn } from '../../support/inboxScene';
import { NOON, page, run } from '../../support/notifications';
import { heldPortal, type HeldPortal } from '../../support/portals';
import { clearQuickInputs, StandInInput, visibleInput } from '../input/quickInputs';
import { FakeMessages } from '../undo/fakeMessages';

interface Item {
  readonly label: string;
  readonly description?: string;
}

const UNDO_MS = 6_000;

describe('the command to snooze', () => {
  const { workspace } = vscode;
  let clock: Clock;
  let messages: FakeMessages;
  let one: HeldPortal;
  let other: HeldPortal;
  let history: UndoHistory;
  let commands: SnoozeCommands;
  let offered: readonly Item[];
  let choice: string | undefined;
  beforeEach(async () => {
    clock = install({ now: NOON });
    messages = new FakeMessages();
    choice = '1 Hour';
    clearQuickInputs();
    vscode.workspace = { getConfiguration: () => ({ get: () => UNDO_MS / 1000 }) };
    useScreen({
      window: {
        withProgress: messages.withProgress,
        setStatusBarMessage: (words: string) => messages.transient.push(words),
        showQuickPick: (items: readonly Item[]) => {
          offered = items;
          return Promise.resolve(items.find(({ label }) => label === choice));
        },
        createInputBox: () => new StandInInput(),
      },
    });
    history = new UndoHistory();
    commands = new SnoozeCommands(history, new Times('en'));
    one = heldPortal('1');
    other = heldPortal('2');
    for (const { portal, centre } of [one, other]) {
      void portal.inbox.refresh();
      (await centre.next('getPage')).answer(page(run(3, 1)));
      await clock.tickAsync(0);
    }
  });
  afterEach(() => {
    one.portal.dispose();
    other.portal.dispose();
    clock.uninstall();
    vscode.workspace = workspace;
  });

  const targets = ({ portal }: HeldPortal, ...ids: readonly number[]): PortalNotifications => ({
    portal,
    notifications: loadedNotifications(portal.inbox.state).filter(({ id }) => ids.includes(id)),
  });
  const snoozed = (): readonly (readonly number[])[] =>
    [one, other].map(({ portal }) => [...portal.snoozes.state.keys()].sort());

  it('snoozes those of several portals as one, and undoes it as one', async () => {
    await commands.snooze([targets(one, 3, 2), targets(other, 1)]);
    assert.deepEqual(snoozed(), [[2, 3], [1]]);
    assert.match(messages.shown.join(), /^Snoozed until .*\.$/);
    assert.deepEqual(history.undo(), { toReveal: { portal: one.portal, id: 3 } });
    assert.deepEqual(snoozed(), [[], []]);
  });

  it('is in the same history as everything else: what no longer has an effect is passed over', async () => {
    const triage = new TriageCommands(history, { isVisible: true }, new Times('en'));
    void triage.setRead([targets(one, 3)], true);
    await commands.snooze([targets(one, 2)]);
    clock.setSystemTime(NOON + HOUR_MS);
    one.beat();
    assert.deepEqual(snoozed(), [[], []]);
    history.undo();
    assert.equal(drawn(one.portal.inbox), '3* 2* 1*');
  });

  it('changes the time of what is snoozed, which Undo restores', async () => {
    await commands.snooze([targets(one, 3)]);
    choice = 'Until the Next From This Source';
    await commands.snooze([targets(one, 3)]);
    assert.equal(one.portal.snoozes.state.get(3)?.kind, 'next');
    history.undo();
    assert.deepEqual(one.portal.snoozes.state.get(3), { kind: 'until', until: NOON + HOUR_MS });
    commands.unsnooze([targets(one, 3)]);
    assert.deepEqual(snoozed(), [[], []]);
    history.undo();
    assert.deepEqual(snoozed(), [[3], []]);
  });

  it('is said when all are marked as read, which marks those, too', async () => {
    const asked: unknown[] = [];
    useScreen({
      window: {
        showInformationMessage: (_question: string, { detail }: { readonly detail: string }) => {
          asked.push(detail);
          return Promise.resolve(undefined);
        },
      },
    });
    const triage = new TriageCommands(history, { isVisible: true }, new Times('en'));
    one.portal.snoozes.snooze(targets(one, 3).notifications, 'next');
    await triage.markAllRead(one.portal);
    assert.equal(asked.length, 1);
    assert.match(String(asked[0]), /^Snoozed notifications are marked, too, and come back without a message\. /);
    assert.equal(drawn(one.portal.inbox), '3* 2* 1*');
  });

  it('does nothing if it is canceled, or there is nothing to snooze', async () => {
    choice = undefined;
    await commands.snooze([targets(one, 3)]);
    await commands.snooze([]);
    assert.deepEqual([snoozed(), messages.shown], [[[], []], []]);
  });

  it('keeps nothing of a portal that is disconnected while it asks', async () => {
    const snoozing = commands.snooze([targets(one, 3)]);
    one.portal.dispose();
    await one.portal.forget();
    await snoozing;
    assert.deepEqual(snoozed(), [[], []]);
    assert.equal(one.portal.snoozes.unsnooze([3])(), false);
  });

  it('says which day each time is on', async () => {
    await commands.snooze([targets(one, 3)]);
    const days = offered.map(({ label, description = '' }) => [label, description.replace(/,? *\d+:.*$/, '')]);
    assert.deepEqual(days.slice(0, 1), [['1 Hour', '']]);
    assert.deepEqual(days.slice(-4), [
      ['Tomorrow', 'Thursday'],
      ['Monday', 'Mar 9, 2026'],
      ['Until the Next From This Source', ''],
      ['Date and Time…', ''],
    ]);
  });

  it('asks for a time until it is one', async () => {
    choice = 'Date and Time…';
    const done = commands.snooze([targets(one, 3)]);
    await clock.tickAsync(0);
    const input = visibleInput() ?? assert.fail();
    for (const [text, problem] of [
      ['soon', /^Enter a period such as 20m/],
      ['25:00', /^This date or time does not exist/],
      ['2020-01-01', /^This time has passed/],
      ['9999d', /^This is more than a year ahead/],
    ] as const) {
      input.enter(text);
      assert.match(input.validationMessage ?? '', problem);
    }
    input.enter('20m');
    await done;
    assert.deepEqual(one.portal.snoozes.state.get(3), { kind: 'until', until: NOON + HOUR_MS / 3 });
  });
});
