import '../../../vscodeStandIn';
import { type Clock, install } from '@sinonjs/fake-timers';
import assert from 'node:assert/strict';
import { loadedNotifications } from '../../../../src/model/inbox/inboxState';
import { Times } from '../../../../src/ui/text/times';
import type { PortalNotifications } from '../../../../src/ui/tree/notificationTarget';
import { TriageCommands } from '../../../../src/ui/triage/triageCommands';
import { UndoHistory } from '../../../../src/ui/undo/undoHistory';
import { useScreen, vscode } from '../../../vscodeStandIn';
import { drawn } from '../../support/inboxScene';
import { NOON, page, run, unreachable } from '../../support/notifications';
import { heldPortal, type HeldPortal } from '../../support/portals';
import { FakeMessages } from '../undo/fakeMessages';

const UNDO_MS = 6_000;

describe('triage commands', () => {
  const { workspace } = vscode;
  let clock: Clock;
  let messages: FakeMessages;
  let errors: string[];
  let view: { isVisible: boolean };
  let one: HeldPortal;
  let other: HeldPortal;
  let history: UndoHistory;
  let triage: TriageCommands;
  beforeEach(async () => {
    clock = install({ now: NOON });
    messages = new FakeMessages();
    errors = [];
    vscode.workspace = { getConfiguration: () => ({ get: () => UNDO_MS / 1000 }) };
    useScreen({
      window: {
        withProgress: messages.withProgress,
        setStatusBarMessage: (words: string) => messages.transient.push(words),
        showErrorMessage: (words: string) => {
          errors.push(words);
          return Promise.resolve(undefined);
        },
      },
    });
    view = { isVisible: true };
    history = new UndoHistory();
    triage = new TriageCommands(history, view, new Times('en'));
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
  const lists = (): readonly string[] => [one, other].map(({ portal }) => drawn(portal.inbox));
  /** Answers the next write of that kind, or has it fail. */
  const answer = async ({ centre }: HeldPortal, method: 'setRead' | 'delete', fails = false): Promise<void> => {
    const call = await centre.next(method);
    if (fails) {
      call.fail(unreachable);
    } else {
      call.answer(new Map());
    }
    await clock.tickAsync(0);
  };

  it('undo what was done last, first, whatever it was', async () => {
    void triage.setRead([targets(one, 3)], true);
    void triage.delete([targets(other, 2)]);
    void triage.setRead([targets(one, 3)], false);
    assert.deepEqual(lists(), ['3* 2* 1*', '3* 1*']);
    assert.deepEqual(history.undo(), { toReveal: { portal: one.portal, id: 3 } });
    assert.deepEqual(lists(), ['3 2* 1*', '3* 1*']);
    assert.deepEqual(history.undo(), { toReveal: { portal: other.portal, id: 2 } });
    assert.deepEqual(lists(), ['3 2* 1*', '3* 2* 1*']);
    history.undo();
    assert.deepEqual(lists(), ['3* 2* 1*', '3* 2* 1*']);
    assert.equal(history.undo(), undefined);
    assert.deepEqual(messages.transient, [
      'Marked as read again: 1',
      'Deletion undone: 1',
      'Marked as unread again: 1',
      'Nothing to undo.',
    ]);
    await clock.tickAsync(UNDO_MS);
    assert.ok(other.centre.written.every(([method]) => method !== 'delete'));
  });

  it('undo what was done at once in several portals as one, and say how much', async () => {
    void triage.setRead([targets(one, 3, 2), targets(other, 3)], true);
    assert.deepEqual(lists(), ['3 2 1*', '3 2* 1*']);
    assert.deepEqual(history.undo(), { toReveal: { portal: one.portal, id: 3 } });
    assert.deepEqual(lists(), ['3* 2* 1*', '3* 2* 1*']);
    assert.deepEqual(messages.transient, ['Marked as unread again: 3']);
    assert.equal(history.undo(), undefined);
    await clock.tickAsync(0);
  });

  it('undo a mark without a message, too', () => {
    const [notification] = targets(one, 3).notifications;
    assert.ok(notification);
    triage.markReadQuietly(one.portal, notification);
    assert.deepEqual([lists()[0], messages.shown], ['3 2* 1*', []]);
    assert.ok(history.undo());
    assert.equal(lists()[0], '3* 2* 1*');
  });

  it('undo the part that a portal took', async () => {
    void triage.setRead([targets(one, 3), targets(other, 3)], true);
    await answer(one, 'setRead');
    await answer(other, 'setRead', true);
    assert.deepEqual(lists(), ['3 2* 1*', '3*! 2* 1*']);
    assert.ok(history.undo());
    assert.deepEqual(messages.transient, ['Marked as unread again: 1']);
    assert.deepEqual(lists(), ['3* 2* 1*', '3*! 2* 1*']);
  });

  it('undo an older change in the place of one that the portal refused', async () => {
    void triage.setRead([targets(one, 3)], true);
    void triage.setRead([targets(one, 2)], true);
    await answer(one, 'setRead');
    await answer(one, 'setRead', true);
    assert.deepEqual(history.undo(), { toReveal: { portal: one.portal, id: 3 } });
    assert.equal(history.undo(), undefined);
  });

  it('undo an older change in the place of one that concerned nothing loaded', () => {
    void triage.setRead([targets(one, 3)], true);
    void triage.setRead([targets(one, 3)], true);
    assert.deepEqual(messages.shown, ['Marked as read: Bitrix24']);
    assert.deepEqual(history.undo(), { toReveal: { portal: one.portal, id: 3 } });
    assert.equal(history.undo(), undefined);
  });

  for (const fails of [false, true]) {
    it(`undo what is older than a deletion that ${fails ? 'failed' : 'has gone out, once they have said so'}`, async () => {
      void triage.setRead([targets(one, 3), targets(other, 3)], true);
      void triage.setRead([targets(one, 2)], true);
      await answer(one, 'setRead');
      await answer(other, 'setRead');
      await answer(one, 'setRead');
      void triage.delete([targets(other, 1)]);
      void triage.setRead([targets(one, 1)], true);
      await clock.tickAsync(UNDO_MS);
      assert.deepEqual(other.centre.written.at(-1), ['delete', [1]]);
      await answer(other, 'delete', fails);
      assert.deepEqual(history.undo(), { toReveal: { portal: one.portal, id: 1 } });
      assert.deepEqual(lists(), ['3 2 1*', fails ? '3 2* 1*!' : '3 2*']);
      if (!fails) {
        assert.equal(history.undo(), undefined);
        assert.equal(messages.transient.at(-1), 'The deletion can no longer be undone.');
      }
      assert.deepEqual(history.undo(), { toReveal: { portal: one.portal, id: 2 } });
      assert.deepEqual(history.undo(), { toReveal: { portal: one.portal, id: 3 } });
      assert.deepEqual(lists(), ['3* 2* 1*', fails ? '3* 2* 1*!' : '3* 2*']);
    });
  }

  describe('after a portal was disconnected', () => {
    const disconnect = ({ portal }: HeldPortal): void => {
      portal.dispose();
      history.keepPortals([one.portal, other.portal].filter(each => each !== portal));
    };

    for (const isFirst of [false, true]) {
      it(`undo what was done in another with it, ${isFirst ? 'before' : 'behind'} it`, async () => {
        const [gone, left] = isFirst ? [other, one] : [one, other];
        void triage.setRead([targets(one, 3), targets(other, 3)], true);
        void triage.delete([targets(one, 2), targets(other, 2)]);
        await answer(one, 'setRead');
        await answer(other, 'setRead');
        disconnect(gone);
        assert.deepEqual(history.undo(), { toReveal: { portal: left.portal, id: 2 } });
        assert.deepEqual(history.undo(), { toReveal: { portal: left.portal, id: 3 } });
        assert.equal(drawn(left.portal.inbox), '3* 2* 1*');
        const marks = gone.centre.written.filter(([method]) => method === 'setRead');
        assert.deepEqual(marks, [['setRead', [3], true]]);
        assert.equal(history.undo(), undefined);
        await clock.tickAsync(UNDO_MS);
      });
    }

    it('undo what is older in another than a deletion in it', async () => {
      void triage.setRead([targets(other, 3)], true);
      await answer(other, 'setRead');
      void triage.delete([targets(one, 2)]);
      await clock.tickAsync(UNDO_MS);
      await answer(one, 'delete');
      disconnect(one);
      assert.deepEqual(history.undo(), { toReveal: { portal: other.portal, id: 3 } });
    });

    it('show the message about a later action in another', async () => {
      void triage.setRead([targets(one, 3)], true);
      void triage.setRead([targets(other, 2)], true);
      disconnect(one);
      await clock.tickAsync(0);
      assert.equal(messages.shown.length, 1);
      messages.pressUndo(0);
      assert.equal(lists()[1], '3* 2* 1*');
    });
  });

  it('undo a mark that was retried, though a deletion that was retried with it can’t be', async () => {
    void triage.setRead([targets(one, 3)], true);
    void triage.delete([targets(one, 2)]);
    await answer(one, 'setRead', true);
    await clock.tickAsync(UNDO_MS);
    await answer(one, 'delete', true);
    assert.equal(lists()[0], '3*! 2*! 1*');
    void triage.retry([targets(one, 3, 2)]);
    await answer(one, 'setRead');
    await answer(one, 'delete');
    assert.equal(lists()[0], '3 1*');
    assert.deepEqual(history.undo(), { toReveal: { portal: one.portal, id: 3 } });
    assert.equal(history.undo(), undefined);
    assert.equal(lists()[0], '3* 1*');
  });

  it('show one message with Undo, about what was done last', () => {
    void triage.setRead([targets(one, 3)], true);
    void triage.delete([targets(one, 2)]);
    return clock.tickAsync(0).then(() => {
      assert.deepEqual(messages.shown, ['Deleted: Bitrix24']);
      messages.pressUndo(0);
      assert.equal(lists()[0], '3 2* 1*');
      assert.deepEqual(messages.transient, ['Deletion undone: 1']);
    });
  });

  it('close the message when the change failed, or its portal is gone', async () => {
    void triage.setRead([targets(one, 3)], true);
    await answer(one, 'setRead', true);
    assert.deepEqual([messages.shown, errors], [[], []]);
    void triage.setRead([targets(one, 2)], true);
    assert.deepEqual(messages.shown, ['Marked as read: Bitrix24']);
    history.keepPortals([other.portal]);
    await clock.tickAsync(0);
    assert.deepEqual(messages.shown, []);
    assert.equal(history.undo(), undefined);
  });

  it('tell a failure that no row shows', async () => {
    view.isVisible = false;
    const isTaken = triage.setRead([targets(one, 3), targets(other, 3)], true);
    await answer(one, 'setRead', true);
    await answer(other, 'setRead');
    assert.equal(await isTaken, false);
    assert.equal(errors.length, 1);
  });
});
