import assert from 'node:assert/strict';
import { flood } from '../portal/flood';
import { eventually } from '../vscode/eventually';
import { inDepth, inNewestVersion, withUndo } from './world';

const comment = /^Unread, (Accepts replies, )?Anna, Commented/;
const readComment = /^Read, (Accepts replies, )?Anna, Commented/;

inNewestVersion('Read and unread', (_signedOut, connectedAtOnce) => {
  const connected = withUndo(connectedAtOnce);

  it('are decided by the person alone: looking, selecting and hovering changes nothing', async () => {
    const { view, portal } = await connected();
    await view.row(comment).click();
    await view.hover(view.row(comment));
    await view.row(/^Unread, (Accepts replies, )?Иван, упомянул/).click();
    assert.deepEqual(
      portal.journal.calls().filter(({ method }) => /read|answer|confirm|delete/.test(method)),
      [],
    );
    assert.equal(portal.box.unreadCount, 10);
  });

  it('are drawn at once, before the portal has answered, and can be taken back by the message', async () => {
    const { view, workbench, portal } = await connected();
    portal.faults.add({ method: 'im.notify.read.list', fault: { kind: 'hold' } });
    await view.inlineAction(view.row(comment), 'Mark as Read');
    await view.row(readComment).waitFor();
    assert.equal(portal.box.unreadCount, 10);
    portal.faults.release();
    await (await workbench.toast('Marked as read: Anna Orlova')).click('Undo');
    await view.row(comment).waitFor();
    await eventually('the portal to know', () => portal.journal.calls('im.notify.read.list').length === 2);
    await eventually('the mark to be taken back', () => portal.box.unreadCount === 10);
  });

  inDepth('are taken back by the command, too', async () => {
    const { view, workbench, portal } = await connected();
    await view.inlineAction(view.row(comment), 'Mark as Read');
    await view.row(readComment).waitFor();
    await portal.journal.next('im.notify.read.list');
    await workbench.runCommand('Bitrix24: Undo');
    await view.row(comment).waitFor();
    await eventually('the mark to be taken back', () => portal.box.unreadCount === 10);
  });

  it('of a selection go in one call', async () => {
    const { view, workbench, portal } = await connected();
    await view.row(comment).click();
    await view.row(/^Unread, (Accepts replies, )?Иван, упомянул/).click({ modifiers: ['ControlOrMeta'] });
    await workbench.page.keyboard.press('e');
    await workbench.toast('Marked as read: 2');
    const call = await portal.journal.next('im.notify.read.list');
    assert.equal((call.params.IDS as readonly unknown[]).length, 2);
    await eventually('the portal to have them', () => portal.box.unreadCount === 8);
  });

  it('of a group go in one call', async () => {
    const { view, workbench, portal } = await connected();
    await view.inlineAction(view.row('Unread, 7'), 'Mark as Read');
    await workbench.toast('Marked as read: 7');
    await view.row('Unread, 7').waitFor({ state: 'hidden' });
    await eventually('the portal to have them', () => portal.box.unreadCount === 3);
    assert.equal(portal.journal.calls('im.notify.read.list').length, 1);
  });

  it('take everything newer along where that is asked for', async () => {
    const { view, workbench, portal } = await connected();
    await view.contextMenu(view.row(/^Unread, (Accepts replies, )?Иван, добавил/), 'Mark This and Newer as Read');
    const { params } = await portal.journal.next('im.notify.read');
    assert.equal(params.ONLY_CURRENT, undefined);
    const asked = portal.box.get(Number(params.ID));
    await eventually('the newer ones to be read', () =>
      portal.box.list().every(item => item.isRead || item.id < (asked?.id ?? 0)),
    );
    await workbench.toast(/^Marked as read: \d+$/);
  });

  it('go back where the portal refuses: the row says so and offers Retry', async () => {
    const { view, portal } = await connected();
    portal.faults.add({ method: 'im.notify.read.list', fault: { kind: 'reset' } });
    await view.inlineAction(view.row(comment), 'Mark as Read');
    const row = view.row(/^Unread, (Accepts replies, )?Anna, Not marked as read, Commented/);
    await row.waitFor();
    assert.match(await view.hover(row), /^Not marked as read\. The connection to the portal was lost/);
    await view.inlineAction(row, 'Retry');
    await view.row(readComment).waitFor();
    await eventually('the portal to know', () => portal.box.unreadCount === 9);
  });

  it('of all are asked about where they are more than ten, and the decisions stay', async () => {
    const { workbench, portal } = await connected({ seed: flood({ count: 30, confirms: 3, unread: 30 }) });
    await workbench.statusBarItem('Bitrix24: 30 unread').waitUntilShown();
    await workbench.runCommand('Bitrix24: Mark All as Read');
    await workbench.modal.waitUntilShown();
    assert.match(await workbench.modal.text(), /Mark all 27 unread notifications as read\?/);
    assert.match(await workbench.modal.text(), /Notifications waiting for your decision stay unread/);
    await workbench.modal.click('Cancel');
    assert.equal(portal.journal.calls('im.notify.read.all').length, 0);
    await workbench.runCommand('Bitrix24: Mark All as Read');
    await workbench.modal.waitUntilShown();
    await workbench.modal.click('Mark All as Read');
    await workbench.statusBarItem('Bitrix24: 3 unread').waitUntilShown();
  });
});

