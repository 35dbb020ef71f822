import assert from 'node:assert/strict';
import { eventually } from '../vscode/eventually';
import { everywhere, inDepth, inEveryVersion, withUndo, type World } from './world';

const comment = /^Snoozed, .*Anna, .*Commented/;
const unreadComment = /^Unread, (Accepts replies, )?Anna, Commented/;

inEveryVersion('Snoozing', (_signedOut, connectedAtOnce) => {
  /** A window whose list shows its end, too. */
  const connected = async (): Promise<World> => {
    const world = await withUndo(connectedAtOnce)();
    await world.view.collapse(world.view.row(/^Earlier, /));
    return world;
  };

  everywhere('moves a notification out of sight and out of the count, until it is taken back', async () => {
    const { view, workbench } = await connected();
    const { keyboard } = workbench.page;
    const group = view.row(/^Snoozed, 1$/);
    await view.row(unreadComment).click();
    await keyboard.press('s');
    await workbench.quickInput.waitUntilShown('Snooze');
    await workbench.quickInput.pick('1 Hour');
    const toast = await workbench.toast(/^Snoozed until /);
    await group.waitFor();
    await workbench.statusBarItem('Bitrix24: 9 unread').waitUntilShown();
    assert.equal(await view.row(unreadComment).count(), 0);
    // It is folded at first.
    await group.click();
    await keyboard.press('ArrowRight');
    assert.match(
      (await view.row(comment).getAttribute('aria-label')) ?? '',
      /^Snoozed, Unread, Accepts replies, Anna, \d/,
    );
    await toast.click('Undo');
    await view.row(unreadComment).waitFor();
    await group.waitFor({ state: 'detached' });
    await workbench.statusBarItem('Bitrix24: 10 unread').waitUntilShown();
  });

  it('asks for a time, says what is wrong with it, and ends by the command', async () => {
    const { view, workbench } = await connected();
    const { quickInput } = workbench;
    await view.row(unreadComment).click();
    await workbench.page.keyboard.press('s');
    await quickInput.waitUntilShown('Snooze');
    await quickInput.pick('Date and Time…');
    await quickInput.type('25:00');
    await quickInput.accept();
    await workbench.page.getByText('This date or time does not exist.').waitFor();
    await quickInput.type('2d');
    await quickInput.accept();
    await quickInput.waitUntilHidden();
    await view.row(/^Snoozed, 1$/).waitFor();
    await workbench.runCommand('Bitrix24: Unsnooze');
    await quickInput.waitUntilShown('Unsnooze');
    await quickInput.accept();
    await view.row(unreadComment).waitFor();
  });

  inDepth('ends at its time', async () => {
    const { view, workbench } = await connected();
    await view.row(unreadComment).click();
    await workbench.page.keyboard.press('s');
    await workbench.quickInput.waitUntilShown('Snooze');
    await workbench.quickInput.pick('Date and Time…');
    await workbench.quickInput.type('1m');
    await workbench.quickInput.accept();
    await view.row(/^Snoozed, 1$/).waitFor();
    await eventually('it to be back', async () => (await view.row(unreadComment).count()) > 0, 90_000);
  });
});
