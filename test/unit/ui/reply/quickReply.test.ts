import '../../../vscodeStandIn';
import { type Clock, install } from '@sinonjs/fake-timers';
import assert from 'node:assert/strict';
import { loadedNotifications } from '../../../../src/model/inbox/inboxState';
import { Session } from '../../../../src/model/portal/session';
import { QuickReply } from '../../../../src/ui/reply/quickReply';
import { ReplySender } from '../../../../src/ui/reply/replySender';
import { ReplyResultMessages } from '../../../../src/ui/reply/replyResultMessages';
import { Times } from '../../../../src/ui/text/times';
import { TriageCommands } from '../../../../src/ui/triage/triageCommands';
import { UndoHistory } from '../../../../src/ui/undo/undoHistory';
import { useScreen, vscode } from '../../../vscodeStandIn';
import { NOON, notification, page } from '../../support/notifications';
import { heldPortal, type HeldPortal } from '../../support/portals';
import { FakeMessages } from '../undo/fakeMessages';

const UNDO_MS = 6_000;

/** A box in which a person writes at once, and presses Enter; those after it stay open. */
class Boxes {
  readonly opened: { value: string; readonly enter: (text: string) => void }[] = [];
  #text: string | undefined;

  write(text: string): void {
    this.#text = text;
  }

  readonly create = (): unknown => {
    const text = this.#text;
    this.#text = undefined;
    let change: (value: string) => void = () => undefined;
    let accept: () => void = () => undefined;
    const box = {
      value: '',
      onDidChangeValue: (listener: (value: string) => void) => (change = listener),
      onDidAccept: (listener: () => void) => (accept = listener),
      onDidHide: () => undefined,
      onDidTriggerButton: () => undefined,
      dispose: () => undefined,
      enter: (typed: string) => {
        box.value = typed;
        change(typed);
        accept();
      },
      show: () => {
        if (text !== undefined) {
          box.enter(text);
        }
      },
    };
    this.opened.push(box);
    return box;
  };
}

