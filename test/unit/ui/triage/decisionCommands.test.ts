import { useScreen } from '../../../vscodeStandIn';
import assert from 'node:assert/strict';
import type { ConfirmationButton, Notification } from '../../../../src/model/notification/notification';
import { buttonFingerprint } from '../../../../src/ui/text/hover';
import { Times } from '../../../../src/ui/text/times';
import { DecisionCommands } from '../../../../src/ui/triage/decisionCommands';
import { ACCEPT, confirmation, DECLINE, notification, page, unreachable } from '../../support/notifications';
import { heldPortal, type HeldPortal } from '../../support/portals';
import { clearQuickInputs, StandInInput, visibleInput } from '../input/quickInputs';

const REWORK: ConfirmationButton = { label: 'Rework', value: 'R', isAccept: false };
const QUESTION = 'Decide on Notification from Bitrix24';
const CHANGED = `The Buttons Have Changed: ${QUESTION}`;

describe('decision commands', () => {
  let held: HeldPortal;
  let commands: DecisionCommands;
  let opened: number[];
  /** What is chosen in each message, and what the message said. */
  let choice: string | undefined;
  let messages: string[];
  beforeEach(() => {
    clearQuickInputs();
    held = heldPortal();
    opened = [];
    choice = undefined;
    messages = [];
    const message = (words: string, ...buttons: readonly string[]): Promise<string | undefined> => {
      messages.push(words);
      return Promise.resolve(buttons.find(button => button === choice));
    };
    useScreen({
      window: {
        createQuickPick: () => new StandInInput(),
        withProgress: (_options: unknown, work: () => unknown) => work(),
        showInformationMessage: message,
        showWarningMessage: message,
        showErrorMessage: message,
      },
    });
    commands = new DecisionCommands(new Times('en'), ({ id }) => opened.push(id));
  });
  afterEach(() => held.portal.dispose());

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
});