inNewestVersion('Deleting', (_signedOut, connectedAtOnce) => {
  const connected = withUndo(connectedAtOnce);

  it('takes the row off at once, and the message brings it back before the portal was told', async () => {
    const { view, workbench, portal } = await connected();
    await view.contextMenu(view.row(comment), 'Delete');
    await view.row(comment).waitFor({ state: 'hidden' });
    await (await workbench.toast('Deleted: Anna Orlova')).click('Undo');
    await view.row(comment).waitFor();
    assert.equal(portal.journal.calls('im.notify.delete').length, 0);
  });

  it('tells the portal when the time for Undo has passed', async () => {
    const { view, portal } = await connected();
    const count = portal.box.count;
    await view.row(comment).click();
    await view.row(/^Unread, (Accepts replies, )?Иван, упомянул/).click({ modifiers: ['ControlOrMeta'] });
    await view.contextMenu(view.row(comment), 'Delete');
    await view.row(comment).waitFor({ state: 'hidden' });
    assert.equal(portal.box.count, count);
    await portal.journal.next('batch');
    await eventually('the portal to have deleted', () => portal.box.count === count - 2);
  });

  it('keeps what the portal was not told of when the window closes', async () => {
    const { view, workbench, portal } = await connected();
    const count = portal.box.count;
    await view.contextMenu(view.row(comment), 'Delete');
    await view.row(comment).waitFor({ state: 'hidden' });
    await workbench.reload();
    await workbench.openView();
    await view.row(comment).waitFor();
    assert.equal(portal.box.count, count);
  });

  inDepth('brings the row back where the portal refuses, with the reason', async () => {
    const { view, portal } = await connected();
    portal.faults.add({ method: 'im.notify.delete', fault: { kind: 'reset' } });
    await view.contextMenu(view.row(comment), 'Delete');
    await view.row(comment).waitFor({ state: 'hidden' });
    await view.row(/^Unread, (Accepts replies, )?Anna, Not deleted, Commented/).waitFor();
  });

  it('is not for what waits for a decision', async () => {
    const { view, workbench, portal } = await connected();
    const row = view.row(/Release review/);
    assert.ok(!(await view.contextMenuLabels(row)).includes('Delete'));
    await row.click();
    await workbench.page.keyboard.press('Delete');
    await workbench.page
      .getByText('A notification that is waiting for your decision can’t be deleted')
      .first()
      .waitFor();
    assert.equal(portal.journal.calls('im.notify.delete').length, 0);
  });
});