describe('a quick reply', () => {
  const { workspace, env } = vscode;
  let clock: Clock;
  let boxes: Boxes;
  let held: HeldPortal;
  let quickReply: QuickReply;
  let triage: TriageCommands;
  let history: UndoHistory;
  let messages: FakeMessages;
  let edited: number[];
  beforeEach(() => {
    clock = install({ now: NOON });
    boxes = new Boxes();
    messages = new FakeMessages();
    edited = [];
    vscode.workspace = { getConfiguration: () => ({ get: () => UNDO_MS / 1000 }) };
    useScreen({
      window: {
        createInputBox: boxes.create,
        withProgress: messages.withProgress,
        setStatusBarMessage: (words: string) => messages.transient.push(words),
        showInformationMessage: () => Promise.resolve(undefined),
        showErrorMessage: () => Promise.resolve(undefined),
      },
    });
    held = heldPortal();
    const session = new Session();
    const times = new Times('en');
    history = new UndoHistory();
    triage = new TriageCommands(history, { isVisible: true }, times);
    const sender = new ReplySender(session, new ReplyResultMessages(times, triage), history);
    quickReply = new QuickReply(times, sender, { open: ({ id }) => Promise.resolve(void edited.push(id)) });
  });
  afterEach(() => {
    held.portal.dispose();
    clock.uninstall();
    vscode.workspace = workspace;
    vscode.env = env;
  });

  const stages = (): readonly string[] =>
    held.portal.replies.state.pending.map(({ stage, text }) => `${stage} ${text}`);
  const reply = async (id: number, text: string): Promise<void> => {
    boxes.write(text);
    void quickReply.replyTo(notification(id, { canAnswer: true }), held.portal);
    await clock.tickAsync(0);
  };

  it('leaves what was typed a draft until the portal has it', async () => {
    const { portal, centre } = held;
    await reply(1, 'Hello ');
    assert.equal(portal.drafts.get(1), 'Hello ');
    await clock.tickAsync(UNDO_MS);
    (await centre.next('answer')).fail({ kind: 'refused', code: 'SOME_ERROR' });
    await clock.tickAsync(0);
    assert.deepEqual([portal.drafts.get(1), portal.replies.pendingReplyTo(1)?.stage], ['Hello ', 'failed']);
    await reply(1, 'Hello ');
    assert.deepEqual(stages(), ['waiting Hello']);
    await clock.tickAsync(UNDO_MS);
    (await centre.next('answer')).answer([]);
    await clock.tickAsync(0);
    assert.deepEqual([portal.drafts.get(1), stages()], ['', []]);
  });

  it('opens no second box while one is on its way', async () => {
    await reply(1, 'One');
    await reply(1, 'One more');
    assert.deepEqual([boxes.opened.length, stages()], [1, ['waiting One']]);
  });

  it('loses no text that is written in the place of one that is sent again meanwhile', async () => {
    const { portal, centre } = held;
    await reply(1, 'Hello');
    await clock.tickAsync(UNDO_MS);
    (await centre.next('answer')).fail({ kind: 'unreachable', reason: 'timeout' });
    await clock.tickAsync(0);
    void quickReply.replyTo(notification(1, { canAnswer: true }), portal);
    const box = boxes.opened.at(-1) ?? assert.fail();
    assert.equal(box.value, 'Hello');
    void portal.replies.sendAgain(portal.replies.pendingReplyTo(1)?.key ?? '');
    await clock.tickAsync(0);
    box.enter('Hello, and a long thought');
    (await centre.next('answer')).answer([]);
    await clock.tickAsync(UNDO_MS);
    assert.deepEqual(centre.written, [
      ['answer', 1, 'Hello'],
      ['answer', 1, 'Hello'],
      ['answer', 1, 'Hello, and a long thought'],
    ]);
    assert.deepEqual(stages(), ['sending Hello, and a long thought']);
  });

  it('is written in the editor where the draft holds line breaks, or an unsent reply does', async () => {
    const { portal, centre } = held;
    portal.drafts.set(1, 'One\nTwo');
    await reply(1, 'glued');
    assert.deepEqual([edited, boxes.opened.length, portal.drafts.get(1)], [[1], 0, 'One\nTwo']);
    void portal.replies.send({ notificationId: 2, to: 'Anna', text: 'Three\nFour' }, 0);
    await clock.tickAsync(0);
    (await centre.next('answer')).fail({ kind: 'refused', code: 'SOME_ERROR' });
    await clock.tickAsync(0);
    await reply(2, 'glued');
    assert.deepEqual([edited, boxes.opened.length], [[1, 2], 0]);
  });

  it('keeps the line breaks that are pasted, also where Enter follows at once', async () => {
    vscode.env = { language: 'en', clipboard: { readText: () => Promise.resolve('One\n\tTwo\n') } } as never;
    await reply(1, 'One \tTwo ');
    assert.deepEqual([boxes.opened[0]?.value, stages()], ['One⏎\tTwo⏎', ['waiting One\n\tTwo']]);
    assert.equal(held.portal.drafts.get(1), 'One\n\tTwo\n');
  });

  it('leaves a sign for a line break alone that was typed', async () => {
    await reply(1, 'Press ⏎');
    assert.deepEqual(stages(), ['waiting Press ⏎']);
  });

  it('shows what is typed in its editor, or in another window, meanwhile', async () => {
    const { portal } = held;
    void quickReply.replyTo(notification(1, { canAnswer: true }), portal);
    await clock.tickAsync(0);
    const box = boxes.opened.at(-1) ?? assert.fail();
    portal.drafts.set(2, 'another');
    portal.drafts.set(1, 'One\nTwo');
    assert.equal(box.value, 'One⏎Two');
    box.enter('One⏎Two⏎Three');
    assert.deepEqual(stages(), []);
    await clock.tickAsync(0);
    assert.deepEqual(stages(), ['waiting One\nTwo\nThree']);
  });

  it('is taken back, the latest that waits first, and its text stands in the box again', async () => {
    await reply(1, 'One');
    await reply(2, 'Two');
    assert.ok(history.undo());
    await clock.tickAsync(0);
    assert.deepEqual(
      boxes.opened.map(({ value }) => value),
      ['One', 'Two', 'Two'],
    );
    await clock.tickAsync(UNDO_MS);
    assert.deepEqual(held.centre.written, [['answer', 1, 'One']]);
  });

  it('is not taken back when it is on its way: Undo goes on with another', async () => {
    await reply(1, 'One');
    await clock.tickAsync(UNDO_MS / 2);
    await reply(2, 'Two');
    await clock.tickAsync(UNDO_MS / 2);
    await reply(3, 'Three');
    assert.deepEqual(held.centre.written, [['answer', 1, 'One']]);
    assert.deepEqual(
      [1, 2, 3].map(() => history.undo() !== undefined),
      [true, true, false],
    );
    await clock.tickAsync(2 * UNDO_MS);
    assert.deepEqual(held.centre.written, [['answer', 1, 'One']]);
    assert.equal(held.portal.replies.pendingReplyTo(1)?.stage, 'sending');
  });

  describe('and marks', () => {
    const answerable = (id: number) => notification(id, { canAnswer: true });
    const mark = (id: number): void => {
      void triage.setRead([{ portal: held.portal, notifications: [answerable(id)] }], true);
    };
    const isRead = (id: number): boolean | undefined =>
      loadedNotifications(held.portal.inbox.state).find(each => each.id === id)?.isRead;
    beforeEach(async () => {
      void held.portal.inbox.refresh();
      (await held.centre.next('getPage')).answer(page([3, 2, 1].map(answerable)));
      await clock.tickAsync(0);
    });

    it('are undone in one order: what was done last, first', async () => {
      mark(3);
      await reply(1, 'One');
      mark(2);
      assert.deepEqual([isRead(3), isRead(2)], [true, true]);

      assert.deepEqual(history.undo(), { toReveal: { portal: held.portal, id: 2 } });
      assert.deepEqual([isRead(3), isRead(2), stages()], [true, false, ['waiting One']]);

      assert.deepEqual(history.undo(), { toReveal: undefined });
      await clock.tickAsync(0);
      assert.deepEqual([isRead(3), stages(), boxes.opened.at(-1)?.value], [true, [], 'One']);

      assert.deepEqual(history.undo(), { toReveal: { portal: held.portal, id: 3 } });
      assert.equal(isRead(3), false);
      assert.equal(history.undo(), undefined);
      assert.equal(messages.transient.at(-1), 'Nothing to undo.');
    });

    it('keep that order where a reply is sent and its notification is marked as read', async () => {
      await reply(1, 'One');
      await clock.tickAsync(UNDO_MS / 2);
      await reply(2, 'Two');
      await clock.tickAsync(UNDO_MS / 2);
      (await held.centre.next('answer')).answer([]);
      await clock.tickAsync(0);
      assert.equal(isRead(1), true);

      history.undo();
      assert.deepEqual([isRead(1), stages()], [true, []]);
      history.undo();
      assert.equal(isRead(1), false);
      assert.equal(history.undo(), undefined);
    });

    it('that are undone by the message of one leave the others', async () => {
      mark(3);
      await reply(1, 'One');
      await reply(2, 'Two');
      assert.deepEqual(messages.shown, ['Marked as read: Bitrix24', 'Replying to Bitrix24', 'Replying to Bitrix24']);
      messages.pressUndo(1);
      await clock.tickAsync(0);
      assert.deepEqual([isRead(3), stages()], [true, ['waiting Two']]);
      messages.pressUndo(0);
      assert.deepEqual([isRead(3), stages()], [false, ['waiting Two']]);
      assert.ok(history.undo());
      await clock.tickAsync(0);
      assert.deepEqual([stages(), messages.shown], [[], []]);
    });
  });
});
