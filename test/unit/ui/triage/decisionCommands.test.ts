import { useScreen, vscode } from '../../../vscodeStandIn';
import { type Clock, install } from '@sinonjs/fake-timers';
import assert from 'node:assert/strict';
import type { ConfirmationButton, Notification } from '../../../../src/model/notification/notification';
import { buttonFingerprint } from '../../../../src/ui/text/hover';
import { Times } from '../../../../src/ui/text/times';
import { DecisionCommands } from '../../../../src/ui/triage/decisionCommands';
import { ACCEPT, confirmation, DECLINE, notification, page, unreachable } from '../../support/notifications';
import { heldPortal, type HeldPortal } from '../../support/portals';
import { UndoHistory } from '../../../../src/ui/undo/undoHistory';
import { FakeMessages } from '../undo/fakeMessages';
import { clearQuickInputs, StandInInput, visibleInput } from '../input/quickInputs';

const REWORK: ConfirmationButton = { label: 'Rework', value: 'R', isAccept: false };
const QUESTION = 'Decide on Notification from Bitrix24';
const CHANGED = `The Buttons Have Changed: ${QUESTION}`;

describe('decision commands', () => {
  let held: HeldPortal;
  let history: UndoHistory;
  let commands: DecisionCommands;
  let opened: number[];
  /** What is chosen in each message, and what the message said. */
  let choice: string | undefined;
  let messages: string[];
  /** The modal ones, and whether they are answered with the button. */
  let questions: string[];
  let isSure: boolean;
  let undoSeconds: number;
  let undoMessages: FakeMessages;
  const { workspace } = vscode;
  beforeEach(() => {
    clearQuickInputs();
    held = heldPortal();
    opened = [];
    choice = undefined;
    messages = [];
    questions = [];
    undoSeconds = 0;
    isSure = true;
    vscode.workspace = { getConfiguration: () => ({ get: () => undoSeconds }) };
    const message = (words: string, ...given: readonly unknown[]): Promise<unknown> => {
      const isModal = typeof given[0] === 'object';
      if (!isModal) messages.push(words);
      else questions.push(words);
      return Promise.resolve(isModal ? isSure && given[1] : given.find(button => button === choice));
    };
    undoMessages = new FakeMessages();
    useScreen({
      window: {
        createQuickPick: () => new StandInInput(),
        withProgress: undoMessages.withProgress,
        showInformationMessage: message,
        showWarningMessage: message,
        showErrorMessage: message,
      },
    });
    history = new UndoHistory();
    commands = new DecisionCommands(history, new Times('en'), ({ id }) => opened.push(id));
  });
  afterEach(() => {
    held.portal.dispose();
    vscode.workspace = workspace;
  });

  /** The portal's list is now this one. */
  async function list(...notifications: readonly Notification[]): Promise<void> {
    const refreshed = held.portal.inbox.refresh();
    (await held.centre.next('getPage')).answer(page(notifications));
    await refreshed;
  }

  const drawn = confirmation(7);
  const withButtons = (...buttons: readonly ConfirmationButton[]): Notification =>
    notification(7, { kind: 'confirmation', buttons });
  const pressed = async (): Promise<unknown> => (await held.centre.next('confirm')).arguments;
  const sent = (): unknown => held.centre.calls.filter(({ method }) => method === 'confirm');
  const offered = (): unknown => [visibleInput()?.title, ...(visibleInput()?.items ?? []).map(({ label }) => label)];
  function pick(label: string): void {
    const input = visibleInput() ?? assert.fail('nothing is asked');
    input.activeItems = input.items.filter(item => item.label === label);
    input.enter();
  }

  it('press the button that a hover showed, wherever it stands now', async () => {
    await list(withButtons(REWORK, DECLINE, ACCEPT));
    void commands.press(drawn, held.portal, buttonFingerprint(ACCEPT));
    assert.deepEqual(await pressed(), [7, 'Y']);
  });

  for (const [change, buttons] of [
    ['is gone', [REWORK, DECLINE]],
    ['sends something else', [{ ...ACCEPT, value: 'N' }, DECLINE]],
    ['says something else', [{ ...ACCEPT, label: 'Decline' }, DECLINE]],
  ] as const) {
    it(`ask if the button that a hover showed ${change}`, async () => {
      await list(withButtons(...buttons));
      void commands.press(drawn, held.portal, buttonFingerprint(ACCEPT));
      assert.deepEqual(offered(), [CHANGED, ...buttons.map(({ label }) => label)]);
      assert.deepEqual(sent(), []);
    });
  }

  it('ask whatever else a link gives', async () => {
    await list(drawn);
    for (const given of [0, 1, '0', '', null, true, {}, [], 'Accept', 'Y', Number.NaN, '__proto__']) {
      void commands.press(drawn, held.portal, given);
      assert.deepEqual(offered(), [CHANGED, 'Accept', 'Decline'], JSON.stringify(given));
      visibleInput()?.escape();
    }
    assert.deepEqual(sent(), []);
  });

  it('tell buttons with one label apart', async () => {
    const buttons = ['1', '2'].map(value => ({ label: 'Yes', value, isAccept: true }));
    await list(withButtons(...buttons));
    void commands.press(withButtons(...buttons), held.portal, buttonFingerprint(buttons[1] ?? assert.fail()));
    assert.deepEqual(await pressed(), [7, '2']);
  });

  it('lead to the browser if no button is left', async () => {
    await list(withButtons());
    choice = 'Open in Browser';
    await commands.press(drawn, held.portal, buttonFingerprint(ACCEPT));
    assert.deepEqual([opened, sent()], [[7], []]);
  });

  it('ask again if the buttons change while they ask', async () => {
    await list(drawn);
    void commands.ask(drawn, held.portal, 'decline');
    assert.deepEqual(offered(), [QUESTION, 'Accept', 'Decline']);
    await list(withButtons({ ...DECLINE, value: 'no' }, REWORK));
    pick('Decline');
    await new Promise(setImmediate);
    assert.deepEqual(offered(), [CHANGED, 'Decline', 'Rework']);
    pick('Decline');
    assert.deepEqual(await pressed(), [7, 'no']);
  });

  it('ask about the buttons of now after a failure', async () => {
    await list(drawn);
    choice = 'Decide…';
    const decided = commands.press(drawn, held.portal, buttonFingerprint(ACCEPT));
    const call = await held.centre.next('confirm');
    await list(withButtons(REWORK));
    call.fail(unreachable);
    await decided;
    await new Promise(setImmediate);
    assert.deepEqual(offered(), [QUESTION, 'Rework']);
  });

  it('press the button of a pair that a row showed, wherever it stands now', async () => {
    await list(withButtons(DECLINE, ACCEPT));
    void commands.pressPaired(drawn, held.portal, 'accept');
    assert.deepEqual(await pressed(), [7, 'Y']);
  });

  it('ask if the pair that a row showed is another one now', async () => {
    await list(withButtons({ ...DECLINE, value: 'no' }, { ...ACCEPT, value: 'yes' }));
    for (const which of ['accept', 'decline'] as const) {
      void commands.pressPaired(drawn, held.portal, which);
      assert.deepEqual(offered(), [CHANGED, 'Decline', 'Accept']);
      visibleInput()?.escape();
    }
    assert.deepEqual(sent(), []);
  });

  it('ask if a row showed no pair', async () => {
    await list(drawn);
    void commands.pressPaired(withButtons(REWORK), held.portal, 'accept');
    assert.deepEqual(offered(), [QUESTION, 'Accept', 'Decline']);
  });

  it('press what was read of a notification that is not in the list', async () => {
    await list();
    void commands.press(drawn, held.portal, buttonFingerprint(DECLINE));
    const call = await held.centre.next('confirm');
    assert.deepEqual(call.arguments, [7, 'N']);
    call.answer(undefined);
    await new Promise(setImmediate);
    assert.match(messages.join(), /^The decision was already made/);
  });

  describe('without an undo period', () => {
    it('ask before a button is pressed, and name it and the author', async () => {
      await list(drawn);
      isSure = false;
      assert.equal(await commands.press(drawn, held.portal, buttonFingerprint(ACCEPT)), false);
      assert.deepEqual([questions, sent()], [['Press “Accept” on the notification from Bitrix24?'], []]);
      isSure = true;
      void commands.pressPaired(drawn, held.portal, 'decline');
      assert.deepEqual(await pressed(), [7, 'N']);
    });
  });

  describe('with an undo period', () => {
    let clock: Clock;
    beforeEach(async () => {
      await list(drawn);
      undoSeconds = 6;
      clock = install({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
      assert.equal(await commands.press(drawn, held.portal, buttonFingerprint(ACCEPT)), true);
      assert.deepEqual([undoMessages.shown, questions], [['Decided “Accept”: Bitrix24'], []]);
    });
    afterEach(() => clock.uninstall());

    it('send it once that is over', async () => {
      await clock.tickAsync(5_900);
      assert.deepEqual(sent(), []);
      await clock.tickAsync(200);
      (await held.centre.next('confirm')).answer(['Invitation accepted']);
      await clock.tickAsync(0);
      assert.deepEqual([messages, undoMessages.shown], [['Invitation accepted'], []]);
      assert.equal(history.undo(), undefined);
      assert.deepEqual(undoMessages.transient, ['The decision can no longer be undone.']);
    });

    for (const [what, undo] of [
      ['the message', () => undoMessages.pressUndo(0)],
      ['the command', () => history.undo()],
    ] as const) {
      it(`send nothing if it is undone with ${what}`, async () => {
        undo();
        await clock.tickAsync(10_000);
        assert.deepEqual([sent(), undoMessages.shown, messages], [[], [], []]);
        void commands.press(drawn, held.portal, buttonFingerprint(DECLINE));
        await clock.tickAsync(10_000);
        assert.deepEqual(await pressed(), [7, 'N']);
      });
    }

    it('press nothing else meanwhile', async () => {
      assert.equal(await commands.press(drawn, held.portal, buttonFingerprint(DECLINE)), false);
      assert.deepEqual(messages, ['Your decision is still being sent to the portal.']);
    });

    it('ask again if the button has changed meanwhile', async () => {
      await list(withButtons({ ...ACCEPT, value: 'all' }, DECLINE));
      await clock.tickAsync(6_100);
      assert.deepEqual([offered(), sent()], [[CHANGED, 'Accept', 'Decline'], []]);
    });

    it('send nothing once the portal is disconnected', async () => {
      held.portal.dispose();
      await clock.tickAsync(10_000);
      assert.deepEqual([sent(), undoMessages.shown], [[], []]);
    });
  });
});
