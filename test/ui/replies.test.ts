import assert from 'node:assert/strict';
import { eventually } from '../vscode/eventually';
import { inNewestVersion, type World } from './world';

const answerable = /^Unread, (Accepts replies, )?Anna, (Reply not (sent|confirmed), )?Commented/;
const left = 'Unsent Replies, 1';
const inTime = { settings: { 'bitrix24.undoSeconds': 60 } };

async function open({ view, workbench }: World): Promise<void> {
  await view.contextMenu(view.row(answerable), 'Quick Reply…');
  await workbench.quickInput.waitUntilShown('Reply to Anna Orlova');
}

async function write(world: World, text: string): Promise<void> {
  const { quickInput } = world.workbench;
  await open(world);
  await quickInput.type(text);
  await quickInput.accept();
  await quickInput.waitUntilHidden();
}

const texts = ({ portal }: World): readonly string[] => portal.box.answers.map(({ text }) => text);

inNewestVersion('Replies that don’t go out, or nobody knows', (_signedOut, connected) => {
  it('are taken back by Undo before the portal is told, and stand in the box again', async () => {
    const world = await connected(inTime);
    const { view, workbench, portal } = world;
    await write(world, 'Too quick');
    const toast = await workbench.toast('Replying to Anna Orlova');
    await view.row(/^Unread, (Accepts replies, )?Anna, Sending your reply…, Commented/).waitFor();
    await toast.click('Undo');
    await workbench.quickInput.waitUntilShown('Reply to Anna Orlova');
    assert.equal(await workbench.quickInput.value(), 'Too quick');
    await workbench.quickInput.escape();
    await view.row(/^Unread, (Accepts replies, )?Anna, Commented/).waitFor();
    assert.equal(portal.journal.calls('im.notify.answer').length, 0);
  });

  it('are taken back by the command Undo', async () => {
    const world = await connected(inTime);
    await write(world, 'Too quick');
    await world.workbench.runCommand('Bitrix24: Undo');
    await world.workbench.quickInput.waitUntilShown('Reply to Anna Orlova');
    assert.equal(await world.workbench.quickInput.value(), 'Too quick');
    assert.equal(world.portal.journal.calls('im.notify.answer').length, 0);
  });

  it('stand in a group of their own, outlive the window, and are sent again by a person alone', async () => {
    const world = await connected();
    const { view, workbench, portal } = world;
    portal.faults.add({ method: 'im.notify.answer', fault: { kind: 'reset', when: 'before' } });
    await write(world, 'Did it arrive?');
    await (await workbench.toast(/^It is unknown whether the reply/)).dismiss();
    const row = /^Reply not confirmed, Anna Orlova, Did it arrive\?/;
    await view.row(left).waitFor();
    await view.row(row).waitFor();
    await workbench.reload();
    await workbench.openView();
    await view.row(row).waitFor();
    // The rows come to rest when the portal has answered.
    await eventually('a list of now', async () => (await view.message()) === undefined);
    await eventually('the reason in the hover', async () =>
      (await view.hover(view.row(row))).includes('It is unknown whether the reply was delivered'),
    );
    assert.equal(portal.journal.calls('im.notify.answer').length, 1);
    await view.inlineAction(view.row(row), 'Send Reply Again');
    await workbench.toast('Comment has been published');
    await view.row(left).waitFor({ state: 'hidden' });
    await view.row(/^Read, (Accepts replies, )?Anna, Replied, Commented/).waitFor();
    assert.deepEqual(texts(world), ['Did it arrive?']);
    assert.equal(portal.journal.calls('im.notify.answer').length, 2);
  });

  it('are copied, and discarded only once that was confirmed', async () => {
    const world = await connected();
    const { view, workbench, portal } = world;
    portal.faults.add({ method: 'im.notify.answer', fault: { kind: 'error', code: 'SOME_ERROR' } });
    await write(world, 'Precious words');
    await (await workbench.toast(/was not sent\. The portal refused/)).dismiss();
    const row = view.row(/^Reply not sent, Anna Orlova, Precious words/);
    await view.inlineAction(row, 'Copy Reply');
    await eventually('the text', async () => (await workbench.clipboard()) === 'Precious words');
    await view.inlineAction(row, 'Discard Reply…');
    await workbench.modal.waitUntilShown();
    await workbench.modal.click('Cancel');
    await row.waitFor();
    await workbench.runCommand('Bitrix24: Discard Reply…');
    await workbench.quickInput.waitUntilShown('Discard Reply');
    await workbench.quickInput.accept();
    await workbench.modal.waitUntilShown();
    await workbench.modal.click('Discard');
    await row.waitFor({ state: 'hidden' });
    await view.row(left).waitFor({ state: 'hidden' });
    assert.deepEqual(texts(world), []);
  });

  it('are there although the list is not', async () => {
    const world = await connected();
    const { view, workbench, portal } = world;
    portal.faults.add({ method: 'im.notify.answer', fault: { kind: 'error', code: 'SOME_ERROR' } });
    await write(world, 'Precious words');
    await (await workbench.toast(/was not sent\. The portal refused/)).dismiss();
    await portal.close();
    await workbench.reload();
    await workbench.openView();
    await view.row(/^Reply not sent, Anna Orlova, Precious words/).waitFor();
  });

  it('are drafts until they are sent, also after the window was closed', async () => {
    const world = await connected();
    const { workbench } = world;
    await open(world);
    await workbench.quickInput.type('half a thought');
    await workbench.quickInput.escape();
    await workbench.reload();
    await workbench.openView();
    await open(world);
    assert.equal(await workbench.quickInput.value(), 'half a thought');
  });
});
