import assert from 'node:assert/strict';
import type { StandInPortal } from '../portal/portal';
import { eventually } from '../vscode/eventually';
import { hostOf, sameIds, several } from './portals';
import { inDepth, inNewestVersion, withUndo } from './world';

/** The ids of those that are unread. */
function unreadIn({ box }: StandInPortal): readonly number[] {
  return box
    .list()
    .filter(({ isRead }) => !isRead)
    .map(({ id }) => id)
    .sort();
}

async function unread(portal: StandInPortal, ids: readonly number[]): Promise<void> {
  await eventually(
    () => `${ids.join()} to be unread, not ${unreadIn(portal).join()}`,
    () => unreadIn(portal).join() === ids.join(),
  );
}

function writesTo({ journal }: StandInPortal): readonly string[] {
  return journal
    .calls()
    .map(({ method }) => method)
    .filter(method => /read|answer|confirm|delete|batch/.test(method));
}

inNewestVersion('Several portals with the same ids', (_signedOut, connected) => {
  const connectedTo = several(withUndo(connected));

  it('get each the reply to their own notification', async () => {
    const { view, workbench, portals } = await connectedTo(sameIds('Alpha'), sameIds('Beta'));
    const [alpha, beta] = portals;
    await view.inlineAction(view.row(/Remark in Beta/), 'Quick Reply…');
    await workbench.quickInput.waitUntilShown(`${hostOf(beta)}: Reply to Anna Orlova`);
    await workbench.quickInput.type('To Beta');
    await workbench.quickInput.accept();
    await beta.journal.next('im.notify.answer');
    assert.deepEqual(
      beta.box.answers.map(({ id, text }) => ({ id, text })),
      [{ id: 504, text: 'To Beta' }],
    );
    await unread(beta, [502, 503]);
    await view.row(/^Unread, .*Remark in Beta/).waitFor({ state: 'hidden' });
    await view.row(/^Unread, .*Remark in Alpha/).waitFor();
    assert.deepEqual(writesTo(alpha), []);

    await view.inlineAction(view.row(/Remark in Alpha/), 'Quick Reply…');
    await workbench.quickInput.waitUntilShown(`${hostOf(alpha)}: Reply to Anna Orlova`);
    assert.equal(await workbench.quickInput.value(), '');
    await workbench.quickInput.type('To Alpha');
    await workbench.quickInput.accept();
    await alpha.journal.next('im.notify.answer');
    assert.deepEqual(
      [alpha, beta].map(({ box }) => box.answers.map(({ text }) => text)),
      [['To Alpha'], ['To Beta']],
    );
  });

  inDepth('have them read, and deleted, where they were', async () => {
    const { view, workbench, portals } = await connectedTo(sameIds('Alpha'), sameIds('Beta'));
    const [alpha, beta] = portals;
    await view.inlineAction(view.row(/News in Beta/), 'Mark as Read');
    await unread(beta, [502, 504]);
    await view.row(/^Unread, .*News in Alpha/).waitFor();
    beta.journal.skip();
    await (await workbench.toast('Marked as read: Anna Orlova')).click('Undo');
    await unread(beta, [502, 503, 504]);
    // A menu goes when the tree is drawn anew.
    await beta.journal.next('im.notify.get');
    await view.row(`${hostOf(beta)}, 3 unread`).waitFor();
    await view.row(/^Unread, .*News in Beta/).waitFor();

    await view.contextMenu(view.row(/Remark in Beta/), 'Delete');
    await view.row(/Remark in Beta/).waitFor({ state: 'hidden' });
    await (await workbench.toast('Deleted: Anna Orlova')).click('Undo');
    await view.row(/Remark in Beta/).waitFor();
    await view.contextMenu(view.row(/Remark in Beta/), 'Delete');
    await view.row(/Remark in Beta/).waitFor({ state: 'hidden' });
    await eventually('Beta to have deleted it', () => beta.box.get(504) === undefined);
    await view.row(/Remark in Alpha/).waitFor();
    await unread(alpha, [502, 503, 504]);
    assert.deepEqual(writesTo(alpha), []);
  });

  inDepth('get each the decision about their own, by the icons and by the links of the hover', async () => {
    const { view, workbench, portals } = await connectedTo(sameIds('Alpha'), sameIds('Beta'));
    const [alpha, beta] = portals;
    await view.inlineAction(view.row(/Invitation in Beta/), 'Accept');
    await workbench.modal.click('Accept');
    await view.row(/Invitation in Beta/).waitFor({ state: 'hidden' });
    await view.hover(view.row(/Invitation in Alpha/));
    await workbench.hovers.clickLink('Decline');
    await workbench.modal.click('Decline');
    await view.row(/Invitation in Alpha/).waitFor({ state: 'hidden' });
    assert.deepEqual(
      [alpha, beta].map(({ box }) => box.confirmations.map(({ id, value }) => `${id} ${value}`)),
      [['502 N'], ['502 Y']],
    );
  });

  it('have a selection across both read in one go, and one Undo takes back both', async () => {
    const { view, workbench, portals } = await connectedTo(sameIds('Alpha'), sameIds('Beta'));
    const [alpha, beta] = portals;
    await view.selection.set(/Remark in Alpha/, /Remark in Beta/, /News in Beta/);
    await view.keyboard.press('e');
    const toast = await workbench.toast('Marked as read: 3');
    await unread(alpha, [502, 503]);
    await unread(beta, [502]);
    await workbench.statusBarItem('Bitrix24: 3 unread').waitUntilShown();
    await toast.click('Undo');
    await unread(alpha, [502, 503, 504]);
    await unread(beta, [502, 503, 504]);
    await workbench.statusBarItem('Bitrix24: 6 unread').waitUntilShown();
    assert.deepEqual(
      [alpha, beta].map(portal => portal.journal.calls('im.notify.read.list').length),
      [2, 2],
    );
  });

  inDepth('keep what one of them has taken when the other refuses', async () => {
    const { view, workbench, portals } = await connectedTo(sameIds('Alpha'), sameIds('Beta'));
    const [alpha, beta] = portals;
    const refusal = { kind: 'error', code: 'SOME_ERROR' } as const;
    beta.faults.add({ method: 'im.notify.read.list', fault: refusal });
    await view.selection.set(/Remark in Alpha/, /Remark in Beta/);
    await view.contextMenu(view.row(/Remark in Beta/), 'Mark as Read');
    await view.row(/^Unread, .*Not marked as read, Remark in Beta/).waitFor();
    await unread(alpha, [502, 503]);
    await view.row(/^Unread, .*Remark in Alpha/).waitFor({ state: 'hidden' });
    await workbench.runCommand('Bitrix24: Undo');
    await unread(alpha, [502, 503, 504]);
    await view.row(/^Unread, .*Remark in Alpha/).waitFor();
    await workbench.statusBarItem('Bitrix24: 6 unread').waitUntilShown();
    await view.inlineAction(view.row(/^Not marked as read/), 'Retry');
    await unread(beta, [502, 503]);
    await unread(alpha, [502, 503, 504]);
  });

  inDepth('are told apart by the keys, which go on where they were', async () => {
    const { view, workbench, portals } = await connectedTo(sameIds('Alpha'), sameIds('Beta'));
    const [alpha, beta] = portals;
    const { keyboard, selection } = view;
    const at = (name: RegExp): Promise<unknown> =>
      eventually(`the keys to be at ${String(name)}`, async () => {
        const [row = '', ...others] = await selection.rows();
        return others.length === 0 && name.test(row) && keyboard.isAt(name);
      });
    await view.row(/Remark in Beta/).waitFor();
    await keyboard.moveTo(/Remark in Beta/);
    await keyboard.press('e');
    await unread(beta, [502, 503]);
    await at(/^Unread, .*News in Beta/);
    await keyboard.press('z');
    await unread(beta, [502, 503, 504]);
    await at(/^Unread, .*Remark in Beta/);
    await keyboard.press('r');
    await workbench.quickInput.waitUntilShown(`${hostOf(beta)}: Reply to Anna Orlova`);
    await workbench.quickInput.escape();
    await keyboard.press('Delete');
    await at(/^Unread, .*News in Beta/);
    await view.row(/Remark in Beta/).waitFor({ state: 'hidden' });
    await keyboard.press('z');
    await at(/^Unread, .*Remark in Beta/);
    await keyboard.press('Delete');
    await eventually('Beta to have deleted it', () => beta.box.get(504) === undefined);
    await at(/^Unread, .*News in Beta/);
    await keyboard.press('e');
    await unread(beta, [502]);
    assert.equal(beta.box.get(503)?.isRead, true);
    assert.deepEqual(writesTo(alpha), []);
  });
});
