import assert from 'node:assert/strict';
import { eventually } from '../vscode/eventually';
import { everywhereInDepth, inDepth, inEveryVersion, withUndo } from './world';

const comment = /^Unread, (Accepts replies, )?Anna, Commented/;
const readComment = /^Read, (Accepts replies, )?Anna, Commented/;

inEveryVersion('The keyboard', (_signedOut, connectedAtOnce) => {
  const connected = withUndo(connectedAtOnce);

  everywhereInDepth('works on the row that has the focus, without the mouse', async () => {
    const { view, workbench, portal } = await connected();
    const { keyboard } = workbench.page;
    await view.row(comment).waitFor();
    await workbench.runCommand('Bitrix24: Next Unread');
    const focused = view.pane.locator('[role="treeitem"].focused');
    await eventually('the first unread row', async () =>
      ((await focused.getAttribute('aria-label')) ?? '').includes('Release review'),
    );
    for (
      let steps = 0;
      !((await focused.getAttribute('aria-label')) ?? '').startsWith('Unread, Accepts replies, Anna, Commented');
      steps++
    ) {
      assert.ok(steps < 12, 'the row is not reached');
      await keyboard.press('ArrowDown');
    }
    await keyboard.press('e');
    await view.row(readComment).waitFor();
    await eventually('the portal to know', () => portal.box.unreadCount === 9);
    await keyboard.press('z');
    await view.row(comment).waitFor();
    await eventually('the portal to know', () => portal.box.unreadCount === 10);
    await eventually('the row to have the focus again', () => view.keyboard.isAt(comment));
    await keyboard.press('r');
    await workbench.quickInput.waitUntilShown('Reply to Anna Orlova');
    await keyboard.type('re adz/');
    assert.equal(await workbench.quickInput.value(), 're adz/');
    await workbench.quickInput.accept();
    await portal.journal.next('im.notify.answer');
    assert.equal(portal.box.answers[0]?.text, 're adz/');
  });

  inDepth('marks a group whole and leaves it unfolded', async () => {
    const { view, workbench, portal } = await connected();
    await view.row(comment).click();
    await workbench.page.keyboard.press('ArrowLeft');
    await workbench.page.keyboard.press('e');
    await eventually('the group to be read', () => portal.box.unreadCount === 3);
    assert.equal(await view.row(/^Today, \d+$/).getAttribute('aria-expanded'), 'true');
  });

  it('goes on with the next row when one leaves, and deletes no group', async () => {
    const { view, workbench, portal } = await connected();
    const { keyboard } = workbench.page;
    await view.row(/^Unread, (Accepts replies, )?Иван, упомянул/).click();
    await keyboard.press('e');
    await eventually('the portal to know', () => portal.box.unreadCount === 9);
    const selected = view.pane.locator('[role="treeitem"][aria-selected="true"]');
    await eventually('the next row', async () =>
      ((await selected.first().getAttribute('aria-label')) ?? '').startsWith('Unread, Accepts replies, Иван, добавил'),
    );
    await keyboard.press('e');
    await eventually('the portal to know', () => portal.box.unreadCount === 8);
    await eventually('the row after that', async () =>
      /^Unread, (?!Accepts replies, Иван, добавил)/.test((await selected.first().getAttribute('aria-label')) ?? ''),
    );
    await keyboard.press('ArrowLeft');
    await keyboard.press('Delete');
    await workbench.page.getByText('A group can’t be deleted as a whole').first().waitFor();
    assert.equal(portal.journal.calls('batch').length, 0);
    await view.row('Unread, 5').waitFor();
  });

  it('deletes, opens the search, and lists its keys', async () => {
    const { view, workbench } = await connected();
    const { keyboard } = workbench.page;
    await view.row(comment).click();
    await keyboard.press('Delete');
    await view.row(comment).waitFor({ state: 'hidden' });
    await keyboard.press('z');
    await view.row(comment).waitFor();
    await keyboard.press('/');
    await workbench.quickInput.waitUntilShown();
    await workbench.quickInput.escape();
    await workbench.runCommand('Bitrix24: Keyboard Shortcuts');
    await workbench.page.locator('.keybindings-editor').waitFor();
    await workbench.page.locator('.keybindings-editor').getByText('Bitrix24: Quick Reply…').first().waitFor();
  });

  it('has a key for everything else that is done with a notification', async () => {
    const { view, workbench, portal } = await connected();
    const { keyboard } = workbench.page;
    await view.row(comment).click();
    await keyboard.press('e');
    await view.row(readComment).waitFor();
    await view.row(readComment).click();
    await keyboard.press('u');
    await view.row(comment).waitFor();
    await eventually('the portal to know', () => portal.journal.calls('im.notify.read.list').length === 2);
    await view.row(/Release review/).click();
    await keyboard.press('a');
    await workbench.toast('Decided “Accept”: Anna Orlova');
    await keyboard.press('z');
    await view.row(/unread, Anna, Invites you.*Release review/).click();
    await keyboard.press('Enter');
    await workbench.editors.awaitTab('Preview Anna Orlova');
    assert.match(await workbench.editors.preview.awaitText(/Release review/), /Accept/);
    await view.row(/Release review/).click();
    const opened = await workbench.linkOpenedBy(() => keyboard.press('o'));
    assert.match(opened, /proxy|127\.0\.0\.1/);
  });

  it('goes from one unread to the next and round again', async () => {
    const { view, workbench } = await connected({
      seed: [
        { text: 'First', isRead: true },
        { text: 'Second', dateMs: Date.now() - 60_000 },
        { text: 'Third', dateMs: Date.now() - 120_000 },
      ],
    });
    await view.row(/Second/).waitFor();
    const selected = view.pane.locator('[role="treeitem"][aria-selected="true"]');
    for (const wanted of [/Second/, /Third/, /Second/]) {
      await workbench.runCommand('Bitrix24: Next Unread');
      await eventually(String(wanted), async () =>
        wanted.test((await selected.first().getAttribute('aria-label')) ?? ''),
      );
    }
  });
});
